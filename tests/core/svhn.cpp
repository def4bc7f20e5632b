// Files of SVHN, in the layout of MATLAB: read back pixel by pixel, and what is said of damaged ones.
#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/image_files.hpp"
#include "core/matlab_files.hpp"
#include "core/packed.hpp"

using namespace ansatz;
using test::Folder;
using test::little_endian;
using test::matlab;
using test::matrix;
using test::packed;
using test::read;
using test::refused;
using test::written_to;

namespace {

std::string svhn(bool is_packed) {
  std::string X(32 * 32 * 3 * 2, '\0');
  X[4 + 32 * (5 + 32 * (1 + 3 * 1))] = 77;  // row 4, column 5, channel 1 of image 1
  std::string one = matrix('X', little_endian({32, 32, 3, 2}), X), two = matrix('y', little_endian({2, 1}), "\12\3");
  if (!is_packed) return matlab(one + two);
  const auto wrapped = [](const std::string& part) {
    const std::string bytes = packed(part, 15);
    return little_endian({15, static_cast<std::uint32_t>(bytes.size())}) + bytes;
  };
  return matlab(wrapped(one) + wrapped(two));
}

}  // namespace

TEST_CASE("SVHN is read from files of MATLAB, columns turned to rows") {
  const Folder folder;
  for (const bool is_packed : {false, true}) {
    const ImageSet set = read({ImageFormat::svhn, written_to(folder.path() / "digits.mat", svhn(is_packed)), {}, {}});
    CHECK(set.extents == ad::Extents{3, 32, 32});
    CHECK(set.labels == std::vector<std::uint16_t>{0, 3});  // 10 is the digit 0
    for (std::size_t i = 0; i < set.pixels.size(); ++i)
      CHECK(set.pixels[i] == (i == ((1 * 3 + 1) * 32 + 4) * 32 + 5 ? 77 : 0));
  }
  const auto said = [&](const std::string& bytes) {
    return refused(folder, {ImageFormat::svhn, written_to(folder.path() / "flawed.mat", bytes), {}, {}});
  };
  CHECK(said("MATLAB") == "flawed.mat is no file of MATLAB 5 (little-endian); `save` with `-v6` or `-v7` writes one");
  CHECK(said(svhn(false).substr(0, 3000)) == "flawed.mat is cut short: an array in it has no end");
  CHECK(said(matlab("")) == "flawed.mat holds no array of bytes called `X`");
  CHECK(said(matlab(matrix('X', little_endian({0xffffffff, 0xffffffff, 3, 2}), "ab")))
            .starts_with("flawed.mat announces "));
}

TEST_CASE("files of every format, cut short anywhere or with a byte changed, end in a message or a set") {
  const Folder folder;
  const std::string mat = svhn(true);
  for (std::size_t i = 0; i < mat.size(); i += 3) {
    for (const std::string& bytes : {mat.substr(0, i), mat.substr(0, i) + '\xff' + mat.substr(i + 1)}) {
      try {
        read({ImageFormat::svhn, written_to(folder.path() / "flawed.mat", bytes), {}, {}});
      } catch (const UserError&) {
      }
    }
  }
}
