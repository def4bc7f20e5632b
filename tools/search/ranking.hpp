// From trainings to labels of functions, and from labels to an order: pure functions of plain data.
//
// The label of a function is the mean over the problems of the median over the seeds of log10 of the error, or of
// the loss where no exact solution is known. Less is better; an error above 10 counts as 10, and where most seeds of a
// problem diverged the label is infinite.
// Logarithms are averaged, and not ranks: a factor of two counts as much on every problem, and a label stays what it is
// when other functions come to be known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "search/store.hpp"

namespace ansatz::searches {

/// What is known of a function whose trainings are all there.
struct Labelled {
  std::size_t function = 0;
  double label = 0;                         // as above; infinite
  std::vector<double> medians;              // by problem: log10
  std::vector<std::vector<double>> values;  // by problem, then seed: log10; infinite
  double seconds = 0;                       // of all trainings
  double lower = 0, upper = 0;              // of the label, once `add_interval` was asked
};

/// first, first + 1, ..., so many.
struct Seeds {
  std::uint64_t first = 0, count = 1;
};

/// Functions that have a training from each of `seeds` on each of `problems`, in the order in which they became so. Of
/// a problem on which any of these trainings knows an error, errors count, else losses.
std::vector<Labelled> labelled(const std::vector<Evaluation>& evaluations, std::size_t problems, Seeds seeds);

/// The ends of what 95 % of 2000 draws of the seeds, with replacement, say of the label.
void add_interval(Labelled& function);

/// By label, the better first; the earlier of equals.
std::vector<std::size_t> ranked(const std::vector<Labelled>& functions);

/// Labels for a model, which takes finite ones: what diverged counts as the worst that did not.
std::vector<double> finite_labels(const std::vector<Labelled>& functions);

/// For k = 1, 2, ... the best label of the first k, in the order in which they came to be known.
std::vector<double> best_so_far(const std::vector<double>& labels);
/// The mean of that over all orders of these labels: of label number i, ascending, C(n - i, k - 1)/C(n, k) of the
/// samples of k have it as their best.
std::vector<double> best_by_chance(std::vector<double> labels);

}  // namespace ansatz::searches
