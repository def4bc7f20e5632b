// Which runs are one configuration.
#include "compare/configurations.hpp"

#include <doctest/doctest.h>

#include "ansatz/autodiff/error.hpp"

using namespace ansatz::compare;

namespace {

Run run(const std::string& folder, std::vector<std::string> values, const std::string& seed) {
  return {{folder, folder, std::move(values), seed}, Record{}, false};
}

}  // namespace

TEST_CASE("runs that differ in nothing but the seed are one configuration, in the order in which they are met") {
  std::vector<Run> runs{run("1", {"fixed", "2"}, "1"), run("2", {"gaaf", "2"}, "1"), run("3", {"fixed", "2"}, "2"),
                        run("4", {"fixed", "3"}, "1")};
  const auto found = configurations_of({"network.adaptive", "n"}, runs);
  REQUIRE(found.size() == 3);
  CHECK(found[0].name == "adaptive = fixed, n = 2");
  CHECK(found[0].runs == std::vector<std::size_t>{0, 2});
  CHECK(found[1].name == "adaptive = gaaf, n = 2");
  CHECK(found[2].runs == std::vector<std::size_t>{3});
}

TEST_CASE("configurations that share all their runs are one, and say both values") {
  std::vector<Run> runs{run("f", {"fixed", "1"}, "1"), run("f", {"fixed", "2"}, "1"), run("g1", {"gaaf", "1"}, "1"),
                        run("g2", {"gaaf", "2"}, "1")};
  const auto found = configurations_of({"adaptive", "n"}, runs);
  REQUIRE(found.size() == 3);
  CHECK(found[0].name == "adaptive = fixed, n = 1, 2");
  CHECK(found[0].runs == std::vector<std::size_t>{0});
}

TEST_CASE("keys whose last words are the same are whole in names") {
  std::vector<Run> runs{run("1", {"1", "2"}, "1")};
  CHECK(configurations_of({"train.adam.lr", "train.sgd.lr"}, runs)[0].name == "train.adam.lr = 1, train.sgd.lr = 2");
}

TEST_CASE("a second run of a seed repeats the first, unless that left no result") {
  std::vector<Run> runs{run("1", {}, "1"), run("2", {}, "1"), run("3", {}, "2"), run("4", {}, "2")};
  runs[2].record.reset();
  const auto found = configurations_of({}, runs);
  REQUIRE(found.size() == 1);
  CHECK(found[0].name == "all runs");
  CHECK(!runs[0].repeats);
  CHECK(runs[1].repeats);
  CHECK(!runs[2].repeats);
  CHECK(!runs[3].repeats);
}

TEST_CASE("a run without a value for each axis is a fault") {
  std::vector<Run> runs{run("1", {"fixed"}, "1")};
  CHECK_THROWS_AS(configurations_of({"adaptive", "n"}, runs), ansatz::InternalFault);
}
