// A batch as programs take it: pixels, classes and random numbers, row by row with the images contiguous.
//
// Which images an epoch sees in which order, and every random number, is decided by the seed, the name of its stream
// and an index: the same on any number of threads, wherever a run begins. Taking and drawing allocate nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/augmentation.hpp"
#include "ansatz/core/classification.hpp"
#include "ansatz/core/images.hpp"
#include "ansatz/core/random.hpp"

namespace ansatz {

/// The images of an epoch, counted from 0, in their order.
std::vector<std::size_t> order_of_epoch(std::uint64_t seed, std::uint64_t epoch, std::size_t images);

/// What random numbers are for: steps of training, or measures between them. The two have nothing to do with each
/// other.
enum class DrawFor { step, measure };

class BatchFeed {
 public:
  /// Rows of random numbers that are asked for under a name.
  struct Wanted {
    std::string name;
    std::uint32_t rows = 0;
  };

  /// For batches of up to `most` images of the problem, which is sound. It and `workers` must live longer.
  BatchFeed(const Classification& problem, std::size_t most, std::span<const Wanted> noise, ad::Workers& workers);

  /// Takes these images of a set, `which` by their numbers, as they are.
  void take(const ImageSet& set, std::span<const std::size_t> which);
  /// Changed at random: `draw` as below. Without augmentation as they are.
  void take_augmented(const ImageSet& set, std::span<const std::size_t> which, DrawFor purpose, std::uint64_t draw);
  /// Draws random numbers for them: `draw` tells apart draws of one purpose. Nothing without names.
  void draw(DrawFor purpose, std::uint64_t draw);

  std::size_t count() const { return count_; }
  std::size_t most() const { return most_; }
  const double* images() const { return images_.data(); }
  const double* answers() const { return answers_.data(); }  // 1 in the row of the class, else 0
  const double* noise(std::size_t k) const { return noise_[k].data(); }

 private:
  /// Where the numbers of one purpose come from.
  struct Streams {
    Streams(std::uint64_t seed, const char* purpose, std::span<const Wanted> wanted);
    std::vector<Stream> noise;
    Stream augmentation;
  };
  const Streams& streams(DrawFor purpose) const { return purpose == DrawFor::step ? of_steps_ : of_measures_; }
  void take_labels(const ImageSet& set, std::span<const std::size_t> which);
  void put(std::size_t p, const std::uint8_t* image);

  std::size_t most_, count_ = 0;
  ad::Extents extents_;
  std::vector<double> numbers_;  // what a byte is to the network: 256 for each channel
  std::vector<Wanted> wanted_;
  std::span<const Augmentation> augmentation_;
  Streams of_steps_, of_measures_;
  ad::Workers& workers_;
  std::vector<double> images_, answers_;
  std::vector<std::uint8_t> changed_;  // of each image two, one made of the other
  std::vector<std::vector<double>> noise_;
};

}  // namespace ansatz
