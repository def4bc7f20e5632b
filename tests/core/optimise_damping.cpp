// The search for the least damping, on curves log q over rungs whose crossings are known.
#include "optimise/damping_search.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <vector>

using ansatz::optimise::DampingSearch;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Outcome {
  std::vector<unsigned> tried;
  std::set<unsigned> lowering;
  double steepness;
  bool at_once;
};

Outcome search(const std::function<double(double)>& log_q, double steepness = 0, double raise = 1.1) {
  DampingSearch search(raise, steepness);
  Outcome outcome;
  while (const auto rung = search.next()) {
    outcome.tried.push_back(*rung);
    if (log_q(*rung) < 0) outcome.lowering.insert(*rung);
    search.tell(log_q(*rung));
  }
  outcome.steepness = search.steepness();
  outcome.at_once = search.at_once();
  return outcome;
}

}  // namespace

TEST_CASE("a straight line is left at the first rung below zero") {
  for (double crossing = 0.5; crossing < 25; crossing += 1)
    for (const double steepness : {0.01, 0.5, 3.0}) {
      const auto line = [&](double rung) { return steepness * (crossing - rung); };
      const auto least = static_cast<unsigned>(std::ceil(crossing));
      CAPTURE(crossing);
      const Outcome blind = search(line);
      CHECK(*blind.lowering.begin() == least);
      CHECK(blind.tried.size() <= 5);
      CHECK(blind.steepness == doctest::Approx(steepness));
      const Outcome taught = search(line, steepness);
      CHECK(*taught.lowering.begin() == least);
      CHECK(taught.tried.size() <= (crossing < 7 ? 2 : 4));  // 7 rungs double the damping: no jump is farther at first
    }
}

TEST_CASE("rung 0 is enough when it lowers the loss") {
  const Outcome outcome = search([](double) { return -0.1; }, 2);
  CHECK(outcome.tried == std::vector<unsigned>{0});
  CHECK(outcome.at_once);
  CHECK(outcome.steepness == 2);
}

TEST_CASE("bent curves are followed to a rung next to the least") {
  for (double crossing = 1.5; crossing < 40; crossing += 1)
    for (const double bend : {0.5, 0.7, 1.5, 2.0}) {
      const auto curve = [&](double rung) {
        const double x = crossing - rung;
        return 0.3 * std::copysign(std::pow(std::abs(x), bend), x);
      };
      CAPTURE(crossing);
      CAPTURE(bend);
      const Outcome outcome = search(curve);
      REQUIRE(!outcome.lowering.empty());
      CHECK(*outcome.lowering.begin() <= std::ceil(crossing) + 2);
      CHECK(outcome.tried.size() <= 10);
    }
}

TEST_CASE("no rung is tried twice, and what lowers the loss is above what does not") {
  for (unsigned seed = 1; seed < 400; ++seed) {
    const auto noisy = [&](double rung) {
      const double noise = std::sin(12.9898 * (rung + 1) * seed) * 3;
      return rung < seed % 5 ? infinity : 0.4 * (seed % 37 - rung) + noise;
    };
    const Outcome outcome = search(noisy, (seed % 3) * 0.5);
    CHECK(std::set<unsigned>(outcome.tried.begin(), outcome.tried.end()).size() == outcome.tried.size());
    CHECK(outcome.tried.size() <= 64);
    REQUIRE(!outcome.lowering.empty());
  }
}

TEST_CASE("the search ends where no damping gives a step") {
  for (const double raise : {1.001, 1.1, 2.0, 1000.0}) {
    const Outcome outcome = search([](double) { return infinity; }, 0, raise);
    CHECK(outcome.lowering.empty());
    CHECK(outcome.tried.size() == 60);
    CHECK(!outcome.at_once);
  }
  const Outcome flat = search([](double) { return 0.0; }, 1);
  CHECK(flat.tried.size() == 60);
}

TEST_CASE("rungs without a step are left in growing jumps") {
  const Outcome outcome = search([](double rung) { return rung < 100 ? infinity : 0.1 * (110.5 - rung); });
  CHECK(*outcome.lowering.begin() >= 111);
  CHECK(*outcome.lowering.begin() <= 114);
  CHECK(outcome.tried.size() <= 16);
}
