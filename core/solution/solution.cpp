// Points are sorted by the window of time that answers for them (places.hpp, piece.hpp), and what comes back is
// put in their order.
#include "ansatz/core/solution.hpp"
#include "ansatz/core/scales.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/automatic.hpp"
#include "ansatz/core/optimise/team.hpp"
#include "ansatz/core/other_problem.hpp"
#include "checkpoint/fit.hpp"
#include "checkpoint/trained.hpp"
#include "points/collocation.hpp"
#include "points/time_slices.hpp"
#include "problem/numbers.hpp"
#include "problem/words.hpp"
#include "solution/piece.hpp"
#include "solution/places.hpp"
#include "solution/question.hpp"

namespace ansatz {
namespace {

std::span<const double> one_point(const Problem& problem, std::initializer_list<double> point) {
  const std::size_t dimensions = problem.domain.dimensions();
  if (point.size() != dimensions)
    throw UserError(fmt::format("a point has {} here; {} given{}", counted(dimensions, "coordinate"),
                                counted(point.size(), "number") + (point.size() == 1 ? " is" : " are"),
                                point.size() > dimensions ? "; many points go in a std::vector<double>" : ""));
  return {point.begin(), point.size()};
}

Problem on_slice(Problem problem, std::size_t k) {
  if (problem.domain.time) problem.domain.times = time_slice(problem, k);
  return problem;
}

}  // namespace

/// Members are in the order in which each needs the ones before it.
struct Solution::State {
  State(Problem p, Trained t)
      : problem(std::move(p)), trained(std::move(t)), workers(worker_count(problem.compute.threads)) {
    for (std::size_t k = 0; k < trained.thetas.size(); ++k)
      pieces.push_back(std::make_unique<Piece>(on_slice(problem, k), trained.thetas[k]));
  }

  using Members = std::vector<std::vector<std::size_t>>;  // numbers of points by window of time

  const Condition& condition(std::string_view name) const;
  void require_window(std::size_t window) const;
  /// `prepare` gives the points of a window what a formula needs besides coordinates.
  template <class Prepare>
  std::vector<std::vector<double>> values(const Quantities& quantities, std::span<const double> points,
                                          const Members& members, Beyond beyond, Prepare prepare);
  Members members(std::span<const double> points, Outside outside) const {
    return sorted_by_window(problem, pieces.size(), points, outside);
  }

  Problem problem;
  Trained trained;
  ad::Workers workers;
  std::vector<std::unique_ptr<Piece>> pieces;  // by window
  Turn turn;
};

const Condition& Solution::State::condition(std::string_view name) const {
  std::string names;
  for (const Condition& condition : problem.conditions) {
    if (condition.name == name) return condition;
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", condition.name);
  }
  for (const Check& check : problem.checks)  // what is built in is one
    if (check.condition.name == name) return check.condition;
  throw UserError(fmt::format("there is no condition `{}`; there are {}", name, names));
}

template <class Prepare>
std::vector<std::vector<double>> Solution::State::values(const Quantities& quantities, std::span<const double> points,
                                                         const Members& members, Beyond beyond, Prepare prepare) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  const Question question(turn);
  const std::size_t count = count_points(problem, points);
  std::vector<std::vector<double>> values;
  for (std::size_t k = 0; k < pieces.size(); ++k) {
    if (members[k].empty()) continue;
    PointSet set = gathered(problem, points, members[k]);
    prepare(*pieces[k], set, members[k]);
    const std::vector<std::vector<double>> part = pieces[k]->values(quantities, set, beyond, workers);
    if (values.empty()) values.assign(part.size(), std::vector<double>(count, nothing));
    for (std::size_t j = 0; j < part.size(); ++j)
      for (std::size_t p = 0; p < members[k].size(); ++p) values.at(j)[members[k][p]] = part[j][p];
  }
  // Without any point there are as many values as there are formulas all the same.
  if (values.empty()) values.assign(pieces[0]->count(quantities), std::vector<double>(count, nothing));
  return values;
}

Solution::Solution(Problem problem, Trained trained)
    : state_(std::make_shared<State>(std::move(problem), std::move(trained))) {}

std::vector<std::vector<double>> Solution::evaluate_all(std::span<const Quantity> quantities,
                                                        std::span<const double> points, Outside outside) const {
  for (const Quantity& quantity : quantities)
    if (!quantity) throw UserError("there is no formula to evaluate: the function that is given is empty");
  const auto all = [&](const PointScope& at) {
    std::vector<ad::Expr> values;
    for (const Quantity& quantity : quantities) values.push_back(quantity(at));
    return values;
  };
  return state_->values(all, points, state_->members(points, outside), Beyond::no_number,
                        [](Piece&, PointSet&, std::span<const std::size_t>) {});
}

std::vector<double> Solution::evaluate(const Quantity& quantity, std::span<const double> points,
                                       Outside outside) const {
  return evaluate_all({&quantity, 1}, points, outside).front();
}

double Solution::evaluate(const Quantity& quantity, std::initializer_list<double> point, Outside outside) const {
  return evaluate(quantity, one_point(state_->problem, point), outside).front();
}

std::vector<double> Solution::evaluate(const Field& u, std::span<const double> points, Outside outside) const {
  return evaluate([&](At at) { return at(u); }, points, outside);
}

std::vector<double> Solution::derivative(const Field& u, std::initializer_list<Coordinate> by,
                                         std::span<const double> points) const {
  return evaluate([&](At at) { return at.d(at(u), by); }, points);
}

