#include "checkpoint/fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/automatic.hpp"
#include "loss/trial.hpp"

namespace ansatz {
namespace {

void require(bool fits, std::string_view what) {
  if (!fits) throw WorldFailure(fmt::format("{} cannot be of this problem", what));
}

void require_theta(const std::vector<double>& theta, std::size_t parameters) {
  require(theta.size() == parameters, "the number of parameters");
}

/// `terms`: how many a row has.
void require_row(const Problem& problem, const Progress& row, std::size_t terms) {
  const bool moving = problem.weighting.moves();
  require(row.terms.size() == terms, "the number of terms in a row of history");
  require(row.unknowns.size() == problem.unknowns.size(), "the number of unknowns in a row of history");
  require(row.errors.size() <= problem.exact.size(), "the number of errors in a row of history");
  require(row.weights.size() == (moving ? problem.conditions.size() : 0), "the number of weights in a row of history");
  require(row.window >= 1 && row.window <= row.windows && row.windows == problem.sampling.windows,
          "the window of time of a row of history");
}

void require_rows(const Problem& problem, const std::vector<Progress>& rows) {
  for (const Progress& row : rows) require_row(problem, row, rows.front().terms.size());
}

/// Points of a group as they were drawn: as many as there were, or more where draws add to them.
void require_drawn(const Problem& problem, const PointGroup& group, const DrawnPoints& drawn) {
  const PointSet& start = group.points;
  const bool grows = group.kind == ConditionKind::equation && resampling_places(problem).method().keeps_old();
  const std::size_t count = drawn.points.size() / start.dimensions;
  require(drawn.points.size() % start.dimensions == 0 && (grows ? count >= start.count : count == start.count),
          "the number of points drawn");
  require(start.normals.empty() ? drawn.normals.empty()
                                : drawn.normals.size() == start.normals.size() / start.count * count,
          "the number of normals");
}

}  // namespace

void require_fit(const Problem& problem, const Solved& solved, std::size_t parameters) {
  require(solved.thetas.size() < problem.sampling.windows, "the number of windows of time that are solved");
  for (const std::vector<double>& theta : solved.thetas) require_theta(theta, parameters);
  require_rows(problem, solved.records.history);
}

void require_fit(const Problem& problem, const TrainingState& state, const Loss& loss) {
  require_theta(state.theta, loss.start().size());
  require(state.stage.stage < std::max<std::size_t>(1, problem.stages.size()), "the stage");
  require(state.data.groups.size() == (state.data.draw > 0 ? loss.groups().size() : 0),
          "the number of groups of points");
  for (std::size_t g = 0; g < state.data.groups.size(); ++g)
    if (!loss.groups()[g].stays()) require_drawn(problem, loss.groups()[g], state.data.groups[g]);
  for (const Progress& row : state.records.history) require_row(problem, row, loss.term_names().size());
}

void require_fit(const Problem& problem, const Trained& trained) {
  ad::Graph graph;
  const std::size_t parameters = Trial(problem, graph).parameters().size();
  require(!trained.thetas.empty() && trained.thetas.size() <= problem.sampling.windows,
          "the number of windows of time");
  for (const std::vector<double>& theta : trained.thetas) require_theta(theta, parameters);
  require_rows(problem, trained.outcome.history);
  const Progress& last = trained.outcome.last;
  if (last.step > 0 || !last.terms.empty()) require_row(problem, last, last.terms.size());  // else nothing is trained
}

}  // namespace ansatz
