// The changes that are built in; frame and settings: ansatz/core/augmentation.hpp.
#include "ansatz/core/augmentation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

/// Every pixel of every channel is the one at `source(y, x)`, rows and columns from 0; 0 where that is outside.
template <class Source>
void copy_pixels(const AugmentedImage& image, Source source) {
  const std::int64_t height = image.extents[1], width = image.extents[2], plane = height * width;
  for (std::int64_t y = 0; y < height; ++y)
    for (std::int64_t x = 0; x < width; ++x) {
      const std::pair<std::int64_t, std::int64_t> at = source(y, x);
      const bool inside = at.first >= 0 && at.first < height && at.second >= 0 && at.second < width;
      for (std::int64_t channel = 0; channel < image.extents[0]; ++channel)
        image.to[static_cast<std::size_t>(channel * plane + y * width + x)] =
            inside ? image.from[static_cast<std::size_t>(channel * plane + at.first * width + at.second)]
                   : std::uint8_t{0};
    }
}

void crop(const RandomCrop& own, const AugmentedImage& image, AugmentationMethod::Numbers numbers) {
  const std::int64_t padding = own.padding;
  const auto shift = [&](double number) {
    return static_cast<std::int64_t>(number * static_cast<double>(2 * padding + 1)) - padding;
  };
  const std::int64_t down = shift(numbers[0]), right = shift(numbers[1]);
  copy_pixels(image, [&](std::int64_t y, std::int64_t x) { return std::pair{y + down, x + right}; });
}

void flip(const RandomFlip&, const AugmentedImage& image, AugmentationMethod::Numbers numbers) {
  const bool flipped = numbers[0] >= 0.5;
  const std::int64_t last = std::int64_t{image.extents[2]} - 1;
  copy_pixels(image, [&](std::int64_t y, std::int64_t x) { return std::pair{y, flipped ? last - x : x}; });
}

/// Backwards from the place of a pixel to the place that it comes from, both from the middle of the image.
void affine(const RandomAffine& own, const AugmentedImage& image, AugmentationMethod::Numbers numbers) {
  const double angle = (2 * numbers[0] - 1) * own.degrees * std::numbers::pi / 180;
  const double scale = own.scale[0] + numbers[1] * (own.scale[1] - own.scale[0]);
  const double c = std::cos(angle) / scale, s = std::sin(angle) / scale;
  const double middle_y = 0.5 * image.extents[1], middle_x = 0.5 * image.extents[2];
  copy_pixels(image, [&](std::int64_t y, std::int64_t x) {
    const double dy = static_cast<double>(y) + 0.5 - middle_y, dx = static_cast<double>(x) + 0.5 - middle_x;
    return std::pair{static_cast<std::int64_t>(std::floor(c * dy - s * dx + middle_y)),
                     static_cast<std::int64_t>(std::floor(s * dy + c * dx + middle_x))};
  });
}

void check_scale(const RandomAffine& own) {
  if (own.scale.size() != 2 || own.scale[0] <= 0 || own.scale[1] < own.scale[0])
    throw UserError("`scale` is the least and the largest, as in `scale = [0.85, 1.15]`");
}

std::uint32_t shorter_side(ad::Extents image) { return std::min(image[1], image[2]); }

/// By as many pixels as there are an image leaves the picture.
void crop_fits(const RandomCrop& own, ad::Extents image) {
  if (own.padding >= shorter_side(image))
    throw UserError(fmt::format("`crop` with `padding = {}` moves images of {} x {} pixels out of the picture; {}",
                                own.padding, image[1], image[2],
                                shorter_side(image) == 1
                                    ? "there is nothing to crop of a single row or column"
                                    : fmt::format("it must be from 1 to {}", shorter_side(image) - 1)));
}

/// A pixel at least must be left of an image, and of each pixel no more than a picture be made.
void affine_fits(const RandomAffine& own, ad::Extents image) {
  const double side = shorter_side(image);
  if (own.scale[0] * side < 1 || own.scale[1] > side)
    throw UserError(
        fmt::format("`affine` with `scale = [{}, {}]` leaves nothing to tell of images of {} x {} pixels; "
                    "scales must be from {:.3g} to {:.3g}",
                    own.scale[0], own.scale[1], image[1], image[2], 1 / side, side));
}

}  // namespace

std::shared_ptr<const AugmentationMethod> method_of(const RandomCrop&) {
  static const auto method = std::make_shared<const AugmentationMethod>(
      described<RandomCrop>, "crop", "moved by so many pixels at most, up or down and left or right",
      std::vector{setting("padding", &RandomCrop::padding, {1, 255},
                          "pixels, less than an image is high and wide; what comes in from outside is 0")},
      crop, crop_fits);
  return method;
}

std::shared_ptr<const AugmentationMethod> method_of(const RandomFlip&) {
  static const auto method = std::make_shared<const AugmentationMethod>(
      described<RandomFlip>, "flip", "left and right exchanged, every other time", std::vector<Setting>{}, flip);
  return method;
}

std::shared_ptr<const AugmentationMethod> method_of(const RandomAffine&) {
  static const auto method = std::make_shared<const AugmentationMethod>(
      described<RandomAffine>, "affine", "turned about its middle, and larger or smaller; pixels are the nearest",
      std::vector{
          setting("degrees", &RandomAffine::degrees, {0, 180}, "to either side at most"),
          setting("scale", &RandomAffine::scale, limits::positive, "the least and the largest"),
      },
      affine, affine_fits, check_scale);
  return method;
}

}  // namespace ansatz