double Solution::derivative(const Field& u, std::initializer_list<Coordinate> by,
                            std::initializer_list<double> point) const {
  return derivative(u, by, one_point(state_->problem, point)).front();
}

double Solution::operator()(const Field& u, std::initializer_list<double> point) const {
  return derivative(u, {}, point);
}

std::vector<double> Solution::operator()(const Field& u, std::span<const double> points) const {
  return derivative(u, {}, points);
}

double Solution::operator()(const Unknown& k) const {
  const std::size_t number = number_of(state_->problem, k);
  const Question question(state_->turn);
  return state_->pieces.front()->unknowns()[number];
}

std::vector<std::vector<double>> Solution::residual(std::string_view name, std::span<const double> points,
                                                    Outside outside) const {
  State& state = *state_;
  const Condition& condition = state.condition(name);
  if (condition.data)
    throw UserError(fmt::format("`{}` is a fit to data and holds at its own points alone; ask without points", name));
  const auto prepare = [&](Piece& piece, PointSet& set, std::span<const std::size_t>) {
    const bool boundary = condition.kind == ConditionKind::boundary;
    if (boundary && piece.needs_normals(condition.residuals)) add_normals(state.problem.domain, set, name);
  };
  return state.values(condition.residuals, points, state.members(points, outside), Beyond::no_number, prepare);
}

std::vector<std::vector<double>> Solution::evaluate_at(const std::function<Residuals(const PointScope&)>& scalars,
                                                       const PointSet& points) const {
  State& state = *state_;
  const auto prepare = [&](Piece&, PointSet& set, std::span<const std::size_t> members) {
    set = pick(points, members);
  };
  const std::vector<double> all = point_by_point(points);
  // Points that are there for a reason need not be asked whether they lie in the domain, nor fields whether they are to
  // be found there: a condition asks for those that are, or for others at places of their own.
  return state.values(scalars, all, sorted_by_time(state.problem, state.pieces.size(), all), Beyond::as_computed,
                      prepare);
}

ResidualValues Solution::residual(std::string_view name) const {
  const Problem& problem = state_->problem;
  const Condition& condition = state_->condition(name);
  for (const PointGroup& group : place_points(problem))
    for (const std::size_t member : group.conditions)
      if (&problem.conditions[member] == &condition)
        return {point_by_point(group.points), evaluate_at(condition.residuals, group.points)};
  throw UserError(fmt::format("`{}` is no term of the loss and has no points of its own; ask with points", name));
}

void Solution::State::require_window(std::size_t window) const {
  if (window >= pieces.size())
    throw UserError(fmt::format("there is no window number {}, counted from 0: {} of {} were solved", window,
                                pieces.size(), problem.sampling.windows));
}

void Solution::formulas(std::size_t window,
                        const std::function<void(const PointScope& at, ad::Expr point)>& build) const {
  state_->require_window(window);
  ad::Graph graph;
  const Problem part = on_slice(state_->problem, window);
  const Trial trial(part, graph, state_->trained.thetas[window]);
  const PointBatch batch(trial, "point", false);
  build(batch, batch.coordinates());
}

std::span<const double> Solution::theta(std::size_t window) const {
  state_->require_window(window);
  return state_->trained.thetas[window];
}

std::vector<Parameter> Solution::parameters(std::size_t window) const {
  state_->require_window(window);
  const Question question(state_->turn);
  return state_->pieces[window]->parameters();
}

Parameter Solution::parameter(std::string_view name, std::size_t window) const {
  std::string names;
  for (Parameter& parameter : parameters(window)) {
    if (parameter.name == name) return std::move(parameter);
    names += fmt::format("{}{}", names.empty() ? "" : ", ", parameter.name);
  }
  throw UserError(fmt::format("nothing that was trained is called `{}`; there are {}", name, names));
}

bool Solution::contains(std::span<const double> point) const {
  const Problem& problem = state_->problem;
  return point.size() == problem.domain.dimensions() && nearly_inside(problem.domain, point.data()) &&
         time_slice_of(problem, point.data()) < state_->pieces.size();
}

const Problem& Solution::problem() const { return state_->problem; }
std::size_t Solution::windows() const { return state_->pieces.size(); }
const Outcome& Solution::outcome() const { return state_->trained.outcome; }
const std::string& Solution::run() const { return state_->trained.run; }
int Solution::threads() const { return state_->workers.count(); }

void Solution::save(const std::filesystem::path& file) const {
  write_trained(file, mark_of(state_->problem), state_->trained);
}

// How conditions are held is part of the trial solution. Where it is not said it goes with the stages, which need not
// be those that it was trained by: then it is the one or the other.
Solution Solution::load(const std::filesystem::path& file, Problem problem) {
  Problem whole = scaled(problem);
  const auto read = [&](Problem trained_for) {
    Trained trained = read_trained(file, mark_of(trained_for));
    try {
      require_fit(trained_for, trained);
    } catch (const WorldFailure& failure) {
      throw WorldFailure(fmt::format("cannot use {}: {}", file.string(), failure.what()));
    }
    return Solution(std::move(trained_for), std::move(trained));
  };
  if (problem.weighting.conditions || problem.exact_conditions) return read(std::move(whole));
  const bool exactly = imposition_of(whole) == Imposition::exactly;
  try {
    return read(whole);
  } catch (const OtherProblem&) {
    problem.weighting.conditions = exactly ? Imposition::by_terms : Imposition::exactly;
    try {
      return read(scaled(std::move(problem)));
    } catch (const OtherProblem&) {  // what is said of the first is what matters
    }
    throw;
  }
}

}  // namespace ansatz
