// A problem as plain data: everything that a `.pde` file can say, in C++ and without text.
//
// Coordinates are numbered: first those of space, in the order of their declaration, then time (at most
// one). Fields, unknowns and conditions are numbered in the order of their declaration. A residual is a
// function that builds expressions from a `PointScope`; what it builds is differentiated and compiled by the
// engine. Nothing here depends on how a problem was written down.
//
// Read next: scope.hpp (what a residual may speak of), loss.hpp (how conditions become a loss), train.hpp.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/curriculum.hpp"
#include "ansatz/core/geometry.hpp"
#include "ansatz/core/stages.hpp"

namespace ansatz {

class PointScope;  // scope.hpp

struct Interval {
  double lower = 0;
  double upper = 1;
};

/// Where the problem lives: a shape in space (interval, box, disk, ... and their unions, differences,
/// intersections) and, for evolution problems, an interval of time.
struct Domain {
  std::vector<std::string> space;      // names of the space coordinates
  std::shared_ptr<const Shape> shape;  // null only for problems in time alone (an ODE)
  std::optional<std::string> time;
  Interval times;

  std::size_t dimensions() const { return space.size() + (time ? 1 : 0); }
};

// --- conditions -------------------------------------------------------------------------------------

enum class ConditionKind { equation, boundary, initial, fit };

/// Part of the boundary: a union of places, thinned by a predicate.
///   faces     coordinate = value, as in `on x = -1` (index of a space coordinate or of time)
///   whole     the whole boundary of the domain, or of a shape that the domain was cut with
///   points    isolated points (space coordinates)
struct Place {
  enum class Kind { face, boundary, point } kind = Kind::boundary;
  std::size_t coordinate = 0;
  double value = 0;
  std::shared_ptr<const Shape> shape;  // for boundary(shape); null: the domain's own
  std::vector<double> point;
};

struct Region {
  std::vector<Place> places;  // empty for equation (interior), initial (start of time), fit (domain)
  std::function<bool(const double* point)> where;  // all coordinates; null: everywhere
};

/// Values known at points of the domain: what was measured there, or computed elsewhere.
struct Measurements {
  std::size_t count = 0;
  std::vector<double> points;               // point by point, all coordinates of each
  std::vector<std::vector<double>> values;  // [k][p]: quantity k at point p
};

struct Condition {
  ConditionKind kind = ConditionKind::equation;
  std::string name;  // unique; the name of its loss term
  Region region;
  /// One expression per scalar residual, each to be driven to zero.
  std::function<std::vector<ad::Expr>(const PointScope&)> residuals;
  double weight = 1;
  std::optional<std::size_t> points;  // overrides the share that `Sampling` gives
  /// Of a fit: it holds at these points and no others, and `PointScope::measured` is their values.
  std::shared_ptr<const Measurements> data{};
};

// --- what is to be found ----------------------------------------------------------------------------

/// A scalar that is trained with the network. With bounds it is kept inside by a smooth map.
struct UnknownSpec {
  std::string name;
  double start = 0;
  std::optional<Interval> bounds;
};

enum class Adaptation { fixed, gaaf, llaaf, nlaaf };

/// Jagtap, Kawaguchi, Karniadakis (2020): activation sigma(n a z) with n a = 1 at the start, and the weight
/// of the slope recovery term S(a).
struct Adaptive {
  Adaptation mode = Adaptation::llaaf;
  double n = 10;            // >= 1
  double recovery = 0;      // weight of S(a); 0: no term
  bool exponential = true;  // the operator N of S(a): exp, or identity
};

struct Activation {
  std::string name = "tanh";
  std::function<ad::Expr(ad::Expr)> function;  // elementwise; null: the built-in of that name
};

struct Initialisation {
  enum class Kind { glorot_normal, glorot_uniform, normal } kind = Kind::glorot_normal;
  double mean = 0;
  double deviation = 0.1;  // of `normal`, which draws weights and biases; Glorot starts biases at 0
};

/// Part of what the first layer of a network reads: one row, or several.
struct InputFeature {
  enum class Kind {
    coordinate,  // scaled like every coordinate
    periodic,    // cos and sin of 2 pi k (x - lower)/length over the domain, k = 1 .. count
    fourier,     // cos and sin of 2 pi b . v, with `count` random b and v in [0, 1]: Tancik et al. (2020)
    expression,  // `value`, as it is
  } kind = Kind::coordinate;
  std::vector<std::size_t> coordinates;              // one; of fourier one or more; of an expression none
  std::uint32_t count = 1;                           // >= 1
  double scale = 1;                                  // standard deviation of the components of b; > 0
  std::function<ad::Expr(const PointScope&)> value;  // of coordinates alone
};

struct NetworkSpec {
  std::string name = "network";
  std::vector<std::size_t> fields;  // the outputs, in this order
  std::vector<std::uint32_t> hidden = {24, 24, 24};
  Activation activation;
  Adaptive adaptive;
  Initialisation init;
  bool normalise_inputs = true;      // coordinates scaled to [-1, 1] over the domain's bounding box
  std::vector<InputFeature> inputs;  // what the first layer reads; empty: every coordinate
};

/// A field as more than the output of its network, so that conditions hold whatever the network gives:
/// u = -sin(pi x) + t (1 - x^2) net. `value` may speak of coordinates, their derivatives, unknowns, and `net`.
struct AnsatzField {
  std::size_t field = 0;
  std::function<ad::Expr(const PointScope&, ad::Expr net)> value;
};

/// The exact value of a field, for reporting errors only: a function, or numbers at `Problem::evaluation_points`.
struct ExactField {
  std::size_t field = 0;
  /// Values at `count` points, each with all coordinates (points[p * dimensions + i]).
  std::function<void(const double* points, std::size_t count, double* values)> evaluate;
  std::vector<double> values{};  // where there is no function
};

// --- how it is found --------------------------------------------------------------------------------

enum class SamplingMethod { grid, random, lhs, sobol };

struct Sampling {
  SamplingMethod method = SamplingMethod::lhs;
  std::size_t equation = 2000;  // points of each equation
  std::size_t boundary = 400;   // shared by all boundary and initial conditions
  std::size_t fit = 2000;       // points of each fit
  /// Equations are asked to hold at the points of this condition's data first, and at drawn points beyond those.
  std::optional<std::size_t> at;
  std::uint64_t resample = 0;  // steps between two draws of points; 0: the first points stay
  Adapt adapt;                 // where the points of equations go at each resampling
  std::size_t windows = 1;     // equal slices of time, solved one after another; windows.hpp says how
};

struct Schedule {
  enum class Kind { constant, exponential, step, cosine } kind = Kind::constant;
  double rate = 1e-3;   // at step 0
  double factor = 0.9;  // exponential: rate * factor^(step / every); step: times factor at each of `at`
  double every = 1000;
  std::vector<double> at;
  double final_rate = 0;  // cosine: reached at the last step of the stage
  double at_step(std::uint64_t step, std::uint64_t steps) const;
};

struct AdamStage {
  std::uint64_t steps = 10000;
  Schedule rate;
  double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  std::size_t batch = 0;  // points of a step; 0: all
};

/// Training stages follow one another. A new optimiser is a new alternative here, at the end, and a file in optimise/.
using Stage = std::variant<AdamStage, LmStage, SsBroydenStage, LbfgsStage, NewtonCgStage, SgdStage>;

struct Compute {
  ad::Precision precision = ad::Precision::f64;
  int threads = 0;  // 0: all
  std::uint64_t seed = 0;
};

struct Problem {
  std::string name;  // names the run folder
  std::string title;
  Domain domain;
  std::vector<std::string> fields;
  std::vector<UnknownSpec> unknowns;
  std::vector<std::optional<double>> exact_unknowns;  // as many as `unknowns`, or none
  std::vector<Condition> conditions;
  std::vector<ExactField> exact;
  std::vector<NetworkSpec> networks;
  Sampling sampling;
  std::vector<Stage> stages;
  Compute compute;
  std::vector<AnsatzField> ansatz;  // at most one a field
  /// Where the solution is evaluated and compared with the exact one, point by point: those of the tables that
  /// exact solutions were read from. Empty: the grid of the domain.
  std::vector<double> evaluation_points;
  Weighting weighting;
};

}  // namespace ansatz
