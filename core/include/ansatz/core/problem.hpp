// A problem as plain data: everything that a `.pde` file can say, in C++ and without text.
//
// Coordinates are numbered: first those of space, in the order of their declaration, then time (at most
// one). Fields, unknowns and conditions are numbered in the order of their declaration. A residual is a
// function that builds expressions from a `PointScope`; what it builds is differentiated and compiled by the
// engine. Nothing here depends on how a problem was written down.
//
// The functions of `Problem` state a problem in C++ without a single number: they return handles (handles.hpp) and
// formulas are written on `At` (at.hpp). What they are given is checked at once; whatever else makes no sense is a
// UserError when a Solver is made. core/README.md shows all of it.
//
// Read next: at.hpp (what a formula may speak of), regions.hpp (parts of the boundary), train.hpp, solution.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/conditions.hpp"
#include "ansatz/core/domain.hpp"
#include "ansatz/core/exact_conditions.hpp"
#include "ansatz/core/methods.hpp"
#include "ansatz/core/plot.hpp"

namespace ansatz {

// --- what is to be found ----------------------------------------------------------------------------

/// An unknown: a scalar that is trained with the network. With bounds it is kept inside by a smooth map.
struct UnknownSpec {
  std::string name;
  double start = 0;
  std::optional<Interval> bounds;
};

/// A number of an activation that is trained, and what it starts at.
struct TrainedArgument {
  std::string name;
  double start = 0;
};

struct Activation {
  std::string name = "tanh";
  std::function<ad::Expr(ad::Expr)> function{};  // elementwise; null: the built-in of that name
  /// sigma(z, a, b, ...) in place of `function`, with a, b, ... trained: each has the shape of z or repeats to it.
  std::function<ad::Expr(ad::Expr z, std::span<const ad::Expr> trained)> trainable{};
  std::vector<TrainedArgument> trained{};  // its arguments after z
  PerWhat per = PerWhat::layer;
};

/// Part of what the first layer of a network reads: a coordinate, scaled like every one; a feature of one or more; or
/// an expression of them, as it is.
struct InputFeature {
  std::vector<std::size_t> coordinates{};              // of an expression none
  std::optional<Feature> method{};                     // of a feature
  std::function<ad::Expr(const PointScope&)> value{};  // of an expression: of coordinates alone
  std::vector<std::string> names{};                    // of the coordinates, where they were stated by handles
};

/// Features by handles: a coordinate as it is scaled, or anything made of coordinates; `count` harmonics of the
/// domain's period; `count` random waves. Throw UserError where `count` is 0.
InputFeature input(const Coordinate& x);
InputFeature input(Quantity formula);
InputFeature periodic(const Coordinate& x, std::uint32_t count = 1);
InputFeature fourier(const std::vector<Coordinate>& of, std::uint32_t count, double scale = 1);

struct NetworkSpec {
  static constexpr const char* default_name = "network";

  std::string name = default_name;    // of its parameters: "network/W1"; Problem::network numbers a second of this name
  std::vector<std::size_t> fields{};  // the outputs, in this order; empty: all that no other network computes
  std::vector<std::uint32_t> hidden = {24, 24, 24};  // neurons of dense layers, each with an activation
  std::vector<Layer> layers{};                       // layers one by one, in place of `hidden`; empty: what that says
  Activation activation{};
  std::optional<Adaptation> adaptive{};  // of slopes; nothing: what goes with the stages (automatic.hpp)
  Initialisation init = GlorotNormal{};
  Weights weights = PlainWeights{};    // what their matrices are made of
  bool normalise_inputs = true;        // coordinates scaled to [-1, 1] over the domain's bounding box
  std::vector<InputFeature> inputs{};  // what the first layer reads; empty: every coordinate
};

/// The layers of a network: those that it states, or those that `hidden` is short for.
std::vector<Layer> layers_of(const NetworkSpec& network);
/// How many numbers its layers train where it reads so many; slopes are not counted. Throws UserError where they make
/// no network.
double count_weights(const NetworkSpec& network, const InputRows& inputs);
/// Those of a network that reads all coordinates as they are.
InputRows rows_of(const Domain& domain);

/// A field as more than the output of its network, so that conditions hold whatever the network gives:
/// u = -sin(pi x) + t (1 - x^2) net. `value` may speak of coordinates, their derivatives, unknowns, and `net`.
struct AnsatzField {
  std::size_t field = 0;
  std::function<ad::Expr(const PointScope&, ad::Expr net)> value;
};

/// A field without an ansatz is centre + size * the output of its network, so that networks speak of numbers near one
/// whatever the units of a problem are; scales.hpp finds both.
struct FieldScale {
  double centre = 0;  // in the units of the field
  double size = 1;    // > 0

