// Files of NumPy and MATLAB, written here in the layout that is published, stored and packed, and read back; and what
// is said of damaged ones.
#include "ansatz/core/arrays.hpp"

#include <doctest/doctest.h>

#include <cstring>

#include "../folder.hpp"
#include "ansatz/autodiff/error.hpp"
#include "core/packed.hpp"

using namespace ansatz;

namespace {

using test::packed;

template <class T>
std::string bytes_of(const std::vector<T>& numbers) {
  std::string bytes(numbers.size() * sizeof(T), '\0');
  if (!numbers.empty()) std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return bytes;
}
std::string little(std::uint64_t value, int size) {
  std::string bytes;
  for (int i = 0; i < size; ++i) bytes += static_cast<char>(value >> 8 * i & 0xff);
  return bytes;
}

std::string npy(const std::string& type, const std::string& shape, const std::string& numbers, bool fortran = false) {
  std::string header =
      "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + shape + "), }\n";
  return "\x93NUMPY" + std::string("\1\0", 2) + little(header.size(), 2) + header + numbers;
}

struct Member {
  std::string name, content;
};

/// An archive as numpy.savez writes it, with an extra field in front of each file.
std::string zip(const std::vector<Member>& members, bool pack) {
  std::string archive, directory;
  for (const Member& member : members) {
    const std::string content = pack ? packed(member.content, -15) : member.content;
    const std::string about = little(20, 2) + little(0, 2) + little(pack ? 8 : 0, 2) + little(0, 4) + little(0, 4) +
                              little(content.size(), 4) + little(member.content.size(), 4) +
                              little(member.name.size(), 2);
    directory += little(0x02014b50, 4) + little(20, 2) + about + little(0, 2) + little(0, 2) + little(0, 2) +
                 little(0, 2) + little(0, 4) + little(archive.size(), 4) + member.name;
    archive += little(0x04034b50, 4) + about + little(20, 2) + member.name + std::string(20, 'x') + content;
  }
  return archive + directory + little(0x06054b50, 4) + little(0, 4) + little(members.size(), 2) +
         little(members.size(), 2) + little(directory.size(), 4) + little(archive.size(), 4) + little(0, 2);
}

std::string element(std::uint32_t type, std::string content) {
  const std::string tag = little(type, 4) + little(content.size(), 4);
  content.resize((content.size() + 7) / 8 * 8);
  return tag + content;
}
std::string matrix(const std::string& name, std::uint32_t flags, const std::vector<std::int32_t>& sizes,
                   std::uint32_t type, const std::string& numbers) {
  return element(14, element(6, little(flags, 4) + little(0, 4)) + element(5, bytes_of(sizes)) + element(1, name) +
                         element(type, numbers));
}
std::string matlab(const std::string& elements) {
  std::string header = "MATLAB 5.0 MAT-file";
  header.resize(124, ' ');
  return header + std::string("\0\1IM", 4) + elements;
}

std::map<std::string, NumberArray> read(const std::string& name, const std::string& bytes) {
  const test::Folder folder;
  folder.write(name, bytes);
  return read_arrays(folder / name);
}

std::string said(const std::string& name, const std::string& bytes) {
  try {
    read(name, bytes);
  } catch (const UserError& error) {
    const std::string text = error.what();
    return text.substr(text.find(name));
  }
  return "nothing";
}

}  // namespace

TEST_CASE("arrays of NumPy of every kind of number, stored and packed, in both orders") {
  const std::vector<Member> members{
      {"x.npy", npy("<f8", "3,", bytes_of<double>({0, 0.5, 1}))},
      {"u.npy", npy("<f4", "2, 3", bytes_of<float>({1, 2, 3, 4, 5, 6}))},
      {"turned.npy", npy("<i4", "2, 3", bytes_of<std::int32_t>({1, 4, 2, 5, 3, 6}), true)},
      {"small.npy", npy("|i1", "", bytes_of<std::int8_t>({-7}))},
      {"wave.npy", npy("<c16", "1,", std::string(16, '\0'))},
      {"readme.txt", "not an array"},
  };
  for (const bool pack : {false, true}) {
    const auto arrays = read("a.npz", zip(members, pack));
    CHECK(arrays.size() == 4);
    CHECK(arrays.at("x").values == std::vector<double>{0, 0.5, 1});
    CHECK(arrays.at("u").sizes == std::vector<std::size_t>{2, 3});
    CHECK(arrays.at("u").values == std::vector<double>{1, 2, 3, 4, 5, 6});
    CHECK(arrays.at("turned").values == arrays.at("u").values);
    CHECK(arrays.at("small").sizes.empty());
    CHECK(arrays.at("small").values == std::vector<double>{-7});
  }
}

TEST_CASE("arrays of MATLAB of every kind of number, packed or not, columns turned to rows") {
  const std::string u = matrix("u", 6, {2, 3}, 9, bytes_of<double>({1, 4, 2, 5, 3, 6}));
  const std::string n = matrix("n", 12, {1, 2}, 3, bytes_of<std::int16_t>({-1, 300}));
  const std::string complex = matrix("h", 6 | 0x800, {1, 1}, 9, bytes_of<double>({1}));
  for (const std::string& bytes :
       {matlab(u + n + complex), matlab(element(15, packed(u, 15)).substr(0, 8 + packed(u, 15).size()) + n)}) {
    const auto arrays = read("a.mat", bytes);
    CHECK(arrays.size() == 2);
    CHECK(arrays.at("u").sizes == std::vector<std::size_t>{2, 3});
    CHECK(arrays.at("u").values == std::vector<double>{1, 2, 3, 4, 5, 6});
    CHECK(arrays.at("n").values == std::vector<double>{-1, 300});
  }
}

TEST_CASE("damaged files are refused in words") {
  const std::string x = npy("<f8", "3,", bytes_of<double>({0, 0.5, 1}));
  const std::string whole = zip({{"x.npy", x}}, false);
  CHECK(said("a.npz", "x,u\n1,2\n") == "a.npz is no archive of NumPy, or is cut short");
  CHECK(said("a.npz", whole.substr(0, whole.size() - 30)) == "a.npz is no archive of NumPy, or is cut short");
  CHECK(said("a.npz", whole.substr(40)) == "a.npz is damaged: its directory has no end");
  CHECK(said("a.npz", zip({{"x.npy", npy("<f8", "4,", bytes_of<double>({0, 0.5, 1}))}}, false)) ==
        "a.npz holds an array `x` that is cut short");
  CHECK(said("a.npz", zip({{"x.npy", npy("<f8", "99999999999, 99999999999", "")}}, false)) ==
        "a.npz holds an array `x` that is cut short");
  CHECK(said("a.mat", "MATLAB") ==
        "a.mat is no file of MATLAB 5 (little-endian); `save` with `-v6` or `-v7` writes one");
  CHECK(said("a.mat", matlab(matrix("u", 6, {2, 2}, 9, bytes_of<double>({1})))) ==
        "a.mat announces 4 numbers of `u`, and holds 1");
  for (std::size_t cut = 0; cut < whole.size(); cut += 7)
    CHECK_THROWS_AS(read("a.npz", whole.substr(0, cut)), UserError);
}
