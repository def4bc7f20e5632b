// The Fisher matrix of a problem at the start of its training: J^T J / N, and its eigenvalues.
#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/scales.hpp"
#include "ansatz/core/search/features.hpp"
#include "loss/compiled_residuals.hpp"
#include "optimise/dense.hpp"
#include "search/eigenvalues.hpp"

namespace ansatz::search {
namespace {

constexpr std::size_t most_parameters = 5000;  // of a matrix of 200 MB

/// The problem as it is stated, with this activation: nothing is scaled or built in, no weight moves.
Problem stated_with(const Problem& problem, const Function& activation) {
  Problem made = problem;
  made.weighting.conditions = Imposition::by_terms;
  made.weighting.balance.reset();
  made.weighting.causal = 0;
  made.compute.scale = Scaling::none;
  made = scaled(std::move(made));  // completes it
  for (NetworkSpec& network : made.networks) network.activation = Activation{"candidate", activation};
  return made;
}

/// One more condition whose residuals are the fields themselves, at the points of the equations.
void ask_for_fields(Problem& problem) {
  Condition fields;
  fields.name = "the fields";
  fields.residuals = [count = problem.fields.size()](const PointScope& at) {
    Residuals all;
    for (std::size_t field = 0; field < count; ++field) all.push_back(at.field(field));
    return all;
  };
  problem.conditions.push_back(std::move(fields));
}

/// Whether a condition of the problem gives rows.
bool gives(const Problem& problem, std::size_t condition, Rows rows) {
  if (rows == Rows::fields) return condition + 1 == problem.conditions.size();
  return rows == Rows::conditions || problem.conditions[condition].kind == ConditionKind::equation;
}

}  // namespace

std::vector<double> spectrum(const Problem& problem, const Function& activation, Rows rows, double floor) {
  Problem stated = stated_with(problem, activation);
  if (rows == Rows::fields) ask_for_fields(stated);
  const Loss loss(stated);
  const std::size_t n = loss.start().size();
  if (n > most_parameters)
    throw UserError(
        fmt::format("the spectrum of {} trained numbers takes too long; at most {} are for features: make "
                    "the networks smaller",
                    n, most_parameters));
  ad::Workers workers(stated.compute.threads > 0 ? stated.compute.threads : 1);
  CompiledResiduals residuals(loss, workers);
  std::vector<double> G(n * n, 0.0), J;
  std::size_t first = 0;
  for (const Residual& residual : loss.residuals()) {
    const std::size_t count = loss.data().points[residual.group].count;
    const bool taken = gives(stated, residual.condition, rows);
    for (std::size_t done = 0; taken && done < count; done += CompiledResiduals::block_points) {
      const std::size_t block = std::min(CompiledResiduals::block_points, count - done);
      J.resize(block * n);
      residuals.jacobian_rows(loss.start(), first + done, block, J);
      optimise::accumulate_gram(n, block, J, G, residuals.team());
    }
    first += count;
  }
  return floored_logarithms(eigenvalues(n, G), floor);
}

}  // namespace ansatz::search
