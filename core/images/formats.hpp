// The formats of images, one function each: from the bytes of files to a set.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "ansatz/core/images.hpp"

namespace ansatz {

/// A file as it was read: its bytes, unpacked, and its name for messages.
struct ReadFile {
  std::filesystem::path path;
  std::string bytes;
  ImagePart part = ImagePart::images;
};

// All throw FlawedImages where the bytes are not what the format says, or a label is not below `classes`.
/// Of what two headers announce. `bytes`: at least `idx_header` of them, or all. `labels` null: they are not known.
ad::Extents idx_extents(const ReadFile& images, const ReadFile* labels);
inline constexpr std::size_t idx_header = 16;
/// `labels` as above.
ImageSet parse_idx(const ReadFile& images, const ReadFile* labels, std::size_t classes);
ImageSet parse_semeion(const ReadFile& file, std::size_t classes);
/// `coarse`: whether each image has a label more, before the one that counts.
ImageSet parse_cifar(const ReadFile& file, bool coarse, std::size_t classes);
ImageSet parse_svhn(const ReadFile& file, std::size_t classes);
/// Of the formats that have one size: Semeion; CIFAR and SVHN.
ad::Extents semeion_extents();
ad::Extents colour_extents();

/// Sides and channels of an image at most: more is a damaged header.
inline constexpr std::size_t longest_side = 4096;

/// Says what is wrong with the file behind its name, and what to do.
[[noreturn]] void refuse_images(const ReadFile& file, const std::string& why, const std::string& advice);
/// A label as a class; throws where it is none. `image` counts from 0.
std::uint16_t class_of(const ReadFile& file, std::size_t image, std::size_t label, std::size_t classes);

}  // namespace ansatz
