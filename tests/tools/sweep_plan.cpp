// The plan of a sweep, and the names of its runs.
#include "program/sweep_plan.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "process.hpp"
#include "program/sweep_labels.hpp"
#include "program/sweep_view.hpp"

using namespace ansatz::cli;
using ansatz::dsl::Override;
using process::contains;
using process::Folder;

namespace {

const std::string problem =
    "param n = 10\nparam nu = 0.1 in [0, 1]\ndomain x in [0, 1]\nfield u\neq u_xx = -nu\nbc u = 0 on boundary\n"
    "network { hidden = [5] }\ntrain adam { steps = 3 }\n";

SweepPlan plan_of(const std::string& sweep, const std::vector<std::string>& settings = {}) {
  const Folder folder;
  const auto file = folder.write("tiny.pde", problem + sweep);
  const ProblemOptions options{settings, {}};
  return plan_sweep(file, options, compile(file, options).sweep);
}

std::vector<std::string> labels(const SweepPlan& plan) {
  std::vector<std::string> all;
  for (const PlannedRun& run : plan.runs) all.push_back(run.label);
  return all;
}

}  // namespace

TEST_CASE("combinations come in the order of the file, the last axis fastest") {
  const SweepPlan plan = plan_of("sweep { nu = [0.1, 0.2]; sample.eq = [10, 20]; seed = 1..2 }\n");
  std::vector<std::vector<std::string>> expected;
  for (const char* nu : {"0.1", "0.2"})
    for (const char* points : {"10", "20"})
      for (const char* seed : {"1", "2"}) expected.push_back({nu, points, seed});
  REQUIRE(plan.combinations.size() == 8);
  for (std::size_t i = 0; i < 8; ++i) {
    CHECK(plan.combinations[i].values == expected[i]);
    CHECK(plan.combinations[i].run == i);
  }
  CHECK(labels(plan).front() == "nu-0.1_eq-10_seed-1");
  CHECK(plan.describe(7) == "nu = 0.2, sample.eq = 20, seed = 2");
}

TEST_CASE("where the problem is the same a run is shared: a parameter without effect, values that say the same") {
  const SweepPlan plan = plan_of("sweep { network.adaptive = [fixed, nlaaf(n = n)]; n = [1, 2]; seed = 1..2 }\n");
  REQUIRE(plan.combinations.size() == 8);
  CHECK(labels(plan) == std::vector<std::string>{"adaptive-fixed_seed-1", "adaptive-fixed_seed-2",
                                                 "adaptive-nlaaf-n-n_n-1_seed-1", "adaptive-nlaaf-n-n_n-1_seed-2",
                                                 "adaptive-nlaaf-n-n_n-2_seed-1", "adaptive-nlaaf-n-n_n-2_seed-2"});
  CHECK(plan.combinations[2].run == plan.combinations[0].run);
  CHECK(contains(plan_table(plan), "same as 1"));
  CHECK(contains(counts(plan), "8 combinations, 6 runs"));
  CHECK(plan_of("sweep { network.adaptive = [gaaf(5), gaaf(n = 5)] }\n").runs.size() == 1);
}

TEST_CASE("a run is of the problem that the command line would set") {
  const SweepPlan plan = plan_of("sweep { nu = [0.25]; seed = [7] }\n", {"sample.eq=33"});
  REQUIRE(plan.runs.size() == 1);
  CHECK(contains(plan.runs[0].compilation.resolved, "param nu = (0.25)"));
  CHECK(contains(plan.runs[0].compilation.resolved, "= 33\n"));
  CHECK(contains(plan.runs[0].compilation.resolved, "seed"));
  CHECK(!contains(plan.runs[0].compilation.resolved, "sweep"));
}

TEST_CASE("a combination that does not compile is an error that names it, though each of its values is right") {
  CHECK_THROWS_WITH_AS(
      plan_of("sweep { network.hidden = [[4], [5]]; network.layers = [[dense(4), act]] }\n"),
      "the combination network.hidden = [4], network.layers = [dense(4), act] of the sweep is no problem that can be "
      "solved; nothing was run",
      ansatz::UserError);
}

TEST_CASE("labels stay what they are when values are added") {
  const auto few = labels(plan_of("sweep { nu = [0.1, 0.2]; seed = 1..2 }\n"));
  const auto more = labels(plan_of("sweep { nu = [0.05, 0.1, 0.2, 0.3]; seed = 1..4 }\n"));
  for (const std::string& label : few) CHECK(std::count(more.begin(), more.end(), label) == 1);
}

TEST_CASE("a label is a name of a file on every system, whatever is set, and no two runs share one") {
  const std::string allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
  const std::vector<std::vector<Override>> sets = {
      {{"output.save", "../../etc"}},
      {{"ν", "0.1"}},
      {{"ν", "ξ"}},
      {{"a", "-1"}, {"b", "\"two words\""}},
      {{"network.hidden", "[" + std::string(400, '1') + "]"}},
      {{"train.adam.steps", "5"}, {"train.lbfgs.steps", "6"}},
  };
  for (const auto& set : sets)
    for (const std::string& label : {label_of(set), label_apart(set)}) {
      CAPTURE(label);
      CHECK(!label.empty());
      CHECK(label.size() <= 80);
      CHECK(label.find_first_of(".-_") != 0);
      CHECK(label.find_first_not_of(allowed) == std::string::npos);
    }
  CHECK(label_of(sets.back()) == "train.adam.steps-5_train.lbfgs.steps-6");
  const auto alike = labels(plan_of("sweep { network.hidden = [[20]*3, [20, 3]] }\n"));
  REQUIRE(alike.size() == 2);
  CHECK(alike[0] == "hidden-20-3");
  CHECK(alike[1].starts_with("hidden-20-3-"));
}
