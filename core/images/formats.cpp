// IDX, Semeion and CIFAR. Sources: http://yann.lecun.com/exdb/mnist (IDX), UCI Machine Learning Repository, "Semeion
// Handwritten Digit"; A. Krizhevsky, "Learning multiple layers of features from tiny images" (2009), binary version.
#include "images/formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>
#include <system_error>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

constexpr const char* again = "it is damaged or cut short: copy or download it again";

std::uint8_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

std::uint64_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | byte_at(bytes, at + i);
  return value;
}

void append(std::vector<std::uint8_t>& pixels, std::string_view bytes) {
  pixels.insert(pixels.end(), bytes.begin(), bytes.end());
}

// --- IDX --------------------------------------------------------------------------------------------

// What an IDX file begins with: that it is of bytes, 8, and the number of its dimensions.
constexpr std::uint64_t magic_of_images = 0x803, magic_of_labels = 0x801;

std::string_view what_of(std::uint64_t magic) { return magic == magic_of_images ? "images" : "labels"; }

std::string advice_on_magic(std::uint64_t found, std::uint64_t wanted) {
  if (found == magic_of_images || found == magic_of_labels)
    return fmt::format("it is one of {}: name that of {}", what_of(found), what_of(wanted));
  std::string words;
  for (const ImageFormatInfo& known : image_formats())
    words += fmt::format("{}{}", words.empty() ? "" : ", ", known.word);
  return fmt::format("name a file of {}, or say another `format`: {}", what_of(wanted), words);
}

/// The sizes of the array that a header announces.
std::vector<std::uint64_t> announced_by(const ReadFile& file, std::uint64_t magic) {
  const std::size_t dimensions = magic & 0xff, header = 4 + 4 * dimensions;
  const std::string_view what = what_of(magic);
  if (file.bytes.size() < header)
    refuse_images(
        file, fmt::format("has {} bytes, and the header of an IDX file of {} has {}", file.bytes.size(), what, header),
        again);
  if (const std::uint64_t found = big_endian(file.bytes, 0); found != magic)
    refuse_images(file, fmt::format("begins with {:08x}, and an IDX file of {} with {:08x}", found, what, magic),
                  advice_on_magic(found, magic));
  std::vector<std::uint64_t> sizes;
  for (std::size_t i = 1; i <= dimensions; ++i) sizes.push_back(big_endian(file.bytes, 4 * i));
  for (std::size_t i = 1; i < dimensions; ++i)
    if (sizes[i] == 0 || sizes[i] > longest_side)
      refuse_images(file,
                    fmt::format("speaks of images with a side of {} pixels; 1 to {} are read", sizes[i], longest_side),
                    again);
  return sizes;
}

/// That this array is all that follows the header.
void require_whole(const ReadFile& file, std::uint64_t magic) {
  const std::vector<std::uint64_t> sizes = announced_by(file, magic);
  std::uint64_t all = 1;
  std::string shape;
  for (const std::uint64_t size : sizes) {
    all *= size;  // below 2^32 * 4096^2
    shape += fmt::format("{}{}", shape.empty() ? "" : " x ", size);
  }
  if (all == 0) refuse_images(file, fmt::format("holds no {}", what_of(magic)), "name a file that does");
  if (const std::size_t behind = file.bytes.size() - 4 - 4 * sizes.size(); all != behind)
    refuse_images(file, fmt::format("announces {} bytes, {}, and {} stand behind its header", all, shape, behind),
                  again);
}

// --- Semeion ----------------------------------------------------------------------------------------

constexpr std::size_t semeion_side = 16, semeion_classes = 10;

constexpr const char* semeion_line =
    "a line of Semeion has 16 x 16 pixels and ten flags, each 0 or 1, with a 1 for the digit";

/// The numbers of a line, each 0 or 1: 256 pixels and a flag for each digit.
std::vector<bool> semeion_flags(const ReadFile& file, std::string_view line, std::size_t number) {
  std::vector<bool> flags;
  for (const char *at = line.data(), *const end = at + line.size(); at != end;) {
    if (*at == ' ' || *at == '\t' || *at == '\r') {
      ++at;
      continue;
    }
    double value = 0;
    const auto read = std::from_chars(at, end, value);
    if (read.ec != std::errc() || (value != 0 && value != 1))
      refuse_images(file,
                    fmt::format("has in line {}, as number {}, what is neither 0 nor 1", number, flags.size() + 1),
                    semeion_line);
    flags.push_back(value == 1);
    at = read.ptr;
  }
  return flags;
}

}  // namespace

