// What is said of numbers over several seeds: middles, spreads, and whether a difference could be chance.
//
// Everything is by ranks, so that one bad seed moves nothing far, and a run that diverged counts: it is infinity, worse
// than any number.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ansatz::compare {

/// Quartiles are those of Hyndman and Fan's definition 7, "Sample quantiles in statistical packages", The American
/// Statistician 50 (1996): linear between order statistics, as R and NumPy have them by default.
struct Summary {
  std::size_t count = 0;  // where it is 0 the others are not a number
  double lower = 0, median = 0, upper = 0;
};

/// Values may be infinite, never not a number.
Summary summary_of(std::vector<double> values);

/// Of pairs (a, b), each of one seed: in how many a is less, in how many b is, in how many neither.
struct SignTest {
  std::size_t less = 0, greater = 0, tied = 0;
  /// Of the two-sided exact sign test: how likely one of the two has so many pairs or more where a pair is heads or
  /// tails. Ties are left out. 1 where no pair is left.
  double p = 1;
};

/// Both are as long as there are pairs. Throws InternalFault otherwise.
SignTest sign_test(std::span<const double> a, std::span<const double> b);

/// The least p that so many pairs can give: 2^(1 - pairs), and 1 for none.
double least_p(std::size_t pairs);

/// The p values of comparisons that are made together, corrected so that of all those below a bound none is chance but
/// with a probability below that bound: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian
/// Journal of Statistics 6 (1979). In the order in which they came.
std::vector<double> holm(const std::vector<double>& p);

}  // namespace ansatz::compare
