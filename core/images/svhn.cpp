// The set of images that a file of MATLAB is. Source: Y. Netzer and others, "Reading digits in natural images with
// unsupervised feature learning", NIPS workshop (2011), format 2.
#include <fmt/format.h>

#include <algorithm>

#include "arrays/matlab.hpp"
#include "images/formats.hpp"

namespace ansatz {
namespace {

constexpr const char* cropped = "name one of the cropped digits, format 2: `X` of 32 x 32 x 3 x N and `y` of N bytes";

const MatlabArray& bytes_called(const ReadFile& file, const std::map<std::string, MatlabArray>& arrays,
                                const std::string& name) {
  const auto found = arrays.find(name);
  if (found == arrays.end() || found->second.type != MatlabArray::uint8)
    refuse_images(file, fmt::format("holds no array of bytes called `{}`", name), cropped);
  return found->second;
}

std::size_t at(const MatlabArray& array, std::size_t i) { return static_cast<std::uint8_t>(array.bytes[i]); }

}  // namespace

ImageSet parse_svhn(const ReadFile& file, std::size_t classes) {
  constexpr std::size_t side = 32, channels = 3, pixels = channels * side * side, zero = 10;
  const std::map<std::string, MatlabArray> arrays = parse_matlab(file.bytes, file.path);
  const MatlabArray &X = bytes_called(file, arrays, "X"), &y = bytes_called(file, arrays, "y");
  const std::vector<std::size_t> image{side, side, channels};
  if (X.sizes.size() != 4 || !std::equal(image.begin(), image.end(), X.sizes.begin()) || X.sizes[3] == 0)
    refuse_images(file, "has another `X`", cropped);
  const std::size_t count = X.sizes[3];
  if (y.bytes.size() != count)
    refuse_images(file, fmt::format("has {} labels for {} images", y.bytes.size(), count), cropped);
  ImageSet set;
  set.extents = colour_extents();
  set.pixels.resize(count * pixels);
  for (std::size_t n = 0; n < count; ++n) {
    set.labels.push_back(class_of(file, n, at(y, n) == zero ? 0 : at(y, n), classes));
    for (std::size_t channel = 0; channel < channels; ++channel)
      for (std::size_t row = 0; row < side; ++row)
        for (std::size_t column = 0; column < side; ++column)
          set.pixels[((n * channels + channel) * side + row) * side + column] =
              static_cast<std::uint8_t>(at(X, row + side * (column + side * (channel + channels * n))));
  }
  return set;
}

}  // namespace ansatz
