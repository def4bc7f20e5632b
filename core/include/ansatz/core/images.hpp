// Sets of images with labels, read from the files that they are published in.
//
// A pixel is a byte that stands for its 255th part, as all of these formats have it: what is read is exact. Every file
// may be packed by gzip; which it is, its first bytes say. Whatever a header says is held against the bytes that are
// there before memory is asked for, so that a damaged file ends in a message that names it.
//
// Read next: images/formats.cpp (one function a format), classification.hpp (what is trained on them).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/expression.hpp"

namespace ansatz {

struct ImageSet {
  ad::Extents extents;                // channels x height x width of each image
  std::vector<std::uint8_t> pixels;   // image by image, in the order of C; 255 is 1
  std::vector<std::uint16_t> labels;  // the class of each image, from 0; none: they are not known

  std::size_t count() const { return pixels.empty() ? 0 : pixels.size() / extents.rows(); }
};

enum class ImageFormat {
  idx,       // of MNIST and its kin: bytes of images in one file, of labels in another
  semeion,   // of UCI: text, 256 pixels and ten flags a line
  cifar10,   // the binary version: a label, then 32 x 32 pixels of each of three channels
  cifar100,  // the same with a coarse label before the fine one, which counts
  svhn,      // MATLAB 5, cropped digits: X of 32 x 32 x 3 x N, y with 10 for the digit 0
};

struct ImageFormatInfo {
  std::string_view word;  // as it is written in a file
  ImageFormat format;
  bool labels_apart;  // whether they stand in a file of their own
  std::string_view doc;
};

/// Every format, in the order in which they are listed to users.
std::span<const ImageFormatInfo> image_formats();
/// The format of that word; null if there is none.
const ImageFormatInfo* find_image_format(std::string_view word);

/// What is taken of the files, in this order.
struct ImageChoice {
  std::optional<std::filesystem::path> order{};                   // text: a permutation of the images, numbers from 0
  std::optional<std::pair<std::uint64_t, std::uint64_t>> rows{};  // the first and the last, from 1, after `order`
  std::optional<std::uint64_t> points{};  // so many, each set of them equally likely; `seed` and `name` decide
};

struct ImageFiles {
  ImageFormat format = ImageFormat::idx;
  std::filesystem::path images;
  std::optional<std::filesystem::path> labels{};  // where they stand apart; needed there, unless `unlabelled`
  ImageChoice choice{};
  bool unlabelled = false;  // labels that stand apart may be unknown
};

/// What of them is at fault.
enum class ImagePart { images, labels, order, rows, points };

/// A file that is not what its format says, or a choice of more than there is. `what()` is what is wrong, with the name
/// of the file, and what to do.
class FlawedImages : public UserError {
 public:
  FlawedImages(ImagePart part, const std::string& wrong, const std::string& advice)
      : UserError(wrong + "; " + advice), part_(part), wrong_(wrong), advice_(advice) {}

  ImagePart part() const { return part_; }
  const std::string& wrong() const { return wrong_; }
  const std::string& advice() const { return advice_; }

 private:
  ImagePart part_;
  std::string wrong_, advice_;
};

/// What each image is, from the beginnings of the files alone. Throws as `read_images`.
ad::Extents image_extents(const ImageFiles& files);

/// Reads a whole set. `classes`: labels must be below it. Throws WorldFailure where a file cannot be read, FlawedImages
/// where it is not what it should be, UserError where `files` lacks a file or has one too many.
ImageSet read_images(const ImageFiles& files, std::size_t classes, std::uint64_t seed, const std::string& name);

}  // namespace ansatz
