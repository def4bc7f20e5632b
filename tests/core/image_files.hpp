// Files of images that tests write, and what is said of them.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>

#include "../folder.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/images.hpp"

namespace ansatz::test {

inline std::filesystem::path written_to(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
  return file;
}

/// Numbers of 32 bits.
inline std::string big_endian(std::initializer_list<std::uint32_t> numbers) {
  std::string bytes;
  for (const std::uint32_t number : numbers)
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xff);
  return bytes;
}

inline ImageSet read(const ImageFiles& files, std::size_t classes = 10) {
  return read_images(files, classes, 7, "test");
}

inline std::string without(const Folder& folder, std::string said) {
  const std::string where = folder.path().string() + "/";
  for (std::size_t at = 0; (at = said.find(where)) != std::string::npos;) said.erase(at, where.size());
  return said;
}

/// What is said to be wrong with a set that cannot be read, without the folder.
inline std::string refused(const Folder& folder, const ImageFiles& files, std::size_t classes = 10) {
  try {
    read(files, classes);
  } catch (const FlawedImages& error) {
    CHECK(error.what() == error.wrong() + "; " + error.advice());
    return without(folder, error.wrong());
  } catch (const UserError& error) {
    return without(folder, error.what());
  }
  return "nothing";
}

}  // namespace ansatz::test
