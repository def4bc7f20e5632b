// Training on images: it learns, its bits depend on nothing but problem and seed, and it goes on exactly where it was
// saved; losses and gradients of the compiled batch against differences and against plain loops.
#include "ansatz/core/classification.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <numeric>

#include "../folder.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/classification_results.hpp"
#include "classify/image_loss.hpp"
#include "files.hpp"
#include "image_problems.hpp"

using namespace ansatz;

namespace {

bool same(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }
bool same(const Quality& a, const Quality& b) { return same(a.loss, b.loss) && same(a.accuracy, b.accuracy); }

/// The rows of two histories, but for times.
bool same(const std::vector<EpochRow>& a, const std::vector<EpochRow>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const EpochRow& x, const EpochRow& y) {
    return x.epoch == y.epoch && x.step == y.step && same(x.rate, y.rate) && same(x.slope_term, y.slope_term) &&
           same(x.as_trained, y.as_trained) && same(x.training, y.training) &&
           same(*x.test_as_trained, *y.test_as_trained) && same(*x.test, *y.test);
  });
}

std::vector<std::size_t> first(std::size_t count) {
  std::vector<std::size_t> all(count);
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

}  // namespace

TEST_CASE("images are learnt, and the history says how well") {
  Classifier classifier(test::bars_problem());
  const ClassificationOutcome outcome = classifier.train();
  CHECK(outcome.status == Status::finished);
  CHECK(outcome.reason == "all 24 epochs are done");
  REQUIRE(outcome.history.size() == 25);
  const EpochRow &before = outcome.history.front(), &last = outcome.history.back();
  CHECK(before.step == 0);
  CHECK(before.training.loss == doctest::Approx(std::log(3)).epsilon(0.2));
  CHECK(last.step == 24 * 4);  // 60 images in batches of 16, the last of 12
  CHECK(last.training.accuracy > 0.95);
  CHECK(last.test->accuracy > 0.9);
  CHECK(last.as_trained.loss != last.training.loss);
  CHECK(outcome.history[19].rate == 0.02);
  CHECK(outcome.history[20].rate == doctest::Approx(0.002));
  CHECK(outcome.slopes.size() == 25 * 2);
  CHECK(outcome.slopes[0].mean == 1);
  CHECK(before.slope_term == doctest::Approx(0.1 / std::exp(0.5)));
  const std::vector<double> logs = classifier.log_probabilities(*classifier.problem().test);
  REQUIRE(logs.size() == 20 * 3);
  double loss = 0;
  for (std::size_t i = 0; i < 20; ++i) {
    CHECK(std::exp(logs[3 * i]) + std::exp(logs[3 * i + 1]) + std::exp(logs[3 * i + 2]) == doctest::Approx(1));
    loss -= logs[3 * i + classifier.problem().test->labels[i]] / 20;
  }
  CHECK(loss == doctest::Approx(last.test->loss).epsilon(1e-12));
}

TEST_CASE("a rate that falls to 0 does so when all epochs are done, each of which learns") {
  Classification problem = test::bars_problem();
  problem.stage = Adam{.epochs = 4, .lr = CosineDecay{.start = 0.02}, .batch = 16};
  const ClassificationOutcome outcome = Classifier(std::move(problem)).train();
  CHECK(outcome.status == Status::finished);
  REQUIRE(outcome.history.size() == 5);
  CHECK(outcome.history[2].rate == doctest::Approx(0.01));
  CHECK(outcome.history[3].rate == doctest::Approx(0.02 * (1 - std::sqrt(0.5)) / 2));
  CHECK(outcome.history[4].as_trained.loss != outcome.history[3].as_trained.loss);
}

TEST_CASE("the same bits on any number of threads") {
  Classification problem = test::bars_problem();
  const auto history = [&](int threads) {
    problem.compute.threads = threads;
    return Classifier(problem).train().history;
  };
  const std::vector<EpochRow> one = history(1);
  CHECK(same(one, history(2)));
  CHECK(same(one, history(3)));
  problem.compute.seed = 6;
  CHECK(!same(one, history(1)));
}

TEST_CASE("a run that is stopped within an epoch goes on to the same bits") {
  const test::Folder folder;
  const Classification problem = test::bars_problem();
  const std::vector<EpochRow> whole = Classifier(problem).train().history;
  for (const int steps : {0, 1, 4, 18}) {
    CAPTURE(steps);
    Classifier begun(problem), resumed(problem);
    int asked = 0;
    CHECK(begun.train({}, [&] { return asked++ == steps; }).status == Status::interrupted);
    begun.save(folder.path() / "checkpoint");
    resumed.restore(folder.path() / "checkpoint");
    CHECK(same(resumed.train().history, whole));
  }
  Classification longer = problem;
  longer.stage.set("epochs", 26.0);
  Classifier finished(problem), prolonged(longer);
  finished.train();
  finished.save(folder.path() / "checkpoint");
  prolonged.restore(folder.path() / "checkpoint");
  CHECK(prolonged.train().history.size() == 27);
}

TEST_CASE("a checkpoint of another problem, or a damaged one, is refused") {
  const test::Folder folder;
  Classification problem = test::bars_problem();
  Classifier one(problem);
  one.train({}, [] { return true; });
  one.save(folder.path() / "checkpoint");
  problem.compute.seed = 9;
  Classifier other(problem);
  CHECK_THROWS_AS(other.restore(folder.path() / "checkpoint"), UserError);
  std::string bytes = read_whole(folder.path() / "checkpoint");
  bytes[bytes.size() / 2] ^= 1;
  write_whole(folder.path() / "checkpoint", bytes);
  CHECK_THROWS_AS(one.restore(folder.path() / "checkpoint"), WorldFailure);
}

