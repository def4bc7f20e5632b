// Facts come from result.json, written when the run ended, so that they are those of the run and not of whoever makes
// the page.
#include "report_facts.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/citations.hpp"
#include "ansatz/core/results.hpp"
#include "duration.hpp"
#include "slope_facts.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

std::size_t parameter_count(const Solution& solution) {
  std::size_t count = 0;
  for (const Parameter& parameter : solution.parameters()) count += parameter.values.size();
  return count;
}

/// A text or a number of an object as a fact, where it is there.
void add(report::FactGroup& group, const nlohmann::ordered_json& object, const char* name, std::string label) {
  if (!object.is_object() || !object.contains(name)) return;
  const nlohmann::ordered_json& value = object[name];
  if (value.is_string() || value.is_number())
    group.facts.push_back({std::move(label), value.is_string() ? value.get<std::string>() : value.dump()});
}

report::FactGroup course(const FinishedRun& run) {
  const Outcome& outcome = run.solution.outcome();
  std::string optimisers;
  for (const Stage& stage : run.solution.problem().stages)
    optimisers += (optimisers.empty() ? "" : ", then ") + stage.name();
  return {"Run",
          {{"training", duration(outcome.last.seconds)},
           {"steps", fmt::format("{} of {}", outcome.last.step, outcome.last.steps)},
           {"trained by", optimisers},
           {"parameters", fmt::format("{}", parameter_count(run.solution))}}};
}

/// Where slopes adapt: what theory says of the start, and what the recovery term has come to.
report::FactGroup slopes(const FinishedRun& run) {
  const Problem& problem = run.solution.problem();
  report::FactGroup group{"Slopes", slope_facts(problem)};
  const std::vector<LossTerm>& terms = run.solution.outcome().last.terms;
  for (std::size_t k = problem.conditions.size(); k < terms.size(); ++k)
    group.facts.push_back({"W_a S(a) at the end, " + terms[k].name, fmt::format("{:.4g}", terms[k].value)});
  return group;
}

report::FactGroup repetition(const Compute& compute, const std::string& run, const nlohmann::ordered_json& result) {
  report::FactGroup group{"How to repeat it",
                          {{"command", "ansatz run problem.pde"},
                           {"seed", fmt::format("{}", compute.seed)},
                           {"precision", compute.precision == ad::Precision::f64 ? "f64" : "f32"},
                           {"back end", compute.backend}}};
  if (!run.empty()) group.facts.push_back({"run", run});
  add(group, result, "version", "version of Ansatz");
  add(group, result, "problem_sha256", "SHA-256 of problem.pde");
  return group;
}

report::FactGroup surroundings(const nlohmann::ordered_json& result) {
  report::FactGroup group{"What it ran on", {}};
  if (!result.is_object()) return group;
  if (result.contains("environment") && result["environment"].is_object())
    for (const auto& fact : result["environment"].items())
      add(group, result["environment"], fact.key().c_str(), fact.key());
  add(group, result, "threads", "threads");
  return group;
}

Publication ansatz_itself() {
  return {"{the Ansatz authors}", "Ansatz: differential equations solved by neural networks",
          fmt::format("version {}", ANSATZ_VERSION), 2026};
}

/// What the trial of every problem is: equations as a loss.
Publication physics_informed_networks() {
  return {"M. Raissi and P. Perdikaris and G. E. Karniadakis",
          "Physics-informed neural networks: a deep learning framework for solving forward and inverse problems "
          "involving nonlinear partial differential equations",
          "Journal of Computational Physics 378, 686-707", 2019};
}

report::Citation citation(std::string what, const Publication& work) {
  return {std::move(what), cited(work), bibtex(work)};
}

/// The works behind methods, with what used them.
void add(std::vector<report::Citation>& works, const std::vector<Citation>& used) {
  for (const Citation& each : used) works.push_back(citation(fmt::format("{}", fmt::join(each.used, ", ")), each.work));
}

}  // namespace

nlohmann::ordered_json result_of(const FinishedRun& run) { return result_of(run.folder); }

nlohmann::ordered_json result_of(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "result.json";
  if (!std::filesystem::exists(file)) return nullptr;
  nlohmann::ordered_json result = nlohmann::ordered_json::parse(read_whole(file), nullptr, false);
  if (!result.is_object()) throw WorldFailure(fmt::format("`{}` is damaged", printable(file.string())));
  return result;
}

std::vector<report::FactGroup> facts_of(const FinishedRun& run) {
  std::vector<report::FactGroup> groups{course(run), slopes(run)};
  std::erase_if(groups, [](const report::FactGroup& group) { return group.facts.empty(); });
  for (report::FactGroup& group : facts_of(run.solution.problem().compute, run.solution.run(), result_of(run)))
    groups.push_back(std::move(group));
  return groups;
}

std::vector<report::FactGroup> facts_of(const Compute& compute, const std::string& run,
                                        const nlohmann::ordered_json& result) {
  std::vector<report::FactGroup> groups{repetition(compute, run, result), surroundings(result)};
  if (groups.back().facts.empty()) groups.pop_back();
  return groups;
}

std::vector<report::Citation> works_of(const FinishedRun& run) {
  std::vector<report::Citation> works{citation("Ansatz", ansatz_itself()),
                                      citation("equations as a loss", physics_informed_networks())};
  add(works, citations_of(run.solution.problem(), run.solution.outcome()));
  return works;
}

std::vector<report::Citation> works_of(const Classification& problem) {
  std::vector<report::Citation> works{citation("Ansatz", ansatz_itself())};
  add(works, citations_of(problem));
  return works;
}

}  // namespace ansatz::cli
