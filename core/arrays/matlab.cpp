// From elements to arrays: what is packed is unpacked, what is no array of real numbers is passed over.
#include "arrays/matlab.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "arrays/numbers.hpp"
#include "arrays/unpack.hpp"

namespace ansatz {
namespace {

constexpr std::size_t header_bytes = 128;

using Type = MatlabArray::Type;
constexpr std::uint32_t matrix = 14, compressed = 15;

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& why) {
  throw UserError(fmt::format("{} {}", file.string(), why));
}

/// The elements of a part of a file, one after another.
class Elements {
 public:
  struct Element {
    std::uint32_t type = 0;
    std::string_view bytes;
  };

  Elements(const std::filesystem::path& file, std::string_view bytes) : file_(file), rest_(bytes) {}
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
  std::string_view next(std::uint32_t type, std::string_view what) {
    const Element element = next();
    if (element.type != type) refuse(file_, fmt::format("holds an array without its {}", what));
    return element.bytes;
  }

 private:
  std::uint32_t word(std::size_t at) const {
    if (rest_.size() < 8) cut_short();
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<std::uint8_t>(rest_[at + i]);
    return value;
  }
  [[noreturn]] void cut_short() const { refuse(file_, "is cut short: an array in it has no end"); }

  const std::filesystem::path& file_;
  std::string_view rest_;
};

std::vector<std::size_t> sizes_of(const std::filesystem::path& file, std::string_view bytes) {
  std::vector<std::size_t> sizes;
  for (std::size_t i = 0; i + 4 <= bytes.size(); i += 4) {
    std::uint32_t size = 0;
    for (std::size_t k = 4; k-- > 0;) size = size << 8 | static_cast<std::uint8_t>(bytes[i + k]);
    sizes.push_back(size);
  }
  if (sizes.size() < 2 || sizes.size() > 8) refuse(file, fmt::format("holds an array of {} dimensions", sizes.size()));
  return sizes;
}

std::size_t bytes_of(std::uint32_t type) {
  switch (type) {
    case Type::int8:
    case Type::uint8: return 1;
    case Type::int16:
    case Type::uint16: return 2;
    case Type::int32:
    case Type::uint32:
    case Type::single: return 4;
    case Type::real:
    case Type::int64:
    case Type::uint64: return 8;
    default: return 0;
  }
}

/// Adds an array where it is one of real numbers.
void add_matrix(const std::filesystem::path& file, std::string_view bytes, std::map<std::string, MatlabArray>& arrays) {
  constexpr char complex = 8;  // a bit of the second byte of the flags
  Elements parts(file, bytes);
  const std::string_view flags = parts.next(Type::uint32, "flags");
  MatlabArray array{sizes_of(file, parts.next(Type::int32, "sizes")), {}, {}};
  const std::string name(parts.next(Type::int8, "name"));
  if (parts.at_end() || (flags.size() > 1 && (flags[1] & complex) != 0)) return;
  const Elements::Element numbers = parts.next();
  const std::size_t each = bytes_of(numbers.type);
  if (each == 0) return;
  std::size_t all = 1;
  for (const std::size_t size : array.sizes) all = size != 0 && all > most_unpacked / size ? most_unpacked : all * size;
  if (all != numbers.bytes.size() / each || numbers.bytes.size() % each != 0)
    refuse(file, fmt::format("announces {} numbers of `{}`, and holds {}", all, name, numbers.bytes.size() / each));
  array.type = static_cast<Type>(numbers.type);
  array.bytes = numbers.bytes;
  arrays[name] = std::move(array);
}

}  // namespace

std::vector<double> MatlabArray::numbers() const {
  switch (type) {
    case int8: return numbers_of<std::int8_t>(bytes);
    case uint8: return numbers_of<std::uint8_t>(bytes);
    case int16: return numbers_of<std::int16_t>(bytes);
    case uint16: return numbers_of<std::uint16_t>(bytes);
    case int32: return numbers_of<std::int32_t>(bytes);
    case uint32: return numbers_of<std::uint32_t>(bytes);
    case single: return numbers_of<float>(bytes);
    case real: return numbers_of<double>(bytes);
    case int64: return numbers_of<std::int64_t>(bytes);
    case uint64: return numbers_of<std::uint64_t>(bytes);
  }
  return {};
}

std::map<std::string, MatlabArray> parse_matlab(std::string_view bytes, const std::filesystem::path& file) {
  constexpr std::string_view version("\x00\x01IM", 4);  // level 5, little-endian
  if (bytes.size() < header_bytes || bytes.substr(header_bytes - 4, 4) != version)
    refuse(file, "is no file of MATLAB 5 (little-endian); `save` with `-v6` or `-v7` writes one");
  std::map<std::string, MatlabArray> arrays;
  for (Elements elements(file, bytes.substr(header_bytes)); !elements.at_end();) {
    const Elements::Element element = elements.next();
    if (element.type == matrix) add_matrix(file, element.bytes, arrays);
    if (element.type != compressed) continue;
    const std::string unpacked = inflated(element.bytes, file);
    add_matrix(file, Elements(file, unpacked).next(matrix, "beginning"), arrays);
  }
  return arrays;
}

}  // namespace ansatz
