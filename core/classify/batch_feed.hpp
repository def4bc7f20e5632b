// A batch as programs take it: pixels, classes and random numbers, row by row with the images contiguous.
//
// Which images an epoch sees in which order, and every random number, is decided by the seed, the name of its stream
// and an index: the same on any number of threads, wherever a run begins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/images.hpp"
#include "ansatz/core/random.hpp"

namespace ansatz {

/// The images of an epoch, counted from 0, in their order.
std::vector<std::size_t> order_of_epoch(std::uint64_t seed, std::uint64_t epoch, std::size_t images);

class BatchFeed {
 public:
  /// Rows of random numbers that are asked for under a name.
  struct Wanted {
    std::string name;
    std::uint32_t rows = 0;
  };

  /// For batches of up to `most` images. `workers` must live longer.
  BatchFeed(std::size_t most, std::uint32_t pixels, std::size_t classes, std::span<const Wanted> noise,
            std::uint64_t seed, ad::Workers& workers);

  /// Takes these images of a set, `which` by their numbers.
  void take(const ImageSet& set, std::span<const std::size_t> which);
  /// Draws random numbers for them: `draw` tells apart draws of one purpose. Different purposes have nothing to do with
  /// each other. Nothing without names.
  void draw(std::string_view purpose, std::uint64_t draw);

  std::size_t count() const { return count_; }
  std::size_t most() const { return most_; }
  const double* images() const { return images_.data(); }
  const double* answers() const { return answers_.data(); }  // 1 in the row of the class, else 0
  const double* noise(std::size_t k) const { return noise_[k].data(); }

 private:
  std::size_t most_, pixels_, count_ = 0;
  std::vector<Wanted> wanted_;
  std::uint64_t seed_;
  ad::Workers& workers_;
  std::vector<double> images_, answers_;
  std::vector<std::vector<double>> noise_;
};

}  // namespace ansatz
