// How far features are from each other.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ansatz::search {

/// Sums of differences, and the root of the sum of their squares. Throw UserError for vectors of different lengths.
double manhattan(std::span<const double> a, std::span<const double> b);
double euclidean(std::span<const double> a, std::span<const double> b);

/// The 1-Wasserstein distance of two sets of numbers, each with equal weights, in any order: the least that numbers
/// have to be moved, on average, to make one set the other. They may differ in number. Throws UserError where one is
/// empty.
double wasserstein(std::span<const double> a, std::span<const double> b);

/// Of a layer with a histogram.
inline constexpr std::size_t least_weights = 200;

/// The distribution of numbers as AQuaSurF keeps it: a histogram of equal bins between -100 and 100, as many as the
/// `weights` of the layer / 100, less one, summed up and divided by its last value. Numbers outside, and what is none,
/// are dropped; where none is left, all is 0. Throws UserError for less than `least_weights`.
std::vector<double> histogram_cdf(std::span<const double> numbers, std::size_t weights);

}  // namespace ansatz::search
