// Files of images in every format, written here in the layout that is published, read back pixel by pixel; and what is
// said of files that are damaged, cut short, or of something else. Those of SVHN: svhn.cpp.
#include "ansatz/core/images.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <utility>

#include "core/image_files.hpp"
#include "core/packed.hpp"

using namespace ansatz;
namespace fs = std::filesystem;

namespace {

using test::big_endian;
using test::Folder;
using test::packed;
using test::read;
using test::refused;
using test::without;
using test::written_to;

/// Three images of 2 x 3 pixels that count up, and labels 2, 0, 1.
const std::string idx_images =
    big_endian({0x803, 3, 2, 3}) + std::string("\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17\20\21", 18);
const std::string idx_labels = big_endian({0x801, 3}) + std::string("\2\0\1", 3);

std::string refused_idx(const std::string& images, const std::string& labels, std::size_t classes = 10) {
  const Folder folder;
  return refused(folder,
                 {ImageFormat::idx,
                  written_to(folder.path() / "images", images),
                  written_to(folder.path() / "labels", labels),
                  {}},
                 classes);
}

std::string semeion_line(std::size_t lit, int digit) {
  std::string line;
  for (std::size_t i = 0; i < 256; ++i) line += i == lit ? "1.0000 " : "0.0000 ";
  for (int k = 0; k < 10; ++k) line += k == digit ? "1 " : "0 ";
  return line + "\n";
}

}  // namespace

TEST_CASE("IDX, packed or not, is read pixel by pixel") {
  const Folder folder;
  for (const bool gz : {false, true}) {
    const auto file = [&](const char* name, const std::string& bytes) {
      return written_to(folder.path() / name, gz ? packed(bytes, 31) : bytes);
    };
    const ImageSet set = read({ImageFormat::idx, file("images", idx_images), file("labels", idx_labels), {}});
    CHECK(set.extents == ad::Extents{1, 2, 3});
    REQUIRE(set.count() == 3);
    CHECK(set.labels == std::vector<std::uint16_t>{2, 0, 1});
    REQUIRE(set.pixels.size() == 18);
    for (std::size_t i = 0; i < 18; ++i) CHECK(set.pixels[i] == i);
  }
}

TEST_CASE("what is wrong with files of IDX is said with the file") {
  CHECK(refused_idx("", idx_labels) == "images is empty");
  CHECK(refused_idx("abc", idx_labels) == "images has 3 bytes, and the header of an IDX file of images has 16");
  CHECK(refused_idx(idx_labels + std::string(16, '\0'), idx_labels) ==
        "images begins with 00000801, and an IDX file of images with 00000803");
  CHECK(refused_idx(idx_images, idx_images) == "labels begins with 00000803, and an IDX file of labels with 00000801");
  CHECK(refused_idx(idx_images.substr(0, 30), idx_labels) ==
        "images announces 18 bytes, 3 x 2 x 3, and 14 stand behind its header");
  CHECK(refused_idx(big_endian({0x803, 0xffffffff, 4096, 4096}) + "x", idx_labels) ==
        "images announces 72057594021150720 bytes, 4294967295 x 4096 x 4096, and 1 stand behind its header");
  CHECK(refused_idx(big_endian({0x803, 1, 0xffffffff, 1}) + "x", idx_labels) ==
        "images speaks of images with a side of 4294967295 pixels; 1 to 4096 are read");
  CHECK(refused_idx(big_endian({0x803, 0, 2, 2}), idx_labels) == "images holds no images");
  CHECK(refused_idx(idx_images, big_endian({0x801, 2}) + "\1\1")
            .starts_with("labels has 2 labels for the 3 images of images"));
  CHECK(refused_idx(idx_images, idx_labels, 2) == "labels gives image 0 the label 2, and 2 classes are 0 to 1");
  const std::string gz = packed(idx_images, 31);
  CHECK(refused_idx(gz.substr(0, gz.size() - 9), idx_labels) ==
        "images is packed and cut short; it was not copied or downloaded whole");
  std::string flawed = gz;
  flawed[gz.size() - 6] ^= 1;  // of the checksum
  CHECK(refused_idx(flawed, idx_labels) == "images is packed and damaged: incorrect data check");
}

