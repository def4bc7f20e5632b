// From the names of files to a set of images, and what is chosen of it.
#include "ansatz/core/images.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <string_view>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/random.hpp"
#include "arrays/unpack.hpp"
#include "images/formats.hpp"

namespace ansatz {
namespace {

/// What a reading of bytes below finds wrong with a file that has this part.
template <class Reading>
auto of_part(ImagePart part, Reading reading) {
  try {
    return reading();
  } catch (const FlawedImages&) {
    throw;
  } catch (const UserError& error) {
    throw FlawedImages(part, error.what(), "name another file, or copy or download it again");
  }
}

ReadFile read(ImagePart part, const std::filesystem::path& path) {
  return of_part(part, [&] { return ReadFile{path, read_unpacked(path), part}; });
}

/// As much of it as a header of IDX has.
ReadFile beginning(ImagePart part, const std::filesystem::path& path) {
  return of_part(part, [&] { return ReadFile{path, unpacked_beginning(path, idx_header), part}; });
}

ImageSet whole_set(const ImageFiles& files, std::size_t classes) {
  const ReadFile images = read(ImagePart::images, files.images);
  if (files.format == ImageFormat::idx) {
    if (!files.labels && files.unlabelled) return parse_idx(images, nullptr, classes);
    if (!files.labels)
      throw UserError(
          fmt::format("the labels of {} stand in a file of their own, which must be named", files.images.string()));
    const ReadFile labels = read(ImagePart::labels, *files.labels);
    return parse_idx(images, &labels, classes);
  }
  if (files.labels)
    throw UserError(fmt::format("the labels of {} stand in it, and {} is another file of them; take it out",
                                files.images.string(), files.labels->string()));
  switch (files.format) {
    case ImageFormat::semeion: return parse_semeion(images, classes);
    case ImageFormat::cifar10: return parse_cifar(images, false, classes);
    case ImageFormat::cifar100: return parse_cifar(images, true, classes);
    case ImageFormat::svhn: return of_part(ImagePart::images, [&] { return parse_svhn(images, classes); });
    case ImageFormat::idx: break;
  }
  throw InternalFault("a format of images that nothing reads");
}

/// The numbers of a text, which must be 0 to count - 1, each once.
std::vector<std::size_t> permutation_in(const std::filesystem::path& path, std::size_t count) {
  const ReadFile file = read(ImagePart::order, path);
  const std::string advice = fmt::format("an order has the numbers 0 to {}, each once", count - 1);
  std::vector<std::size_t> order;
  std::vector<bool> seen(count, false);
  for (const char *at = file.bytes.data(), *const end = at + file.bytes.size(); at != end;) {
    if (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n') {
      ++at;
      continue;
    }
    std::size_t number = 0;
    const auto read = std::from_chars(at, end, number);
    if (read.ec != std::errc() || number >= count || seen[number])
      refuse_images(
          file,
          fmt::format("has, as number {}, what is no image of {} that was not named before", order.size() + 1, count),
          advice);
    seen[number] = true;
    order.push_back(number);
    at = read.ptr;
  }
  if (order.size() != count) refuse_images(file, fmt::format("orders {} of {} images", order.size(), count), advice);
  return order;
}

/// The numbers of the images that are kept, in their order.
std::vector<std::size_t> chosen(const ImageSet& set, const ImageFiles& files, std::uint64_t seed,
                                const std::string& name) {
  const ImageChoice& choice = files.choice;
  std::vector<std::size_t> kept(set.count());
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  if (choice.order) kept = permutation_in(*choice.order, set.count());
  if (choice.rows) {
    const auto [first, last] = *choice.rows;
    if (first < 1 || last < first || last > kept.size())
      throw FlawedImages(ImagePart::rows,
                         fmt::format("rows {} to {} are not among the {} images of {}", first, last, kept.size(),
                                     files.images.string()),
                         fmt::format("rows are counted from 1, here to {}", kept.size()));
    kept = std::vector(kept.begin() + static_cast<std::ptrdiff_t>(first - 1),
                       kept.begin() + static_cast<std::ptrdiff_t>(last));
  }
  if (choice.points) {
    if (*choice.points > kept.size() || *choice.points == 0)
      throw FlawedImages(
          ImagePart::points,
          fmt::format("{} images cannot be drawn of {} in {}", *choice.points, kept.size(), files.images.string()),
          fmt::format("draw 1 to {} of them", kept.size()));
    std::vector<std::size_t> drawn = Stream(seed, "images/" + name).permutation(kept.size());
    drawn.resize(*choice.points);
    std::sort(drawn.begin(), drawn.end());
    for (std::size_t& one : drawn) one = kept[one];
    kept = std::move(drawn);
  }
  return kept;
}

constexpr auto formats = std::to_array<ImageFormatInfo>({
    {"idx", ImageFormat::idx, true, "of MNIST and its kin; labels in a file of their own"},
    {"semeion", ImageFormat::semeion, false, "text of UCI, 16 x 16 pixels and ten flags a line"},
    {"cifar10", ImageFormat::cifar10, false, "the binary version"},
    {"cifar100", ImageFormat::cifar100, false, "the binary version, by its fine labels"},
    {"svhn", ImageFormat::svhn, false, "MATLAB 5, cropped digits"},
});

}  // namespace

std::span<const ImageFormatInfo> image_formats() { return formats; }

const ImageFormatInfo* find_image_format(std::string_view word) {
  const auto found = std::find_if(formats.begin(), formats.end(), [&](const auto& own) { return own.word == word; });
  return found == formats.end() ? nullptr : &*found;
}

ad::Extents image_extents(const ImageFiles& files) {
  switch (files.format) {
    case ImageFormat::idx: {
      const ReadFile images = beginning(ImagePart::images, files.images);
      if (!files.labels) return idx_extents(images, nullptr);
      const ReadFile labels = beginning(ImagePart::labels, *files.labels);
      return idx_extents(images, &labels);
    }
    case ImageFormat::semeion: return semeion_extents();
    case ImageFormat::cifar10:
    case ImageFormat::cifar100:
    case ImageFormat::svhn: return colour_extents();
  }
  throw InternalFault("a format of images that nothing reads");
}

ImageSet read_images(const ImageFiles& files, std::size_t classes, std::uint64_t seed, const std::string& name) {
  ImageSet all = whole_set(files, classes);
  const ImageChoice& choice = files.choice;
  if (!choice.order && !choice.rows && !choice.points) return all;
  const std::size_t pixels = all.extents.rows();
  ImageSet set{all.extents, {}, {}};
  for (const std::size_t one : chosen(all, files, seed, name)) {
    const auto first = all.pixels.begin() + static_cast<std::ptrdiff_t>(one * pixels);
    set.pixels.insert(set.pixels.end(), first, first + static_cast<std::ptrdiff_t>(pixels));
    if (!all.labels.empty()) set.labels.push_back(all.labels[one]);
  }
  return set;
}

}  // namespace ansatz