TEST_CASE("the gradient of a batch is that of differences, through batch norm, dropout and slopes") {
  Classification problem = test::bars_problem();
  problem.network.activation.name = "tanh";
  problem.network.adaptive = Nlaaf{.n = 2, .recovery = 1};
  ad::Workers workers;
  ImageLoss loss(problem, 16, workers);
  loss.use_batch(first(16), 3);
  std::vector<double> theta = loss.start(), gradient(theta.size()), moved(theta.size());
  loss.value_and_gradient(theta, gradient);
  for (std::size_t i = 0; i < theta.size(); i += 7) {
    constexpr double h = 1e-5;
    moved = theta;
    moved[i] = theta[i] + h;
    const double above = loss.value(moved);
    moved[i] = theta[i] - h;
    CHECK(gradient[i] == doctest::Approx((above - loss.value(moved)) / (2 * h)).epsilon(1e-5).scale(1e-3));
  }
}

TEST_CASE("dropout draws anew at every step, and not in use") {
  Classification problem = test::bars_problem();
  ad::Workers workers;
  ImageLoss loss(problem, 16, workers);
  std::vector<double> gradient(loss.size());
  const auto at_step = [&](std::uint64_t step) {
    loss.use_batch(first(16), step);
    return loss.value_and_gradient(loss.start(), gradient);
  };
  const double one = at_step(1);
  CHECK(at_step(2) != one);
  CHECK(at_step(1) == one);
  const ImageSet& set = *problem.test;
  CHECK(
      same(loss.quality(NetworkMode::use, loss.start(), set, 1), loss.quality(NetworkMode::use, loss.start(), set, 2)));
  CHECK(!same(loss.quality(NetworkMode::training, loss.start(), set, 1),
              loss.quality(NetworkMode::training, loss.start(), set, 2)));
}

TEST_CASE("batch norm makes mean 0 and variance 1 of a batch, and follows it with running ones") {
  Classification problem = test::bars_problem();
  problem.network.layers = {BatchNorm{.momentum = 0.25}, Dense{3}};
  problem.network.adaptive = FixedSlopes{};
  ad::Workers workers;
  ImageLoss loss(problem, 16, workers);
  loss.use_batch(first(16), 0);
  std::vector<double> gradient(loss.size());
  loss.value_and_gradient(loss.start(), gradient);
  loss.follow_batch();
  double mean = 0, squares = 0;
  constexpr std::size_t numbers = 16 * 36;
  for (std::size_t i = 0; i < numbers; ++i) mean += problem.training->pixels[i] / 255.0 / numbers;
  for (std::size_t i = 0; i < numbers; ++i) squares += std::pow(problem.training->pixels[i] / 255.0 - mean, 2);
  REQUIRE(loss.running().size() == 2);
  CHECK(loss.running()[0] == doctest::Approx(0.25 * mean));
  CHECK(loss.running()[1] == doctest::Approx(0.75 + 0.25 * squares / (numbers - 1)));
}

TEST_CASE("a rate that is too large ends training, and says so") {
  Classification problem = test::bars_problem();
  problem.stage = Sgd{.epochs = 5, .lr = 1e200, .batch = 16};
  const ClassificationOutcome outcome = Classifier(problem).train();
  CHECK(outcome.status == Status::diverged);
  CHECK(outcome.reason.find("take a smaller learning rate") != std::string::npos);
}

TEST_CASE("problems that make no sense are refused") {
  const auto said = [](const std::function<void(Classification&)>& change) -> std::string {
    Classification problem = test::bars_problem();
    change(problem);
    try {
      const Classifier classifier(problem);
    } catch (const UserError& error) {
      return error.what();
    }
    return "nothing";
  };
  CHECK(said([](Classification& p) { p.training = nullptr; }) == "there are no images to train on");
  CHECK(said([](Classification& p) { p.stage = Lm{}; }).find("images are trained by `sgd` or `adam`") !=
        std::string::npos);
  CHECK(said([](Classification& p) { p.stage = Adam{}; }).find("does not say its `epochs`") != std::string::npos);
  CHECK(said([](Classification& p) {
          p.image = {1, 7, 6};
        }) == "images of 1 x 6 x 6 were read, and the network reads 1 x 7 x 6");
  CHECK(said([](Classification& p) { p.network.layers.back() = Dense{2}; }) ==
        "an image has the label 2, and the network tells 2 classes apart");
  CHECK(said([](Classification& p) { p.network.layers = {Conv{}}; }).find("ends in an image of 64 x 4 x 4") !=
        std::string::npos);
  CHECK(said([](Classification& p) { p.network.layers.clear(); }) == "network `network` of images has no `layers`");
}

TEST_CASE("the files of a training hold its numbers to the bit") {
  const test::Folder folder;
  Classifier classifier(test::bars_problem());
  const ClassificationOutcome outcome = classifier.train();
  write_history(folder.path() / "history.csv", outcome);
  write_result(folder.path() / "result.json", classifier, outcome, {"0", "", "", {}});
  const auto rows = test::read_csv(folder.path() / "history.csv");
  REQUIRE(rows.size() == 26);
  CHECK(rows[0][2] == "loss");
  CHECK(rows[0][9] == "test_accuracy");
  CHECK(test::number(rows[25][2]) == outcome.history.back().as_trained.loss);
  CHECK(test::number(rows[25][9]) == outcome.history.back().test->accuracy);
  CHECK(read_whole(folder.path() / "result.json").find("\"in_use\"") != std::string::npos);
}