  bool plain() const { return centre == 0 && size == 1; }
};

/// The exact value of a field, or of what a formula makes of fields, for reporting errors only: a function, or numbers
/// at `Problem::evaluation_points`.
struct ExactField {
  std::size_t field = 0;  // of a formula: the number of fields, and on from there
  /// Values at `count` points, each with all coordinates (points[p * dimensions + i]).
  std::function<void(const double* points, std::size_t count, double* values)> evaluate;
  std::vector<double> values{};                          // where there is no function
  std::string name{};                                    // of a formula: "u_x"
  std::function<ad::Expr(const PointScope&)> formula{};  // none: of the field itself
};

// --- how it is found --------------------------------------------------------------------------------

/// What is not said follows from the rest of the problem: automatic.hpp has the rules.
struct Sampling {
  Sampler method = LatinHypercube{};
  std::optional<std::size_t> equation;  // points of each equation
  std::optional<std::size_t> boundary;  // shared by all boundary and initial conditions
  std::optional<std::size_t> fit;       // points of each fit
  /// Equations are asked to hold at the points of this condition's data first, and at drawn points beyond those.
  std::optional<std::size_t> at;
  std::optional<std::uint64_t> resample;  // steps between two draws of points; 0: the first points stay
  std::optional<Placement> adapt;         // where the points of equations go at each resampling
  std::size_t windows = 0;                // equal slices of time, solved one after another; 0: as evolution.hpp says
};

/// What the conditions that share `Sampling::boundary` points are a mean of.
enum class Mean {
  joint,  // one mean over all of these points: MSE_u of the LAAF paper, however the conditions are split into
          // statements
  each,   // a mean of each condition: twice the statements, about twice the weight
};

/// The square of every residual at every point is multiplied with the weight of its condition, the weight that
/// `balance` gives it, and the causal weight of its time.
struct Weighting {
  std::optional<Imposition> conditions;  // of `bc` and `ic`; nothing: what goes with the stages (automatic.hpp)
  Mean mean = Mean::joint;
  std::optional<Balance> balance;
  /// epsilon of w(t) = exp(-epsilon * sum of the equations' losses in earlier slices of time); 0: no such weights.
  /// Needs a domain with time.
  double causal = 0;
  std::size_t slices = 16;  // of time; >= 2

  bool moves() const { return balance || causal > 0; }
};

/// Whether fields and residuals are brought to the size of one (scales.hpp) or taken as they are stated.
enum class Scaling { automatic, none };

struct Compute {
  ad::Precision precision = ad::Precision::f64;
  std::string backend{ad::default_backend};  // one of ad::backends(); what differs is rounding and speed
  int threads = 0;                           // 0: all
  std::uint64_t seed = 0;
  Scaling scale = Scaling::automatic;
};

// Their settings, described: what the language says of them, and what is checked.
std::shared_ptr<const Method> method_of(const NetworkSpec&);
std::shared_ptr<const Method> method_of(const Sampling&);
std::shared_ptr<const Method> method_of(const Weighting&);
std::shared_ptr<const Method> method_of(const Compute&);

struct Problem {
  Problem() = default;
  explicit Problem(std::string called) : name(std::move(called)) {}

  // --- stated by handles; core/problem/. All throw UserError where what is given makes no sense.

  /// The coordinates of space and the shape they run over; then time, if there is one. Stated once, in this order,
  /// before anything that speaks of them.
  template <std::size_t N>
  std::array<Coordinate, N> space(const char* const (&names)[N], GeometryPtr shape) {
    set_space({std::begin(names), std::end(names)}, std::move(shape));
    std::array<Coordinate, N> coordinates;
    for (std::size_t i = 0; i < N; ++i) coordinates[i] = {i, names[i]};
    return coordinates;
  }
  Coordinate space(const char* coordinate, GeometryPtr shape) {
    set_space({coordinate}, std::move(shape));
    return {0, coordinate};
  }
  Coordinate time(std::string coordinate, double from, double to);
  /// What is to be found: a function of the coordinates, and a number.
  Field field(std::string called);
  /// One that is to be found in a part of the domain only (`where`). It is asked for there alone: a formula that speaks
  /// of it is stated `where` it is, or on a boundary of that part. Answers beyond are no numbers.
  Field field(std::string called, Region part);
  Unknown unknown(std::string called, double start = 0, std::optional<Interval> bounds = std::nullopt);

