// What writers are made of: archives, names in other formats, the cells of a domain; and formats by their names.

#include "ansatz/core/writers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/geometry.hpp"
#include "encoding/bytes.hpp"
#include "encoding/unicode.hpp"
#include "results/evaluation.hpp"
#include "results/writers/archive.hpp"
#include "results/writers/mesh.hpp"
#include "results/writers/names.hpp"

using namespace ansatz;

namespace {

std::vector<std::vector<double>> grid(const Geometry& shape, std::size_t side) {
  std::vector<std::vector<double>> axes;
  for (std::size_t i = 0; i < shape.dimensions(); ++i)
    axes.push_back(grid_axis({shape.lower()[i], shape.upper()[i]}, side + i));
  return axes;
}

Mesh mesh_on(const Geometry& shape, std::size_t side) {
  const auto axes = grid(shape, side);
  return mesh_of(axes, [&](const double* point) { return shape.contains(point); });
}

double total(const Mesh& mesh) {
  double sum = 0;
  for (const Mesh::Cell& cell : mesh.cells) sum += measure(mesh, cell);
  return sum;
}

}  // namespace

TEST_CASE("the cells of a domain fill it, to second order where its boundary is curved") {
  struct Case {
    const char* name;
    GeometryPtr shape;
    double size;
    double constant;  // of the error in h^2, h the cells' share of the side
  };
  constexpr double pi = std::numbers::pi;
  const GeometryPtr disk = ball({0, 0}, 1), hole = ball({0.2, 0.1}, 0.4);
  for (const Case& c : std::vector<Case>{
           {"interval", box({-1}, {2}), 3, 0},
           {"rectangle", box({0, 0}, {2, 1}), 2, 0},
           {"block", box({0, 0, 0}, {1, 2, 1}), 2, 0},
           {"disk", disk, pi, 40},
           {"disk with a hole", subtract(disk, hole), pi * (1 - 0.16), 40},
           {"triangle", polygon({{0, 0}, {1, 0}, {0, 1}}), 0.5, 1e-9},
           {"ball", ball({0, 0, 0}, 1), 4 * pi / 3, 60},
           {"block without a ball", subtract(box({-1, -1, -1}, {1, 1, 1}), ball({0, 0, 0}, 0.5)), 8 - 4 * pi / 3 / 8,
            60},
       }) {
    CAPTURE(c.name);
    for (const std::size_t side : {11u, 21u}) {
      const Mesh mesh = mesh_on(*c.shape, side);
      const double h = 1.0 / static_cast<double>(side - 1);
      CHECK(std::abs(total(mesh) - c.size) <= c.constant * h * h + 1e-9);
      std::set<std::uint32_t> used;
      for (const Mesh::Cell& cell : mesh.cells) {
        CHECK(measure(mesh, cell) > 0);
        used.insert(cell.nodes.begin(), cell.nodes.begin() + cell.corners);
      }
      CHECK(used.size() == mesh.node_count());  // no node that no cell has
      std::set<std::vector<double>> places;
      for (std::size_t n = 0; n < mesh.node_count(); ++n) {
        const double* node = mesh.nodes.data() + n * mesh.dimensions;
        CHECK(c.shape->contains(node));
        places.insert({node, node + mesh.dimensions});
      }
      CHECK(places.size() == mesh.node_count());  // each place once
    }
  }
}

TEST_CASE("a domain that holds no corner of the grid has no cells") {
  const GeometryPtr small = ball({0.5, 0.5}, 0.01);
  const std::vector<std::vector<double>> axes(2, {0, 0.3, 1});
  CHECK(mesh_of(axes, [&](const double* point) { return small->contains(point); }).cells.empty());
}

TEST_CASE("base64 is that of RFC 4648, section 10") {
  const std::vector<std::string> texts{"", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"};
  for (std::size_t length = 0; length < texts.size(); ++length)
    CHECK(base64(std::string("foobar").substr(0, length)) == texts[length]);
}

TEST_CASE("checksums are those of ZIP, archives begin and end as they should") {
  CHECK(crc32("123456789") == 0xCBF43926u);  // the check value of CRC-32
  CHECK(crc32("") == 0u);
  const std::string archive = archive_of({{"a.txt", "hello"}, {"b", ""}});
  CHECK(archive.starts_with("PK\x03\x04"));
  CHECK(archive.substr(archive.size() - 22, 4) == "PK\x05\x06");
  CHECK(archive.find("hello") == 30 + 5);
  CHECK(archive == archive_of({{"a.txt", "hello"}, {"b", ""}}));
}

TEST_CASE("names cannot leave the place they are written to") {
  CHECK(xml_text("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&apos;");
  CHECK(xml_text("\u03b1\x01\xff") == "\u03b1\uFFFD\uFFFD");
  CHECK(xml_text("\xed\xa0\x80\xc0\xaf") == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");  // a surrogate, and a slash too long
  CHECK(comment_text("a */ b\nint x; \\") == "a */ b<U+000A>int x; <U+005C>");
  CHECK(comment_text("\u03b1\u202e") == "<U+03B1><U+202E>");
  CHECK(string_literal("a\"\\\n\u03b1") == "\"a\\042\\134\\012\\316\\261\"");
  CHECK(member_name("../u/v") == "_.._u_v");
  CHECK(member_name("u_t + u*u_x") == "u_t + u*u_x");
  CHECK(member_name("") == "_");

  std::set<std::string> taken{"evaluate"};
  CHECK(identifier("u", taken) == "u");
  CHECK(identifier("u", taken) == "u_2");
  CHECK(identifier("u_t + u*u_x", taken) == "u_t_u_u_x");
  CHECK(identifier("evaluate", taken) == "evaluate_2");
  CHECK(identifier("double", taken) == "double_2");
  CHECK(identifier("std", taken) == "std_2");
  CHECK(identifier("\u03b1", taken) == "u03b1");
  CHECK(identifier("2u", taken) == "n2u");
  CHECK(identifier("*/", taken) == "value");
  CHECK(identifier("_Up__down_", taken) == "Up_down");
}

TEST_CASE("formats are found by name and by the ending of a file") {
  std::set<std::string> endings;
  const std::vector<Format> formats = formats_of(builtin_methods());
  CHECK(formats.size() >= 4);
  for (const Format& format : formats) {
    REQUIRE(!format.method().traits.endings.empty());
    for (const std::string& ending : format.method().traits.endings) {
      CHECK(endings.insert(ending).second);
      CHECK(find_format_of(formats, "a.b/file" + ending) == &format);
    }
    CHECK(find_format(formats, format.name()) == &format);
  }
  CHECK(find_format(formats, "doc") == nullptr);
  CHECK(find_format_of(formats, "csv") == nullptr);
}

TEST_CASE("the axis of a grid ends where it should") {
  CHECK(grid_axis({0, 1}, 1) == std::vector<double>{0});
  CHECK(grid_axis({-1, 1}, 2) == std::vector<double>{-1, 1});
  const auto axis = grid_axis({0.1, 0.7}, 7);
  CHECK(axis.front() == 0.1);
  CHECK(axis.back() == 0.7);
  CHECK(std::is_sorted(axis.begin(), axis.end()));
}