TEST_CASE("who names a flawed file of IDX is told which of the two it is, and what to do") {
  const Folder folder;
  const auto advised = [&](const std::string& images, const std::string& labels, ImagePart part) {
    try {
      read({ImageFormat::idx,
            written_to(folder.path() / "images", images),
            written_to(folder.path() / "labels", labels),
            {}});
    } catch (const FlawedImages& error) {
      CHECK(error.part() == part);
      return without(folder, error.advice());
    }
    return std::string("nothing");
  };
  const std::string again = "it is damaged or cut short: copy or download it again";
  CHECK(advised(idx_labels + std::string(16, '\0'), idx_labels, ImagePart::images) ==
        "it is one of labels: name that of images");
  CHECK(advised(idx_images, idx_images, ImagePart::labels) == "it is one of images: name that of labels");
  CHECK(advised("<html>404 not found</html>", idx_labels, ImagePart::images) ==
        "name a file of images, or say another `format`: idx, semeion, cifar10, cifar100, svhn");
  CHECK(advised(idx_images.substr(0, 30), idx_labels, ImagePart::images) == again);
  CHECK(advised(idx_images, idx_labels.substr(0, 9), ImagePart::labels) == again);
  CHECK(advised(idx_images, big_endian({0x801, 3}) + "\1\12\1", ImagePart::labels) ==
        "the last layer says how many classes there are: `dense(11)` where the label is right");
  CHECK(advised(idx_images, big_endian({0x801, 2}) + "\1\1", ImagePart::labels) ==
        "name two files that belong to one another");
  CHECK(advised(packed(idx_images, 31).substr(0, 30), idx_labels, ImagePart::images) ==
        "name another file, or copy or download it again");
}

TEST_CASE("the beginning of a file says how large its images are") {
  const Folder folder;
  const auto extents = [&](ImageFormat format, const std::string& bytes) {
    return image_extents({format, written_to(folder.path() / "file", bytes), {}, {}});
  };
  std::string large = big_endian({0x803, 60000, 28, 28});
  for (std::size_t i = 0; i < 100000; ++i) large += static_cast<char>(i * i % 251);
  CHECK(extents(ImageFormat::idx, large) == ad::Extents{1, 28, 28});
  CHECK(extents(ImageFormat::idx, packed(large, 31)) == ad::Extents{1, 28, 28});
  CHECK(extents(ImageFormat::idx, packed(large, 31).substr(0, 5000)) == ad::Extents{1, 28, 28});  // not looked at
  const auto with_labels = [&](const std::string& labels) {
    return image_extents({ImageFormat::idx,
                          written_to(folder.path() / "images", idx_images),
                          written_to(folder.path() / "labels", labels),
                          {}});
  };
  CHECK(with_labels(idx_labels) == ad::Extents{1, 2, 3});
  CHECK_THROWS_AS(with_labels(idx_images), FlawedImages);
  CHECK_THROWS_AS(with_labels(big_endian({0x801, 2}) + "\1\1"), FlawedImages);
  CHECK(extents(ImageFormat::semeion, "anything") == ad::Extents{1, 16, 16});
  for (const ImageFormat format : {ImageFormat::cifar10, ImageFormat::cifar100, ImageFormat::svhn})
    CHECK(extents(format, "anything") == ad::Extents{3, 32, 32});
  for (const std::string& bytes :
       {std::string(), std::string("abc"), idx_labels + std::string(16, '\0'), packed(large, 31).substr(0, 4),
        packed(large, 31).substr(0, 8) + std::string(100, '\7'), big_endian({0x803, 1, 0, 28})})
    CHECK_THROWS_AS(extents(ImageFormat::idx, bytes), FlawedImages);
}

TEST_CASE("labels of IDX stand in a file of their own, those of other formats do not") {
  const Folder folder;
  const fs::path images = written_to(folder.path() / "images", idx_images);
  CHECK(refused(folder, {ImageFormat::idx, images, {}, {}}) ==
        "the labels of images stand in a file of their own, which must be named");
  CHECK(refused(folder, {ImageFormat::semeion, images, images, {}}) ==
        "the labels of images stand in it, and images is another file of them; take it out");
  CHECK_THROWS_AS(read({ImageFormat::semeion, folder.path() / "absent", {}, {}}), WorldFailure);
}