  /// What is to hold: inside the domain, on its boundary (all of it, or a part), at the start of time; and values that
  /// are known, by a formula or at points. What they return may be given a weight and a number of points of its own,
  /// `p.boundary("rim", f).weight = 10`, and stays where it is while others are stated. Faces, rims and points are
  /// parts of the boundary; the others are thinned by a predicate alone (`where`).
  Condition& equation(std::string called, ConditionFormula formula);
  Condition& equation(std::string called, Region part, ConditionFormula formula);
  Condition& boundary(std::string called, ConditionFormula formula);
  Condition& boundary(std::string called, Region part, ConditionFormula formula);
  Condition& initial(std::string called, ConditionFormula formula);
  Condition& initial(std::string called, Region part, ConditionFormula formula);
  Condition& fit(std::string called, ConditionFormula formula);
  Condition& fit(std::string called, Region part, ConditionFormula formula);
  /// Fields as they were measured, quantity by quantity; `values.count` may be left out. Every point must belong to the
  /// domain (measurements.hpp). `draw_measurements` picks some of many.
  Condition& data(std::string called, const std::vector<Field>& measured, Measurements values);
  Condition& data(std::string called, const Field& measured, Measurements values);
  /// What the solution promises, to be verified at fresh points when training is over (verification.hpp), and never
  /// trained on: inside the domain, or on a part of its boundary. `p.check("mass", Check::Relation::zero,
  /// f).tolerance`.
  Check& check(std::string called, Check::Relation relation, ConditionFormula formula);
  Check& check(std::string called, Check::Relation relation, Region part, ConditionFormula formula);
  /// A region of all points for which it holds.
  Region where(std::function<bool(const Position&)> holds) const;
  /// Equations hold at the points of these data first, and at drawn points beyond those.
  void sample_at(const Condition& data);

  /// A network for these fields; without any, for all that no other one computes. Without a call all fields are
  /// computed by one network of the defaults. A second network without a name of its own is `network2`, and so on.
  void network(NetworkSpec spec);
  void network(const std::vector<Field>& of, NetworkSpec spec);
  /// The field as a formula of its network's output, the coordinates and the unknowns.
  void ansatz_of(const Field& u, std::function<ad::Expr(At at, ad::Expr net)> formula);
  /// What is known of the answer, to report errors by: a formula of the coordinates, a function of a point, a number.
  void exact_of(const Field& u, Quantity formula);
  void exact_of(const Field& u, std::function<double(const Position&)> function);
  void exact_of(const Field& u, double everywhere);
  void exact_of(const Unknown& k, double value);
  /// One more training stage.
  void train(Stage stage) { stages.push_back(std::move(stage)); }

  /// What was declared under a name, for problems that were stated elsewhere.
  Coordinate coordinate_named(std::string_view called) const;
  Field field_named(std::string_view called) const;
  Unknown unknown_named(std::string_view called) const;

  // --- the data

  std::string name;  // names the run folder
  std::string title;
  Domain domain;
  std::vector<std::string> fields;
  std::vector<UnknownSpec> unknowns;
  std::vector<std::optional<double>> exact_unknowns;  // as many as `unknowns`, or none
  std::deque<Condition> conditions;                   // which stay where they are as more are stated
  std::deque<Check> checks;                           // likewise
  std::vector<ExactField> exact;
  std::vector<NetworkSpec> networks;
  Sampling sampling;
  std::vector<Stage> stages;  // one after another; methods.hpp lists the optimisers
  Compute compute;
  std::vector<AnsatzField> ansatz;  // at most one a field
  /// Where the solution is evaluated and compared with the exact one, point by point: those of the tables that
  /// exact solutions were read from. Empty: the grid of the domain.
  std::vector<double> evaluation_points;
  Weighting weighting;
  /// Where a field is to be found, by field: all coordinates of a point, with those a rounding error outside. Empty, or
  /// an empty function: everywhere. Conditions say by their own regions where they hold.
  std::vector<std::function<bool(const double*)>> parts;
  std::vector<FieldScale> scales;                   // by field; empty: not found yet, all plain
  std::optional<ExactConditions> exact_conditions;  // nothing: not found yet, or not asked for
  /// What is drawn of the solution; empty: `usual_plots`.
  std::vector<Plot> plots;

 private:
  void set_space(std::vector<std::string> names, GeometryPtr shape);
};

/// Whether a field is to be found at a point, given by all its coordinates.
inline bool lives_at(const Problem& problem, std::size_t field, const double* point) {
  return field >= problem.parts.size() || !problem.parts[field] || problem.parts[field](point);
}

/// What an exact value is of: "u", "u_x".
inline const std::string& name_of(const Problem& problem, const ExactField& exact) {
  return exact.formula ? exact.name : problem.fields.at(exact.field);
}

}  // namespace ansatz
