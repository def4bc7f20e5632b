// Files of MATLAB 5, and the set of images that one of them is. Source of the set: Y. Netzer and others, "Reading
// digits in natural images with unsupervised feature learning", NIPS workshop (2011), format 2.
#include "images/matlab.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "images/unpack.hpp"

namespace ansatz {
namespace {

constexpr std::size_t header_bytes = 128;

enum Type : std::uint32_t { int8 = 1, uint8 = 2, int32 = 5, uint32 = 6, matrix = 14, compressed = 15 };

/// The elements of a part of a file, one after another.
class Elements {
 public:
  struct Element {
    std::uint32_t type = 0;
    std::string_view bytes;
  };

  Elements(const ReadFile& file, std::string_view bytes) : file_(file), rest_(bytes) {}
  bool at_end() const { return rest_.empty(); }

  Element next() {
    const std::uint32_t first = word(0);
    const bool small = first >> 16 != 0;  // up to four bytes stand within the tag
    const std::size_t size = small ? first >> 16 : word(4), from = small ? 4 : 8;
    if (size > (small ? 4 : rest_.size() - from)) cut_short();
    const Element element{small ? first & 0xffff : first, rest_.substr(from, size)};
    // Elements begin at multiples of eight bytes, but for packed ones and what follows them.
    const std::size_t whole = small ? 8 : from + (element.type == compressed ? size : (size + 7) / 8 * 8);
    rest_.remove_prefix(std::min(whole, rest_.size()));
    return element;
  }

  /// The next one, of this type.
  std::string_view next(Type type, std::string_view what) {
    const Element element = next();
    if (element.type != type) refuse_images(file_, fmt::format("holds an array without its {}", what));
    return element.bytes;
  }

 private:
  std::uint32_t word(std::size_t at) const {
    if (rest_.size() < 8) cut_short();
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<std::uint8_t>(rest_[at + i]);
    return value;
  }
  [[noreturn]] void cut_short() const { refuse_images(file_, "is cut short: an array in it has no end"); }

  const ReadFile& file_;
  std::string_view rest_;
};

std::vector<std::size_t> sizes_of(const ReadFile& file, std::string_view bytes) {
  std::vector<std::size_t> sizes;
  for (std::size_t i = 0; i + 4 <= bytes.size(); i += 4) {
    std::uint32_t size = 0;
    for (std::size_t k = 4; k-- > 0;) size = size << 8 | static_cast<std::uint8_t>(bytes[i + k]);
    sizes.push_back(size);
  }
  if (sizes.size() < 2 || sizes.size() > 8)
    refuse_images(file, fmt::format("holds an array of {} dimensions", sizes.size()));
  return sizes;
}

/// Adds an array where it is one of bytes.
void add_matrix(const ReadFile& file, std::string_view bytes, std::map<std::string, MatlabArray>& arrays) {
  Elements parts(file, bytes);
  parts.next(uint32, "flags");
  MatlabArray array{sizes_of(file, parts.next(int32, "sizes")), {}};
  const std::string name(parts.next(int8, "name"));
  if (parts.at_end()) return;
  const Elements::Element numbers = parts.next();
  if (numbers.type != uint8) return;
  std::size_t all = 1;
  for (const std::size_t size : array.sizes) all = size != 0 && all > most_unpacked / size ? most_unpacked : all * size;
  if (all != numbers.bytes.size())
    refuse_images(file, fmt::format("announces {} numbers of `{}`, and holds {}", all, name, numbers.bytes.size()));
  array.values.assign(numbers.bytes.begin(), numbers.bytes.end());
  arrays[name] = std::move(array);
}

const MatlabArray& array_of(const ReadFile& file, const std::map<std::string, MatlabArray>& arrays,
                            const std::string& name) {
  const auto found = arrays.find(name);
  if (found == arrays.end()) refuse_images(file, fmt::format("holds no array of bytes called `{}`", name));
  return found->second;
}

}  // namespace

std::map<std::string, MatlabArray> parse_matlab(const ReadFile& file) {
  constexpr std::string_view version("\x00\x01IM", 4);  // level 5, little-endian
  const std::string_view bytes = file.bytes;
  if (bytes.size() < header_bytes || bytes.substr(header_bytes - 4, 4) != version)
    refuse_images(file, "is no file of MATLAB 5 (little-endian); `save` with `-v6` or `-v7` writes one");
  std::map<std::string, MatlabArray> arrays;
  for (Elements elements(file, bytes.substr(header_bytes)); !elements.at_end();) {
    const Elements::Element element = elements.next();
    if (element.type == matrix) add_matrix(file, element.bytes, arrays);
    if (element.type != compressed) continue;
    const std::string unpacked = inflated(element.bytes, file.path);
    add_matrix(file, Elements(file, unpacked).next(matrix, "beginning"), arrays);
  }
  return arrays;
}

ImageSet parse_svhn(const ReadFile& file, std::size_t classes) {
  constexpr std::size_t side = 32, channels = 3, pixels = channels * side * side, zero = 10;
  const std::map<std::string, MatlabArray> arrays = parse_matlab(file);
  const MatlabArray &X = array_of(file, arrays, "X"), &y = array_of(file, arrays, "y");
  const std::vector<std::size_t> image{side, side, channels};
  if (X.sizes.size() != 4 || !std::equal(image.begin(), image.end(), X.sizes.begin()) || X.sizes[3] == 0)
    refuse_images(file, "has no `X` of 32 x 32 x 3 x N: is it one of the cropped digits, format 2?");
  const std::size_t count = X.sizes[3];
  if (y.values.size() != count) refuse_images(file, fmt::format("has {} labels for {} images", y.values.size(), count));
  ImageSet set;
  set.extents = {channels, side, side};
  set.pixels.resize(count * pixels);
  for (std::size_t n = 0; n < count; ++n) {
    set.labels.push_back(class_of(file, n, y.values[n] == zero ? 0 : y.values[n], classes));
    for (std::size_t channel = 0; channel < channels; ++channel)
      for (std::size_t row = 0; row < side; ++row)
        for (std::size_t column = 0; column < side; ++column)
          set.pixels[((n * channels + channel) * side + row) * side + column] =
              X.values[row + side * (column + side * (channel + channels * n))];
  }
  return set;
}

}  // namespace ansatz
