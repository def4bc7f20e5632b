// Changes of images that are made anew whenever an image is learnt: what a network then tells apart, it tells apart
// wherever in the picture, and however turned, it stands.
//
//   data training { ...; augment = [crop(padding = 2), flip] }     one after the other, in this order
//
// Pixels are copied and none are mixed: an image of bytes stays one. What comes from outside the image is 0. A new
// change is a struct, its `method_of` with a function that makes it, and a line in methods.hpp. Read next:
// images/augmentation.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/method.hpp"

namespace ansatz {

/// Where an image of bytes is read from and written to, channels x height x width each.
struct AugmentedImage {
  ad::Extents extents;
  std::span<const std::uint8_t> from;
  std::span<std::uint8_t> to;
};

struct AugmentationMethod : Method {
  static constexpr std::string_view family = "augmentation";
  /// How many numbers, each even in [0, 1), a change of one image takes at most.
  static constexpr std::size_t most_numbers = 4;
  using Numbers = std::span<const double, most_numbers>;

  template <class Settings>
  using ChangeOf = void (*)(const Settings& settings, const AugmentedImage& image, Numbers numbers);
  using Change = std::function<void(const void* settings, const AugmentedImage& image, Numbers numbers)>;
  /// Throws UserError where images of such extents cannot be changed so.
  template <class Settings>
  using FitsOf = void (*)(const Settings& settings, ad::Extents image);
  using Fits = std::function<void(const void* settings, ad::Extents image)>;

  template <class Settings>
  AugmentationMethod(
      Described<Settings> of, std::string name, About about, std::vector<Setting> settings,
      std::type_identity_t<ChangeOf<Settings>> how,
      std::type_identity_t<FitsOf<Settings>> any_image = [](const Settings&, ad::Extents) {},
      std::type_identity_t<std::function<void(const Settings&)>> relations = {})
      : Method(of, std::move(name), std::move(about), std::move(settings), std::move(relations)),
        change([how](const void* from, const AugmentedImage& image, Numbers numbers) {
          how(*static_cast<const Settings*>(from), image, numbers);
        }),
        fits([any_image](const void* from, ad::Extents image) {
          any_image(*static_cast<const Settings*>(from), image);
        }) {}

  Change change;
  Fits fits;
};

using Augmentation = ChoiceOf<AugmentationMethod>;

/// Throws UserError where images of such extents cannot be changed so: nothing would be left of some.
inline void check_fits(const Augmentation& change, ad::Extents image) {
  change.method().fits(change.settings(), image);
}

/// Moved by up to `padding` pixels up or down and left or right, each place equally likely.
struct RandomCrop {
  std::uint32_t padding = 2;  // 1 .. 255, less than an image is high and wide
};
/// Left and right exchanged, for every other image.
struct RandomFlip {};
/// Turned about its middle, and larger or smaller, evenly within these bounds. A pixel is the nearest one.
struct RandomAffine {
  double degrees = 15;  // 0 .. 180, to either side
  std::vector<double> scale = {
      0.85, 1.15};  // the least and the largest, > 0; a pixel of an image is left, and no pixel is all of it
};

std::shared_ptr<const AugmentationMethod> method_of(const RandomCrop&);
std::shared_ptr<const AugmentationMethod> method_of(const RandomFlip&);
std::shared_ptr<const AugmentationMethod> method_of(const RandomAffine&);

}  // namespace ansatz
