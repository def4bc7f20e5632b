// Labels, their order, and what chance finds: against sums over all orders.
#include "search/ranking.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace ansatz::searches;

namespace {

Evaluation trained(std::size_t function, std::size_t problem, std::uint64_t seed, double error) {
  Evaluation made;
  made.function = function;
  made.problem = problem;
  made.seed = seed;
  made.error = error;
  made.loss = 1e-3;
  made.seconds = 0.5;
  return made;
}
Evaluation diverged(std::size_t function, std::size_t problem, std::uint64_t seed) {
  Evaluation made = trained(function, problem, seed, 1);
  made.status = Status::diverged;
  return made;
}

/// The mean of the least of the first k over all orders, one by one.
std::vector<double> by_all_orders(std::vector<double> labels) {
  std::sort(labels.begin(), labels.end());
  std::vector<double> sums(labels.size(), 0);
  double orders = 0;
  do {
    const std::vector<double> best = best_so_far(labels);
    for (std::size_t k = 0; k < best.size(); ++k) sums[k] += best[k];
    ++orders;
  } while (std::next_permutation(labels.begin(), labels.end()));
  for (double& sum : sums) sum /= orders;
  return sums;
}

}  // namespace

TEST_CASE("a label is the mean over the problems of the median over the seeds") {
  const std::vector<Evaluation> all = {
      trained(7, 0, 0, 1e-2), trained(7, 0, 1, 1e-4), trained(3, 0, 0, 0.1),  trained(7, 0, 2, 1e-3),
      trained(7, 1, 0, 1e-1), trained(7, 1, 1, 1e-1), trained(7, 1, 2, 1e-5),
  };
  std::vector<Labelled> known = labelled(all, 2, {0, 3});
  REQUIRE(known.size() == 1);  // of 3 trainings are missing
  add_interval(known[0]);
  CHECK(known[0].function == 7);
  CHECK(known[0].medians[0] == doctest::Approx(-3));
  CHECK(known[0].medians[1] == doctest::Approx(-1));
  CHECK(known[0].label == doctest::Approx(-2));
  CHECK(known[0].seconds == doctest::Approx(3));
  CHECK(known[0].lower <= known[0].label);
  CHECK(known[0].upper >= known[0].label);
  CHECK(known[0].lower >= -4.5);  // no draw is below the best of all seeds
  CHECK(known[0].upper <= -1.5);
  CHECK(labelled(all, 1, {0, 3}).size() == 1);
  CHECK(labelled(all, 1, {0, 1}).size() == 2);  // in the order in which they were whole
  CHECK(labelled(all, 1, {0, 1})[1].function == 3);
  const std::vector<Labelled> later = labelled(all, 2, {1, 2});  // further seeds alone
  REQUIRE(later.size() == 1);
  CHECK(later[0].medians == std::vector<double>{-3.5, -3});
}

TEST_CASE("most seeds that diverged make a label infinite, and for a model as bad as the worst") {
  const std::vector<Evaluation> all = {
      trained(0, 0, 0, 1e-3), trained(0, 0, 1, 1e-3), diverged(0, 0, 2),   trained(1, 0, 0, 1e-3), diverged(1, 0, 1),
      diverged(1, 0, 2),      trained(2, 0, 0, 1),    trained(2, 0, 1, 1), trained(2, 0, 2, 1),
  };
  const std::vector<Labelled> known = labelled(all, 1, {0, 3});
  REQUIRE(known.size() == 3);
  CHECK(known[0].label == doctest::Approx(-3));
  CHECK(std::isinf(known[1].label));
  CHECK(ranked(known) == std::vector<std::size_t>{0, 2, 1});
  CHECK(finite_labels(known) == std::vector<double>{known[0].label, 0, 0});
}

TEST_CASE("an error that is no solution is no worse than 10, however large it is") {
  const std::vector<Labelled> known =
      labelled({trained(1, 0, 0, 1e100), trained(2, 0, 0, 10), trained(3, 0, 0, 9)}, 1, {0, 1});
  CHECK(known[0].label == doctest::Approx(1));
  CHECK(known[1].label == doctest::Approx(1));
  CHECK(known[2].label == doctest::Approx(std::log10(9.0)));
}

TEST_CASE("losses count where no training of a problem knows an error") {
  Evaluation without = trained(0, 0, 0, 1);
  without.error.reset();
  CHECK(labelled({without}, 1, {0, 1})[0].label == doctest::Approx(-3));
  CHECK(std::isinf(labelled({without, trained(1, 0, 0, 1e-5)}, 1, {0, 1})[0].label));
}

TEST_CASE("what chance finds is the mean over all orders") {
  for (const std::vector<double>& labels :
       {std::vector<double>{-1, -3, 0.5, -2, 4}, std::vector<double>{2, 2, 1, 2, 1, 0, -1}, std::vector<double>{3}}) {
    const std::vector<double> expected = by_all_orders(labels), found = best_by_chance(labels);
    REQUIRE(found.size() == labels.size());
    // next_permutation leaves out orders of equals: each distinct order is as likely as every other
    for (std::size_t k = 0; k < found.size(); ++k) CHECK(found[k] == doctest::Approx(expected[k]));
  }
  std::vector<double> many(700);
  std::iota(many.begin(), many.end(), 0);
  const std::vector<double> best = best_by_chance(many);
  CHECK(best.front() == doctest::Approx(349.5));
  CHECK(best[99] == doctest::Approx(701.0 / 101 - 1));  // the least of 100 of 700, from 0: (n + 1)/(k + 1) - 1
  CHECK(best.back() == doctest::Approx(0));
}