TEST_CASE("Semeion is read line by line") {
  const Folder folder;
  const auto file = [&](const std::string& text) { return written_to(folder.path() / "semeion", text); };
  const ImageSet set = read({ImageFormat::semeion, file(semeion_line(0, 3) + "\r\n" + semeion_line(255, 9)), {}, {}});
  CHECK(set.extents == ad::Extents{1, 16, 16});
  CHECK(set.labels == std::vector<std::uint16_t>{3, 9});
  CHECK(set.pixels[0] == 255);
  CHECK(set.pixels[1] == 0);
  CHECK(set.pixels[511] == 255);
  const auto said = [&](const std::string& text) {
    return refused(folder, {ImageFormat::semeion, file(text), {}, {}});
  };
  CHECK(said("0 1 0\n") == "semeion has 3 numbers in line 1");
  CHECK(said(semeion_line(0, 1) + "0.5 1") == "semeion has in line 2, as number 1, what is neither 0 nor 1");
  CHECK(said("0 nan") == "semeion has in line 1, as number 2, what is neither 0 nor 1");
  CHECK(said(semeion_line(0, 11)) == "semeion marks 0 digits in line 1");
  CHECK(said("\n\n") == "semeion holds no images");
}

TEST_CASE("CIFAR is read record by record, of its fine labels") {
  const Folder folder;
  std::string ten(2 * 3073, '\0'), hundred(3074, '\0');
  ten[0] = 7, ten[3073] = 9, ten[3073 + 1 + 1024] = 5;
  hundred[0] = 19, hundred[1] = 99;
  const fs::path a = written_to(folder.path() / "a", ten), b = written_to(folder.path() / "b", hundred);
  const ImageSet set = read({ImageFormat::cifar10, a, {}, {}});
  CHECK(set.extents == ad::Extents{3, 32, 32});
  CHECK(set.labels == std::vector<std::uint16_t>{7, 9});
  CHECK(set.pixels[3072 + 1024] == 5);
  CHECK(read({ImageFormat::cifar100, b, {}, {}}, 100).labels == std::vector<std::uint16_t>{99});
  CHECK(refused(folder, {ImageFormat::cifar10, b, {}, {}}) ==
        "b has 3074 bytes, which are no whole number of images of 3073");
  CHECK(refused(folder, {ImageFormat::cifar100, b, {}, {}}, 20) ==
        "b gives image 0 the label 99, and 20 classes are 0 to 19");
}

TEST_CASE("an order, rows and a number of points choose among the images") {
  const Folder folder;
  const fs::path images = written_to(folder.path() / "images", idx_images),
                 labels = written_to(folder.path() / "labels", idx_labels);
  const auto order = [&](const std::string& text) { return written_to(folder.path() / "order", text); };
  const ImageSet set = read({ImageFormat::idx, images, labels, {order("2\n0\n1\n"), std::pair{1, 2}, {}}});
  CHECK(set.labels == std::vector<std::uint16_t>{1, 2});
  CHECK(set.pixels[0] == 12);
  CHECK(set.pixels[6] == 0);
  const ImageSet drawn = read({ImageFormat::idx, images, labels, {{}, {}, 2}});
  CHECK(drawn.count() == 2);
  CHECK(read({ImageFormat::idx, images, labels, {{}, {}, 2}}).labels == drawn.labels);
  const auto said = [&](ImageChoice choice) { return refused(folder, {ImageFormat::idx, images, labels, choice}); };
  CHECK(said({order("0 1"), {}, {}}) == "order orders 2 of 3 images");
  CHECK(said({order("0 1 1"), {}, {}}) == "order has, as number 3, what is no image of 3 that was not named before");
  CHECK(said({order("0 1 x"), {}, {}}).starts_with("order has, as number 3"));
  CHECK(said({{}, std::pair{2, 4}, {}}) == "rows 2 to 4 are not among the 3 images of images");
  CHECK(said({{}, {}, 4}) == "4 images cannot be drawn of 3 in images");
}
