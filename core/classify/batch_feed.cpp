#include "classify/batch_feed.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ansatz {

std::vector<std::size_t> order_of_epoch(std::uint64_t seed, std::uint64_t epoch, std::size_t images) {
  return Stream(seed, fmt::format("epoch{}", epoch)).permutation(images);
}

BatchFeed::BatchFeed(std::size_t most, std::uint32_t pixels, std::size_t classes, std::span<const Wanted> noise,
                     std::uint64_t seed, ad::Workers& workers)
    : most_(most),
      pixels_(pixels),
      wanted_(noise.begin(), noise.end()),
      seed_(seed),
      workers_(workers),
      images_(most * pixels),
      answers_(most * classes) {
  for (const Wanted& one : wanted_) noise_.emplace_back(most * one.rows);
}

void BatchFeed::take(const ImageSet& set, std::span<const std::size_t> which) {
  count_ = which.size();
  std::fill(answers_.begin(), answers_.end(), 0.0);
  for (std::size_t p = 0; p < count_; ++p) {
    const std::uint8_t* image = set.pixels.data() + which[p] * pixels_;
    for (std::size_t row = 0; row < pixels_; ++row) images_[row * count_ + p] = image[row] / 255.0;
    answers_[set.labels[which[p]] * count_ + p] = 1;
  }
}

void BatchFeed::draw(std::string_view purpose, std::uint64_t draw) {
  for (std::size_t k = 0; k < wanted_.size(); ++k) {
    const std::uint64_t rows = wanted_[k].rows, first = draw * most_ * rows;
    const Stream numbers(seed_, fmt::format("{}/{}", wanted_[k].name, purpose));
    workers_.for_each(count_, [&](std::size_t p) {
      for (std::uint64_t row = 0; row < rows; ++row)
        noise_[k][row * count_ + p] = numbers.uniform(first + p * rows + row);
    });
  }
}

}  // namespace ansatz
