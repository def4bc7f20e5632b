#include "classify/batch_feed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace ansatz {
namespace {

/// A list of one number holds for all channels.
double of_channel(const std::vector<double>& list, std::size_t channel) {
  return list.size() == 1 ? list[0] : list[channel];
}

std::vector<double> numbers_of(const PixelScale& pixels, std::size_t channels) {
  std::vector<double> numbers;
  for (std::size_t c = 0; c < channels; ++c)
    for (int byte = 0; byte < 256; ++byte)
      numbers.push_back((byte / 255.0 - of_channel(pixels.mean, c)) / of_channel(pixels.deviation, c));
  return numbers;
}

}  // namespace

std::vector<std::size_t> order_of_epoch(std::uint64_t seed, std::uint64_t epoch, std::size_t images) {
  return Stream(seed, fmt::format("epoch{}", epoch)).permutation(images);
}

BatchFeed::Streams::Streams(std::uint64_t seed, const char* purpose, std::span<const Wanted> wanted)
    : augmentation(seed, fmt::format("augmentation/{}", purpose)) {
  for (const Wanted& one : wanted) noise.emplace_back(seed, fmt::format("{}/{}", one.name, purpose));
}

BatchFeed::BatchFeed(const Classification& problem, std::size_t most, std::span<const Wanted> noise,
                     ad::Workers& workers)
    : most_(most),
      extents_(problem.image),
      numbers_(numbers_of(problem.pixels, problem.image[0])),
      wanted_(noise.begin(), noise.end()),
      augmentation_(problem.augmentation),
      of_steps_(problem.compute.seed, "step", noise),
      of_measures_(problem.compute.seed, "measure", noise),
      workers_(workers),
      images_(most * problem.image.rows()),
      answers_(most * problem.classes()),
      changed_(problem.augmentation.empty() ? 0 : 2 * most * problem.image.rows()) {
  for (const Wanted& one : wanted_) noise_.emplace_back(most * one.rows);
}

void BatchFeed::take_labels(const ImageSet& set, std::span<const std::size_t> which) {
  count_ = which.size();
  std::fill(answers_.begin(), answers_.end(), 0.0);
  if (set.labels.empty()) return;
  for (std::size_t p = 0; p < count_; ++p) answers_[set.labels[which[p]] * count_ + p] = 1;
}

/// The p-th of the batch.
void BatchFeed::put(std::size_t p, const std::uint8_t* image) {
  const std::size_t plane = std::size_t{extents_[1]} * extents_[2];
  for (std::size_t channel = 0; channel < extents_[0]; ++channel) {
    const double* numbers = numbers_.data() + 256 * channel;
    for (std::size_t row = channel * plane; row < (channel + 1) * plane; ++row)
      images_[row * count_ + p] = numbers[image[row]];
  }
}

void BatchFeed::take(const ImageSet& set, std::span<const std::size_t> which) {
  take_labels(set, which);
  for (std::size_t p = 0; p < count_; ++p) put(p, set.pixels.data() + which[p] * extents_.rows());
}

// Functions are handed over by reference: copies of them would be allocated.

void BatchFeed::take_augmented(const ImageSet& set, std::span<const std::size_t> which, DrawFor purpose,
                               std::uint64_t draw) {
  if (augmentation_.empty()) return take(set, which);
  take_labels(set, which);
  constexpr std::size_t each = AugmentationMethod::most_numbers;
  const std::size_t pixels = extents_.rows();
  const Stream& numbers = streams(purpose).augmentation;
  const auto change = [&](std::size_t p) {
    std::span<const std::uint8_t> image(set.pixels.data() + which[p] * pixels, pixels);
    std::span<std::uint8_t> next(changed_.data() + 2 * p * pixels, pixels), other(next.data() + pixels, pixels);
    for (std::size_t k = 0; k < augmentation_.size(); ++k) {
      const std::uint64_t first = ((draw * most_ + p) * augmentation_.size() + k) * each;
      std::array<double, each> drawn{};
      for (std::size_t i = 0; i < each; ++i) drawn[i] = numbers.uniform(first + i);
      augmentation_[k].method().change(augmentation_[k].settings(), {extents_, image, next}, drawn);
      image = next;
      std::swap(next, other);
    }
    put(p, image.data());
  };
  workers_.for_each(count_, std::ref(change));
}

void BatchFeed::draw(DrawFor purpose, std::uint64_t draw) {
  for (std::size_t k = 0; k < wanted_.size(); ++k) {
    const std::uint64_t rows = wanted_[k].rows, first = draw * most_ * rows;
    const Stream& numbers = streams(purpose).noise[k];
    const auto fill = [&](std::size_t p) {
      for (std::uint64_t row = 0; row < rows; ++row)
        noise_[k][row * count_ + p] = numbers.uniform(first + p * rows + row);
    };
    workers_.for_each(count_, std::ref(fill));
  }
}

}  // namespace ansatz
