// The directory at the end of the archive says where files begin and how they are packed; what stands before each file
// itself is read for its length alone.
#include "arrays/npz.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "ansatz/autodiff/error.hpp"
#include "arrays/numbers.hpp"
#include "arrays/unpack.hpp"

namespace ansatz {
namespace {

class Archive {
 public:
  Archive(std::string_view bytes, const std::filesystem::path& file) : bytes_(bytes), file_(file) {}

  [[noreturn]] void refuse(std::string_view why) const { throw UserError(fmt::format("{} {}", file_.string(), why)); }

  /// Calls `use(name, content)` for each file.
  template <class Use>
  void for_each(const Use& use) const {
    constexpr std::size_t directory_entry = 46, local_header = 30;
    const std::size_t end = bytes_.rfind(std::string_view("PK\x05\x06", 4));
    if (end == std::string_view::npos || end + 22 > bytes_.size()) refuse("is no archive of NumPy, or is cut short");
    std::size_t at = number(end + 16, 4);
    for (std::size_t left = number(end + 10, 2); left > 0; --left) {
      if (number(at, 4) != 0x02014b50) refuse("is damaged: its directory has no end");
      const std::size_t method = number(at + 10, 2), packed = number(at + 20, 4), name = number(at + 28, 2);
      const std::size_t header = number(at + 42, 4);
      const std::size_t begin = header + local_header + number(header + 26, 2) + number(header + 28, 2);
      const std::string_view content = part(begin, packed);
      if (method != 0 && method != 8) refuse("is packed in a way that is not known; `numpy.savez` writes others");
      use(part(at + directory_entry, name),
          method == 0 ? std::string(content) : inflated(content, file_, Packing::deflate));
      at += directory_entry + name + number(at + 30, 2) + number(at + 32, 2);
    }
  }

 private:
  std::string_view part(std::size_t begin, std::size_t size) const {
    if (begin > bytes_.size() || size > bytes_.size() - begin) refuse("is damaged: a file in it has no end");
    return bytes_.substr(begin, size);
  }
  std::size_t number(std::size_t at, std::size_t size) const {
    std::size_t value = 0;
    const std::string_view digits = part(at, size);
    for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<std::uint8_t>(digits[i]);
    return value;
  }

  std::string_view bytes_;
  const std::filesystem::path& file_;
};

/// What stands behind `'key': ` in the header, which is a dictionary of Python.
std::string_view entry(std::string_view header, std::string_view key) {
  const std::size_t at = header.find(fmt::format("'{}':", key));
  if (at == std::string_view::npos) return {};
  const std::size_t begin = header.find_first_not_of(' ', at + key.size() + 3);
  return begin == std::string_view::npos ? std::string_view{} : header.substr(begin);
}

std::vector<std::size_t> shape_of(std::string_view text) {
  std::vector<std::size_t> sizes;
  for (std::size_t at = 1; at < text.size() && text[at] != ')';) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), size);
    if (error == std::errc()) sizes.push_back(size);
    at = error == std::errc() ? static_cast<std::size_t>(end - text.data()) : at + 1;
  }
  return sizes;
}

/// Numbers of a type as NumPy spells it; nothing of one that is no real number.
std::optional<std::vector<double>> numbers(std::string_view type, std::string_view bytes) {
  if (type.starts_with("<f8")) return numbers_of<double>(bytes);
  if (type.starts_with("<f4")) return numbers_of<float>(bytes);
  if (type.starts_with("<i8")) return numbers_of<std::int64_t>(bytes);
  if (type.starts_with("<i4")) return numbers_of<std::int32_t>(bytes);
  if (type.starts_with("<i2")) return numbers_of<std::int16_t>(bytes);
  if (type.starts_with("|i1")) return numbers_of<std::int8_t>(bytes);
  if (type.starts_with("<u8")) return numbers_of<std::uint64_t>(bytes);
  if (type.starts_with("<u4")) return numbers_of<std::uint32_t>(bytes);
  if (type.starts_with("<u2")) return numbers_of<std::uint16_t>(bytes);
  if (type.starts_with("|u1") || type.starts_with("|b1")) return numbers_of<std::uint8_t>(bytes);
  return std::nullopt;
}

std::optional<NumberArray> parse_array(const Archive& archive, std::string_view name, std::string_view bytes) {
  const auto cut_short = [&] { archive.refuse(fmt::format("holds an array `{}` that is cut short", name)); };
  if (bytes.size() < 12 || !bytes.starts_with("\x93NUMPY")) return std::nullopt;
  const auto byte = [&](std::size_t i) { return std::size_t{static_cast<std::uint8_t>(bytes[i])}; };
  const bool small = bytes[6] == 1;  // the version: the length of the header has two bytes, or four
  const std::size_t length = byte(8) | byte(9) << 8 | (small ? 0 : byte(10) << 16 | byte(11) << 24);
  const std::size_t begin = small ? 10 : 12;
  if (length > bytes.size() - begin) cut_short();
  const std::string_view header = bytes.substr(begin, length);
  std::string_view type = entry(header, "descr");
  if (!type.empty()) type.remove_prefix(1);  // the quotation mark
  std::optional<std::vector<double>> values = numbers(type, bytes.substr(begin + length));
  if (!values) return std::nullopt;
  NumberArray array{shape_of(entry(header, "shape")), std::move(*values)};
  double all = 1;
  for (const std::size_t size : array.sizes) all *= static_cast<double>(size);
  if (all != static_cast<double>(array.values.size())) cut_short();
  if (entry(header, "fortran_order").starts_with("True")) array.values = with_last_fastest(array.sizes, array.values);
  return array;
}

}  // namespace

std::map<std::string, NumberArray> parse_npz(std::string_view bytes, const std::filesystem::path& file) {
  const Archive archive(bytes, file);
  std::map<std::string, NumberArray> arrays;
  archive.for_each([&](std::string_view name, const std::string& content) {
    constexpr std::string_view ending = ".npy";
    if (!name.ends_with(ending)) return;
    name.remove_suffix(ending.size());
    if (std::optional<NumberArray> array = parse_array(archive, name, content))
      arrays[std::string(name)] = std::move(*array);
  });
  return arrays;
}

}  // namespace ansatz