void refuse_images(const ReadFile& file, const std::string& why, const std::string& advice) {
  throw FlawedImages(file.part, fmt::format("{} {}", file.path.string(), why), advice);
}

std::uint16_t class_of(const ReadFile& file, std::size_t image, std::size_t label, std::size_t classes) {
  if (label >= classes)
    refuse_images(
        file,
        fmt::format("gives image {} the label {}, and {} classes are 0 to {}", image, label, classes, classes - 1),
        fmt::format("the last layer says how many classes there are: `dense({})` where the label is right", label + 1));
  return static_cast<std::uint16_t>(label);
}

ad::Extents idx_extents(const ReadFile& images, const ReadFile* labels) {
  const std::vector<std::uint64_t> sizes = announced_by(images, magic_of_images);
  const std::uint64_t count = labels != nullptr ? announced_by(*labels, magic_of_labels)[0] : sizes[0];
  if (count != sizes[0])
    refuse_images(*labels, fmt::format("has {} labels for the {} images of {}", count, sizes[0], images.path.string()),
                  "name two files that belong to one another");
  return {1, static_cast<std::uint32_t>(sizes[1]), static_cast<std::uint32_t>(sizes[2])};
}

ImageSet parse_idx(const ReadFile& images, const ReadFile* labels, std::size_t classes) {
  require_whole(images, magic_of_images);
  if (labels != nullptr) require_whole(*labels, magic_of_labels);
  ImageSet set;
  set.extents = idx_extents(images, labels);
  append(set.pixels, std::string_view(images.bytes).substr(idx_header));
  if (labels == nullptr) return set;
  constexpr std::size_t header = 8;
  for (std::size_t i = header; i < labels->bytes.size(); ++i)
    set.labels.push_back(class_of(*labels, i - header, byte_at(labels->bytes, i), classes));
  return set;
}

ad::Extents semeion_extents() { return {1, semeion_side, semeion_side}; }

ImageSet parse_semeion(const ReadFile& file, std::size_t classes) {
  constexpr std::size_t pixels = semeion_side * semeion_side;
  ImageSet set;
  set.extents = semeion_extents();
  std::string_view rest = file.bytes;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::vector<bool> flags = semeion_flags(file, line, number);
    if (flags.empty()) continue;
    if (flags.size() != pixels + semeion_classes)
      refuse_images(file, fmt::format("has {} numbers in line {}", flags.size(), number), semeion_line);
    const auto first = flags.begin() + pixels;
    if (std::count(first, flags.end(), true) != 1)
      refuse_images(file, fmt::format("marks {} digits in line {}", std::count(first, flags.end(), true), number),
                    semeion_line);
    for (auto pixel = flags.begin(); pixel != first; ++pixel) set.pixels.push_back(*pixel ? 255 : 0);
    const auto digit = static_cast<std::size_t>(std::find(first, flags.end(), true) - first);
    set.labels.push_back(class_of(file, set.labels.size(), digit, classes));
  }
  if (set.count() == 0) refuse_images(file, "holds no images", "name a file that does");
  return set;
}

ad::Extents colour_extents() { return {3, 32, 32}; }

ImageSet parse_cifar(const ReadFile& file, bool coarse, std::size_t classes) {
  const std::size_t pixels = colour_extents().rows();
  const std::size_t labels = coarse ? 2 : 1, record = labels + pixels;
  if (file.bytes.size() % record != 0)
    refuse_images(
        file, fmt::format("has {} bytes, which are no whole number of images of {}", file.bytes.size(), record),
        fmt::format("name the binary version of CIFAR-{}, whole and unpacked from its archive", coarse ? 100 : 10));
  ImageSet set;
  set.extents = colour_extents();
  for (std::string_view rest = file.bytes; !rest.empty(); rest.remove_prefix(record)) {
    set.labels.push_back(class_of(file, set.labels.size(), byte_at(rest, labels - 1), classes));
    append(set.pixels, rest.substr(labels, pixels));
  }
  return set;
}

}  // namespace ansatz
