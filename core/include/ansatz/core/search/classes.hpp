// Which candidates are the same function: equal in values and in their first two derivatives, up to rounding.
//
// tanh(x) and sinh(x)/cosh(x) are one function of two names. Candidates are compared at fixed points, numbers by their
// inverse hyperbolic sines, so that a difference counts by its size where numbers are small and by its proportion where
// they are large. Of what is compared only sixteen sums with fixed random weights are kept, so that a million of
// candidates fits into memory; two functions that differ by more than the tolerance in any of them differ.
//
// Read next: features.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include "ansatz/core/interval.hpp"
#include "ansatz/core/search/space.hpp"
#include "ansatz/core/smoothness.hpp"

namespace ansatz::search {

/// The 1,000 points of AQuaSurF: `numpy.random.seed(0); clip(normal(size=1000), -5, 5)`, normal numbers by the polar
/// method of a Mersenne twister as NumPy draws them from such a seed.
const std::vector<double>& sample_points();

/// What a function is at the points.
struct Traits {
  bool finite = true;     // its values and first two derivatives are numbers
  bool constant = false;  // up to the tolerance
  bool affine = false;    // a + b x; constant ones are
};

class Classes {
 public:
  /// Throws UserError without points and for a tolerance that is not positive.
  explicit Classes(std::vector<double> points = sample_points(), double tolerance = 1e-9);

  /// The number of the class of each candidate; a new class gets the next number.
  std::vector<std::size_t> add(std::span<const Candidate> candidates);
  std::size_t add(const Candidate& candidate) { return add(std::span(&candidate, 1))[0]; }

  std::size_t size() const { return classes_.size(); }
  /// The shortest member: of the fewest operators, then with the shortest formula, then the one that came first.
  const Candidate& representative(std::size_t number) const { return classes_.at(number).shortest; }
  const Traits& traits(std::size_t number) const { return classes_.at(number).traits; }
  /// How many candidates it has.
  std::size_t members(std::size_t number) const { return classes_.at(number).members; }

 private:
  static constexpr std::size_t sums = 16;
  using Signature = std::array<double, sums>;
  struct Class {
    Candidate shortest;
    std::size_t formula_length;
    std::size_t members;
    Traits traits;
    Signature signature;
  };
  Signature signature_of(std::span<const std::vector<double>> jets) const;
  Traits traits_of(std::span<const std::vector<double>> jets) const;
  std::size_t class_of(const Candidate& candidate, std::span<const std::vector<double>> jets);

  std::vector<double> points_;
  double tolerance_;
  std::vector<double> weights_;  // by sum, derivative and point
  std::vector<Class> classes_;
  std::multimap<double, std::size_t> by_first_sum_;
};

/// Whether what `div` divides by is certainly never 0, and what `pow` raises to a power certainly positive, in all
/// parts of a candidate, for x in the range. Into other operators it does not look: `admits` does.
bool is_guarded(const Candidate& candidate, Interval over = real_line);

/// What a network needs of its activation: as many continuous derivatives everywhere, and finite ones in a bounded
/// range. An equation of order m that is trained by gradients needs m + 1.
struct Demands {
  int derivatives = 3;
  Interval range{-5, 5};  // where values and derivatives are finite
};
/// Whether a candidate is proved to have what is demanded. That it is not affine either, `Traits` tell.
bool admits(const Demands& demands, const Candidate& candidate);

}  // namespace ansatz::search
