// What the command line sets: short trials of files with plots, one block of several, and keys that name nothing.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <variant>

#include "compiled.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using namespace ansatz::test;

namespace {

const std::string staged = smallest +
                           "unknown k = 1\neq k*u_xx = -1\nparam nu = 1\nlet m = nu\n"
                           "train adam { steps = 600; lr = 1e-3 }\ntrain lm { steps = 20 }\ntrain lm { steps = 30 }\n";

std::vector<std::uint64_t> steps_of(const Compilation& compiled) {
  std::vector<std::uint64_t> steps;
  REQUIRE_MESSAGE(compiled.problem, messages(compiled));
  for (const Stage& stage : compiled.problem->stages)
    steps.push_back(static_cast<std::uint64_t>(std::get<double>(stage.method().find("steps")->read(stage.settings()))));
  return steps;
}

using Steps = std::vector<std::uint64_t>;

/// The advice on a key that cannot be set.
std::string help_for(const std::string& key, const std::string& text = staged) {
  const Compilation compiled = compile_source(text, {{key, "1"}});
  CHECK(!compiled.problem);
  for (const Diagnostic& d : compiled.diagnostics)
    if (d.code == Code::unknown_target || d.code == Code::unknown_setting) return d.help;
  return messages(compiled);
}

}  // namespace

TEST_CASE("plots at steps that a short trial does not reach show its last one, also when its problem is read again") {
  const std::string text =
      smallest + "train lm { steps = 1000 }\nplot slice { of = u; along = x; steps = [20, 100, 1000] }\n";
  const Compilation whole = compile_source(text);
  REQUIRE_MESSAGE(whole.problem, messages(whole));
  CHECK(whole.problem->plots.at(0).steps == Steps{20, 100, 1000});
  const Compilation trial = compile_source(text, {{"train.steps", "50"}});
  REQUIRE_MESSAGE(trial.problem, messages(trial));
  CHECK(messages(trial) == "W0609 `plot slice` shows step 100, and training has 50: the last is shown; ");
  CHECK(trial.problem->plots.at(0).steps == Steps{20, 50});
  const Compilation again = compile_source(trial.resolved);
  CHECK(messages(again) == "");
  CHECK(again.problem->plots.at(0).steps == Steps{20, 50});
  const Compilation ends_there = compile_source(text, {{"train.steps", "20"}});
  CHECK(ends_there.problem->plots.at(0).steps == Steps{20});
}

TEST_CASE("a plot at a step that the training of a file does not reach is an error with advice") {
  const Compilation compiled =
      compile_source(smallest + "train lm { steps = 50 }\nplot slice { of = u; along = x; steps = [20, 100] }\n");
  REQUIRE(codes(compiled) == "E0304");
  CHECK(compiled.diagnostics[0].help.find("name earlier steps") != std::string::npos);
}

TEST_CASE("a key names one block by its kind or its number, and all of a keyword with a warning") {
  CHECK(messages(compile_source(staged, {{"train.adam.steps", "5"}})) == messages(compile_source(staged)));
  CHECK(steps_of(compile_source(staged, {{"train.adam.steps", "5"}})) == Steps{5, 20, 30});
  CHECK(steps_of(compile_source(staged, {{"train.3.steps", "5"}})) == Steps{600, 20, 5});
  CHECK(steps_of(compile_source(staged, {{"train.lm.steps", "5"}})) == Steps{600, 5, 5});
  CHECK(steps_of(compile_source(staged, {{"train.1.steps", "7"}, {"train.2.steps", "5"}})) == Steps{7, 5, 30});
  const Compilation all = compile_source(staged, {{"train.steps", "5"}});
  CHECK(steps_of(all) == Steps{5, 5, 5});
  const auto several = std::find_if(all.diagnostics.begin(), all.diagnostics.end(),
                                    [](const Diagnostic& d) { return d.code == Code::several_blocks; });
  REQUIRE(several != all.diagnostics.end());
  CHECK(several->message == "`train.steps` sets `steps` of 3 blocks: `train adam`, `train lm`, `train lm`");
  CHECK(several->help == "to set one, write `train.adam.steps` or `train.2.steps` or `train.3.steps`");
  CHECK(help_for("train.4.steps") != "");
}

TEST_CASE("a setting that only some stages have passes by the others") {
  const Compilation compiled = compile_source(staged, {{"train.lr", "0.5"}});
  REQUIRE_MESSAGE(compiled.problem, messages(compiled));
  CHECK(compiled.problem->stages.at(0).get_if<Adam>()->lr.at_step(0, 600) == 0.5);
  CHECK(messages(compile_source(smallest + "train lm { steps = 1 }\n", {{"train.lr", "0.5"}})).starts_with("E0205"));
}

TEST_CASE("keys that name nothing are told what is called so") {
  CHECK(help_for("steps") == "did you mean `train.steps`?");
  CHECK(help_for("epochs").starts_with("did you mean `train.steps`"));
  CHECK(help_for("train.epochs").starts_with("did you mean `steps`?"));
  CHECK(help_for("hidden") == "did you mean `network.hidden`?");
  CHECK(help_for("network.neurons").starts_with("did you mean `hidden`?"));
  CHECK(help_for("seed") == "did you mean `compute.seed`?");
  CHECK(help_for("k") == "`k` is an unknown, which training finds from the start that the file gives it");
  CHECK(help_for("m") == "`m` is a `let`, which cannot be set; a `param` can");
  CHECK(help_for("u") == "`u` is a field");
}

TEST_CASE("a plot holds a coordinate at the values of any series") {
  const auto held = [](const std::string& values) {
    const Compilation compiled = compile_source(square + "plot slice { of = u; along = x; y = " + values + " }\n");
    REQUIRE_MESSAGE(compiled.problem, messages(compiled));
    return compiled.problem->plots.at(0).at.at(1);
  };
  CHECK(held("linspace(0, 1, 5)") == std::vector<double>{0, 0.25, 0.5, 0.75, 1});
  CHECK(held("[0, linspace(0.5, 1, 2)]") == std::vector<double>{0, 0.5, 1});
  CHECK(held("0..1") == std::vector<double>{0, 1});
}
