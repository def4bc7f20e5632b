// Changes of images: what each may do and may not, against arrays that are written down; that training sees other
// images at every step and judges by the ones that are there; the same bits on any number of threads, in one go or in
// several.
#include "ansatz/core/augmentation.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstring>
#include <numeric>
#include <set>
#include <vector>

#include "../folder.hpp"
#include "ansatz/autodiff/error.hpp"
#include "classify/batch_feed.hpp"
#include "classify/image_loss.hpp"
#include "image_problems.hpp"

using namespace ansatz;

namespace {

using Pixels = std::vector<std::uint8_t>;

/// Two channels of 3 x 4 pixels that count up from 1.
Pixels counted() {
  Pixels pixels(24);
  std::iota(pixels.begin(), pixels.end(), std::uint8_t{1});
  return pixels;
}

Pixels changed(const Augmentation& how, const std::array<double, 4>& numbers, const Pixels& from = counted(),
               ad::Extents extents = {2, 3, 4}) {
  Pixels to(from.size(), 99);
  how.method().change(how.settings(), {extents, from, to}, numbers);
  return to;
}

/// Rows of 4 pixels, the second channel 12 above the first where it is not 0.
Pixels channels(Pixels first) {
  const Pixels copy = first;
  for (const std::uint8_t pixel : copy) first.push_back(pixel == 0 ? 0 : static_cast<std::uint8_t>(pixel + 12));
  return first;
}

Classification augmented_bars() {
  Classification problem = test::bars_problem();
  problem.augmentation = {RandomCrop{1}, RandomFlip{}, RandomAffine{10, {0.9, 1.1}}};
  problem.stage.set("epochs", 3.0);
  return problem;
}

std::vector<double> losses(const ClassificationOutcome& outcome) {
  std::vector<double> all;
  for (const EpochRow& row : outcome.history)
    for (const double loss : {row.as_trained.loss, row.training.loss, row.test_as_trained->loss, row.test->loss})
      all.push_back(loss);
  return all;
}

}  // namespace

TEST_CASE("a crop moves the image, and zeros come in") {
  CHECK(changed(RandomCrop{1}, {0.5, 0.5}) == counted());
  CHECK(changed(RandomCrop{1}, {0.0, 0.5}) == channels({0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}));
  CHECK(changed(RandomCrop{1}, {0.9, 0.9}) == channels({6, 7, 8, 0, 10, 11, 12, 0, 0, 0, 0, 0}));
  std::set<Pixels> all;
  for (int i = 0; i < 25; ++i) all.insert(changed(RandomCrop{2}, {(i / 5 + 0.5) / 5, (i % 5 + 0.5) / 5}));
  CHECK(all.size() == 25);
}

TEST_CASE("a flip exchanges left and right, every other time") {
  CHECK(changed(RandomFlip{}, {0.49}) == counted());
  CHECK(changed(RandomFlip{}, {0.5}) == channels({4, 3, 2, 1, 8, 7, 6, 5, 12, 11, 10, 9}));
}

