// result.json.
#include <cmath>
#include <nlohmann/json.hpp>

#include "ansatz/core/exact_values.hpp"
#include "ansatz/core/results.hpp"
#include "points/domain.hpp"

namespace ansatz {

std::string_view name_of(Status status) {
  switch (status) {
    case Status::finished: return "finished";
    case Status::interrupted: return "interrupted";
    case Status::diverged: return "diverged";
  }
  return "";
}

namespace {

using Json = nlohmann::ordered_json;

/// A point by the names of its coordinates, those that are numbers.
Json place(const Domain& domain, const std::vector<double>& point) {
  Json named = Json::object();
  for (std::size_t i = 0; i < point.size(); ++i)
    if (!std::isnan(point[i])) named[coordinate_name(domain, i)] = point[i];
  return named;
}

Json check_of(const Problem& problem, const Verification& found) {
  Json conditions = Json::object(), promises = Json::object();
  for (const ResidualCheck& check : found.residuals)
    conditions[check.condition] = {{"points", check.points},   {"mean_square", check.fresh},
                                   {"trained", check.trained}, {"relative", check.relative},
                                   {"largest", check.largest}, {"at", place(problem.domain, check.where)}};
  for (const CheckOutcome& check : found.checks)
    promises[check.name] = {{"holds", check.holds},
                            {"off", check.off},
                            {"tolerance", check.tolerance},
                            {"at", place(problem.domain, check.where)}};
  Json check = {{"reason", found.reason}, {"conditions", conditions}, {"checks", promises}};
  if (found.freedom)
    check["freedom"] = {
        {"of", found.freedom->of}, {"change", found.freedom->change}, {"condition", found.freedom->condition}};
  return check;
}

}  // namespace

void write_result(const std::filesystem::path& file, const Solver& solver, const Outcome& outcome,
                  const Verification& found, const Provenance& provenance) {
  const Problem& problem = solver.problem();
  Json result = {{"version", provenance.version},
                 {"status", name_of(outcome.status)},
                 {"reason", outcome.reason},
                 {"verdict", name_of(found.verdict)},
                 {"seed", problem.compute.seed},
                 {"threads", solver.threads()},
                 {"precision", problem.compute.precision == ad::Precision::f64 ? "f64" : "f32"},
                 {"parameters", solver.parameter_count()},
                 {"steps", outcome.last.step},
                 {"seconds", outcome.last.seconds}};
  if (problem.sampling.windows > 1)
    result["windows"] = {{"reached", outcome.last.window}, {"of", outcome.last.windows}};
  Json terms = Json::object();
  for (const LossTerm& term : outcome.last.terms) terms[term.name] = term.value;
  result["loss"] = {{"total", outcome.last.loss}, {"terms", terms}};
  for (const FieldError& error : outcome.last.errors)
    result["error"][error.field] = {{"l2_relative", error.l2_relative}, {"max", error.max}};
  if (!outcome.last.errors.empty()) {
    const std::vector<std::size_t> left_out = points_without_exact(problem, solver.evaluate());
    for (const ExactField& exact : problem.exact)
      if (left_out[exact.field] > 0) result["error"][name_of(problem, exact)]["left_out"] = left_out[exact.field];
  }
  for (std::size_t i = 0; i < problem.unknowns.size(); ++i)
    result["unknown"][problem.unknowns[i].name] = outcome.last.unknowns[i];
  for (std::size_t i = 0; i < problem.unknowns.size(); ++i)
    if (const auto error = unknown_error(problem, i, outcome.last.unknowns[i]))
      result["unknown_error"][problem.unknowns[i].name] = *error;
  if (!provenance.run.empty()) result["run"] = provenance.run;
  if (!provenance.problem_sha256.empty()) result["problem_sha256"] = provenance.problem_sha256;
  for (const auto& [name, text] : provenance.environment) result["environment"][name] = text;
  result["check"] = check_of(problem, found);
  for (const Event& event : outcome.events) result["log"].push_back({{"step", event.step}, {"text", event.text}});
  write_whole(file, result.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace ansatz
