// What training found, as a thing one can ask.
//
//   Solution s = solve(problem);
//   s(u, {0.3, 0.4});                                              one value
//   s.derivative(u, {x, x}, {0.3, 0.4});                           d2u/dx2 there
//   s.evaluate([=](At at) { return at(u) * at.d(u, x); }, points); any expression at any points, on all threads
//   s.residual("poisson", points);                                 how far a condition is from holding
//   s.parameter("network/W1");                                     what was trained
//   s.save("poisson.solution");  Solution::load("poisson.solution", problem);
//
// Points are given one after another, each by all its coordinates: those of space in their order, then time. In a
// problem that was solved in windows of time a point belongs to the window that its time lies in. An expression is
// compiled when it is first asked for and kept; the arithmetic is in double, whatever training was in, and the bits are
// the same on any number of threads. A Solution is a cheap handle: copies share everything, and to move one is to copy
// it. It may be asked from several threads; one question is answered at a time, by all threads of the solution, so that
// a formula it evaluates cannot ask it anything: that is a UserError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/at.hpp"
#include "ansatz/core/outcome.hpp"
#include "ansatz/core/problem.hpp"

namespace ansatz {

struct PointSet;  // sampling.hpp
struct Trained;   // the library's own

/// What becomes of points where there is no solution: those that lie outside the domain by more than
/// 1e-10 of its largest side (so that what was rounded on its way here is still inside), and those at
/// times that training has not reached.
enum class Outside {
  refuse,        // UserError that names the first of them, and the domain
  not_a_number,  // that is their value
};

/// A block of what is trained, row by row.
struct Parameter {
  std::string name;
  std::size_t rows = 0, columns = 0;
  std::vector<double> values;
  /// Throws UserError where there is no such row or column.
  double operator()(std::size_t row, std::size_t column = 0) const;
};

/// The residuals of a condition at the points it was imposed at.
struct ResidualValues {
  std::vector<double> points;               // point by point, all coordinates of each
  std::vector<std::vector<double>> values;  // [j][p]: scalar residual j at point p, neither weighted nor scaled
};

class Solution {
 public:
  Solution(const Solution&) = default;
  Solution& operator=(const Solution&) = default;

  /// Values at one point, and at many. Throws UserError as `evaluate` does.
  double operator()(const Field& u, std::initializer_list<double> point) const;
  std::vector<double> operator()(const Field& u, std::span<const double> points) const;
  /// An unknown as it was found.
  double operator()(const Unknown& k) const;

  /// The field differentiated by each of `by` in turn, at one point and at many.
  double derivative(const Field& u, std::initializer_list<Coordinate> by, std::initializer_list<double> point) const;
  std::vector<double> derivative(const Field& u, std::initializer_list<Coordinate> by,
                                 std::span<const double> points) const;

  /// An expression, and several at once (which share what they have in common): values[k][p]. Throws UserError where a
  /// point is no point (see `Outside`), the numbers are no whole number of points, or an expression is no scalar or
  /// speaks of what there is not.
  std::vector<double> evaluate(const Quantity& quantity, std::span<const double> points,
                               Outside outside = Outside::refuse) const;
  double evaluate(const Quantity& quantity, std::initializer_list<double> point,
                  Outside outside = Outside::refuse) const;
  std::vector<double> evaluate(const Field& u, std::span<const double> points, Outside outside = Outside::refuse) const;
  double evaluate(const Field& u, std::initializer_list<double> point) const { return (*this)(u, point); }
  std::vector<std::vector<double>> evaluate_all(std::span<const Quantity> quantities, std::span<const double> points,
                                                Outside outside = Outside::refuse) const;

  /// The scalar residuals of the condition of that name at points of the domain: values[j][p]. Where they speak of the
  /// normal the points must lie on the boundary, and the normal is the gradient of the distance to it, to about 1e-10.
  /// Throws UserError as `evaluate` does, when there is no such condition, and for a fit to data, which holds at its
  /// own points alone.
  std::vector<std::vector<double>> residual(std::string_view condition, std::span<const double> points,
                                            Outside outside = Outside::refuse) const;
  /// The same at the points that the condition was imposed at (before any of them was drawn anew).
  ResidualValues residual(std::string_view condition) const;

  /// Several scalars at points that have what they ask for besides coordinates: normals, measured values. Points at
  /// times that training has not reached have no value; fields have one beyond their parts. Throws as `evaluate` does.
  std::vector<std::vector<double>> evaluate_at(const std::function<Residuals(const PointScope&)>& scalars,
                                               const PointSet& points) const;

  /// Everything that was trained, in a window of time (from 0): "network/W1", "network/b1", ..., slopes
  /// "network/a1", ..., and unknowns by their names, as the numbers that formulas see. Throws UserError
  /// for a window that was not solved.
  std::vector<Parameter> parameters(std::size_t window = 0) const;
  /// One of them. Throws UserError, naming all, when there is none of that name.
  Parameter parameter(std::string_view name, std::size_t window = 0) const;

  /// The same in one array, as optimisers see it. Throws UserError for a window that was not solved.
  std::span<const double> theta(std::size_t window = 0) const;

  /// The formulas of a window of time (from 0), with all that was trained as constants: `build` makes what it wants of
  /// them at a point, whose coordinates are the rows of an input. Throws UserError for a window that was not solved.
  void formulas(std::size_t window, const std::function<void(const PointScope& at, ad::Expr point)>& build) const;

  /// Whether there is a solution at a point.
  bool contains(std::span<const double> point) const;
  const Problem& problem() const;
  /// Windows of time that were solved, of `Sampling::windows`.
  std::size_t windows() const;
  /// How training went.
  const Outcome& outcome() const;
  int threads() const;
  /// The name that `Solver::name_run` gave the run it is of; empty where none was given.
  const std::string& run() const;

  /// Writes what was trained and how it went; the problem is not part of it. Throws WorldFailure.
  void save(const std::filesystem::path& file) const;
  /// Reads what `Solution::save` or `Solver::save` wrote; nothing is trained and no loss is built. Throws WorldFailure
  /// when the file cannot be read or is damaged, UserError when the trial solution of `problem` (its domain, fields,
  /// unknowns, networks, ansatz formulas, windows of time) is not the one that was trained. Conditions that are terms
  /// of the loss, exact solutions and training stages may differ.
  static Solution load(const std::filesystem::path& file, Problem problem);

 private:
  friend class Solver;
  Solution(Problem problem, Trained trained);

  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace ansatz