TEST_CASE("an affine change turns about the middle and scales") {
  CHECK(changed(RandomAffine{0, {1, 1}}, {0.7, 0.3}) == counted());
  // A quarter turn to either side takes a square to itself, corners to corners.
  const Pixels square{1, 2, 3, 4, 5, 6, 7, 8, 9}, left{3, 6, 9, 2, 5, 8, 1, 4, 7}, right{7, 4, 1, 8, 5, 2, 9, 6, 3};
  const Pixels one = changed(RandomAffine{90, {1, 1}}, {0, 0}, square, {1, 3, 3});
  const Pixels other = changed(RandomAffine{90, {1, 1}}, {1, 0}, square, {1, 3, 3});
  CHECK(((one == left && other == right) || (one == right && other == left)));
  // Twice as large: each pixel of the middle stands four times.
  const Pixels four{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
  CHECK(changed(RandomAffine{0, {2, 2}}, {0.5, 0.5}, four, {1, 4, 4}) ==
        Pixels{6, 6, 7, 7, 6, 6, 7, 7, 10, 10, 11, 11, 10, 10, 11, 11});
  // Half as large: zeros around it.
  const Pixels small = changed(RandomAffine{0, {0.5, 0.5}}, {0.5, 0.5}, Pixels(16, 5), {1, 4, 4});
  CHECK(small == Pixels{0, 0, 0, 0, 0, 5, 5, 0, 0, 5, 5, 0, 0, 0, 0, 0});
}

TEST_CASE("what a change cannot be is refused") {
  for (const Augmentation& wrong :
       {Augmentation(RandomCrop{0}), Augmentation(RandomAffine{-1, {1, 1}}), Augmentation(RandomAffine{4, {1}}),
        Augmentation(RandomAffine{4, {1.2, 1.1}}), Augmentation(RandomAffine{4, {0, 1.1}})}) {
    CHECK_THROWS_AS(check(wrong), UserError);
    Classification problem = test::bars_problem();
    problem.augmentation = {wrong};
    CHECK_THROWS_AS(Classifier{problem}, UserError);
  }
}

TEST_CASE("a change that would leave nothing of images of a size is refused, and the next smaller one taken") {
  const ad::Extents image{1, 6, 8};
  for (const auto& [allowed, refused] :
       {std::pair<Augmentation, Augmentation>{RandomCrop{5}, RandomCrop{6}},
        std::pair<Augmentation, Augmentation>{RandomAffine{4, {0.17, 6}}, RandomAffine{4, {0.16, 1}}},
        std::pair<Augmentation, Augmentation>{RandomAffine{180, {1, 6}}, RandomAffine{180, {1, 6.1}}}}) {
    CHECK_NOTHROW(check_fits(allowed, image));
    CHECK_THROWS_AS(check_fits(refused, image), UserError);
  }
  CHECK_THROWS_AS(check_fits(RandomCrop{1}, {3, 1, 8}), UserError);
  CHECK_NOTHROW(check_fits(RandomFlip{}, {3, 1, 8}));
  Classification problem = test::bars_problem();
  problem.augmentation = {RandomCrop{6}};
  CHECK_THROWS_AS(Classifier{problem}, UserError);
}

TEST_CASE("every step sees other images, the same at the same step") {
  const Classification problem = augmented_bars();
  ad::Workers workers;
  BatchFeed feed(problem, 16, {}, workers);
  std::vector<std::size_t> which(16);
  std::iota(which.begin(), which.end(), std::size_t{0});
  const auto images = [&](DrawFor purpose, std::uint64_t draw) {
    feed.take_augmented(*problem.training, which, purpose, draw);
    return std::vector<double>(feed.images(), feed.images() + 16 * 36);
  };
  const auto one = images(DrawFor::step, 1);
  CHECK(images(DrawFor::step, 2) != one);
  CHECK(images(DrawFor::measure, 1) != one);
  CHECK(images(DrawFor::step, 1) == one);
  feed.take(*problem.training, which);
  for (std::size_t row = 0; row < 36; ++row) CHECK(feed.images()[row * 16] == problem.training->pixels[row] / 255.0);
}

TEST_CASE("pixels are shifted and scaled channel by channel, what comes in from outside among them") {
  Classification problem = test::bars_problem();
  ImageSet set{{2, 3, 4}, counted(), {1}};
  problem.image = set.extents;
  problem.network.layers = {Dense{3}};
  problem.pixels = {{0.5, 0.25}, {0.2, 4}};
  problem.augmentation = {RandomCrop{2}};
  ad::Workers workers;
  BatchFeed feed(problem, 1, {}, workers);
  const std::vector<std::size_t> which{0};
  feed.take(set, which);
  for (std::size_t i = 0; i < 24; ++i) {
    const double v = set.pixels[i] / 255.0;
    CHECK(feed.images()[i] == doctest::Approx(i < 12 ? (v - 0.5) / 0.2 : (v - 0.25) / 4).epsilon(1e-14));
  }
  bool outside = false;
  for (std::uint64_t draw = 0; draw < 8; ++draw) {
    feed.take_augmented(set, which, DrawFor::step, draw);
    outside = outside || feed.images()[0] == doctest::Approx(-2.5).epsilon(1e-14);
  }
  CHECK(outside);
}

TEST_CASE("a scale of pixels that fits no image is refused, and training goes on with none but its own") {
  Classification problem = test::bars_problem();
  for (const PixelScale& wrong :
       {PixelScale{{0, 0}, {1}}, PixelScale{{0}, {}}, PixelScale{{0}, {0}}, PixelScale{{0}, {-1}}}) {
    problem.pixels = wrong;
    CHECK_THROWS_AS(Classifier{problem}, UserError);
  }
  problem.pixels = {{0.1}, {0.5}};
  const test::Folder folder;
  Classifier begun(problem);
  begun.train([](const EpochRow&) { return false; });
  begun.save(folder.path() / "checkpoint");
  CHECK_NOTHROW(Classifier(problem).restore(folder.path() / "checkpoint"));
  problem.pixels = {};
  CHECK_THROWS_AS(Classifier(problem).restore(folder.path() / "checkpoint"), UserError);
}

TEST_CASE("images to judge by, and those in use, are as they are") {
  Classification problem = augmented_bars();
  problem.network.layers = {Dense{8}, Act{}, Dense{3}};
  const EpochRow row = Classifier(problem).train().history.back();
  CHECK(row.as_trained.loss != row.training.loss);
  CHECK(row.test_as_trained->loss == row.test->loss);
  problem.augmentation.clear();
  const EpochRow plain = Classifier(problem).train().history.front();
  CHECK(plain.as_trained.loss == plain.training.loss);
}

TEST_CASE("training with augmentation has the same bits on any number of threads, in one go or in several") {
  Classification problem = augmented_bars();
  const std::vector<double> whole = losses(Classifier(problem).train());
  problem.compute.threads = 3;
  CHECK(losses(Classifier(problem).train()) == whole);
  const test::Folder folder;
  Classifier begun(problem), resumed(problem), other([&] {
    Classification changed = problem;
    changed.augmentation.pop_back();
    return changed;
  }());
  int asked = 0;
  begun.train({}, [&] { return asked++ == 6; });
  begun.save(folder.path() / "checkpoint");
  resumed.restore(folder.path() / "checkpoint");
  CHECK(losses(resumed.train()) == whole);
  CHECK_THROWS_AS(other.restore(folder.path() / "checkpoint"), UserError);
}
