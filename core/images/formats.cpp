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

/// The sizes of an array of bytes, which are all that follows its header. `what`: images or labels.
std::vector<std::uint64_t> idx_sizes(const ReadFile& file, std::size_t dimensions, std::string_view what) {
  const std::size_t header = 4 + 4 * dimensions;
  const std::uint64_t magic = 0x800 + dimensions;  // 8: bytes
  if (file.bytes.size() < header)
    refuse_images(
        file, fmt::format("has {} bytes, and the header of an IDX file of {} has {}", file.bytes.size(), what, header));
  if (const std::uint64_t found = big_endian(file.bytes, 0); found != magic)
    refuse_images(file, fmt::format("begins with {:08x}, and an IDX file of {} with {:08x}", found, what, magic));
  std::vector<std::uint64_t> sizes;
  std::uint64_t all = 1;
  std::string shape;
  for (std::size_t i = 0; i < dimensions; ++i) {
    sizes.push_back(big_endian(file.bytes, 4 + 4 * i));
    shape += fmt::format("{}{}", i == 0 ? "" : " x ", sizes.back());
    if (i > 0 && (sizes.back() == 0 || sizes.back() > longest_side))
      refuse_images(
          file, fmt::format("speaks of images with a side of {} pixels; 1 to {} are read", sizes.back(), longest_side));
    all *= sizes.back();  // below 2^32 * 4096^2
  }
  if (all == 0) refuse_images(file, fmt::format("holds no {}", what));
  if (const std::size_t behind = file.bytes.size() - header; all != behind)
    refuse_images(file, fmt::format("announces {} bytes, {}, and {} stand behind its header", all, shape, behind));
  return sizes;
}

// --- Semeion ----------------------------------------------------------------------------------------

constexpr std::size_t semeion_side = 16, semeion_classes = 10;

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
                    fmt::format("has in line {}, as number {}, what is neither 0 nor 1", number, flags.size() + 1));
    flags.push_back(value == 1);
    at = read.ptr;
  }
  return flags;
}

}  // namespace

void refuse_images(const ReadFile& file, const std::string& why) {
  throw UserError(fmt::format("{} {}", file.path.string(), why));
}

std::uint16_t class_of(const ReadFile& file, std::size_t image, std::size_t label, std::size_t classes) {
  if (label >= classes)
    refuse_images(file, fmt::format("gives image {} the label {}, and {} classes are 0 to {}", image, label, classes,
                                    classes - 1));
  return static_cast<std::uint16_t>(label);
}

ImageSet parse_idx(const ReadFile& images, const ReadFile* labels, std::size_t classes) {
  const std::vector<std::uint64_t> sizes = idx_sizes(images, 3, "images");
  ImageSet set;
  set.extents = {1, static_cast<std::uint32_t>(sizes[1]), static_cast<std::uint32_t>(sizes[2])};
  append(set.pixels, std::string_view(images.bytes).substr(16));
  if (labels == nullptr) return set;
  const std::uint64_t count = idx_sizes(*labels, 1, "labels")[0];
  if (sizes[0] != count)
    refuse_images(*labels, fmt::format("has {} labels for the {} images of {}", count, sizes[0], images.path.string()));
  for (std::size_t i = 0; i < count; ++i)
    set.labels.push_back(class_of(*labels, i, byte_at(labels->bytes, 8 + i), classes));
  return set;
}

ImageSet parse_semeion(const ReadFile& file, std::size_t classes) {
  constexpr std::size_t pixels = semeion_side * semeion_side;
  ImageSet set;
  set.extents = {1, semeion_side, semeion_side};
  std::string_view rest = file.bytes;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::vector<bool> flags = semeion_flags(file, line, number);
    if (flags.empty()) continue;
    if (flags.size() != pixels + semeion_classes)
      refuse_images(file, fmt::format("has {} numbers in line {}; Semeion has {} pixels and {} flags a line",
                                      flags.size(), number, pixels, semeion_classes));
    const auto first = flags.begin() + pixels;
    if (std::count(first, flags.end(), true) != 1)
      refuse_images(file, fmt::format("marks {} digits in line {}; one is what an image shows",
                                      std::count(first, flags.end(), true), number));
    for (auto pixel = flags.begin(); pixel != first; ++pixel) set.pixels.push_back(*pixel ? 255 : 0);
    const auto digit = static_cast<std::size_t>(std::find(first, flags.end(), true) - first);
    set.labels.push_back(class_of(file, set.labels.size(), digit, classes));
  }
  if (set.count() == 0) refuse_images(file, "holds no images");
  return set;
}

ImageSet parse_cifar(const ReadFile& file, bool coarse, std::size_t classes) {
  constexpr std::size_t side = 32, channels = 3, pixels = channels * side * side;
  const std::size_t labels = coarse ? 2 : 1, record = labels + pixels;
  if (file.bytes.size() % record != 0)
    refuse_images(file,
                  fmt::format("has {} bytes, which are no whole number of images of {}; is it the binary version, "
                              "and of CIFAR-{}?",
                              file.bytes.size(), record, coarse ? 100 : 10));
  ImageSet set;
  set.extents = {channels, side, side};
  for (std::string_view rest = file.bytes; !rest.empty(); rest.remove_prefix(record)) {
    set.labels.push_back(class_of(file, set.labels.size(), byte_at(rest, labels - 1), classes));
    append(set.pixels, rest.substr(labels, pixels));
  }
  return set;
}

}  // namespace ansatz
