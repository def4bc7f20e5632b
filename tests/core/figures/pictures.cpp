// Colours, PNG, and shapes cut to a rectangle.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <stdexcept>

#include "figures/colours.hpp"
#include "figures/plane.hpp"
#include "figures/png.hpp"
#include "figures/raster.hpp"

using namespace ansatz::figures;

namespace {

/// CIE 1976 lightness.
double lightness(const Rgb& colour) {
  std::array<double, 3> c{};
  for (std::size_t i = 0; i < 3; ++i) c[i] = std::pow(colour[i] / 255.0, 2.2);
  const double y = 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
  return 116 * std::cbrt(std::max(y, 0.008856)) - 16;
}

/// What fixed codes of DEFLATE say; throws for anything else.
std::string inflated(const std::string& stream) {
  std::size_t bit = 16;  // after the header of zlib
  const auto next = [&] { return static_cast<unsigned char>(stream.at(bit / 8)) >> (bit % 8) & 1; };
  const auto number = [&](int bits) {
    int value = 0;
    for (int i = 0; i < bits; ++i, ++bit) value |= next() << i;
    return value;
  };
  const auto code = [&](int bits) {
    int value = 0;
    for (int i = 0; i < bits; ++i, ++bit) value = value << 1 | next();
    return value;
  };
  if (number(1) != 1 || number(2) != 1) throw std::runtime_error("not one block of fixed codes");
  std::string bytes;
  for (;;) {
    int symbol = code(7);
    if (symbol <= 0x17) {
      symbol += 256;
    } else {
      symbol = symbol << 1 | code(1);
      if (symbol >= 0x30 && symbol <= 0xBF)
        symbol -= 0x30;
      else if (symbol >= 0xC0 && symbol <= 0xC7)
        symbol += 280 - 0xC0;
      else
        symbol = (symbol << 1 | code(1)) - 0x190 + 144;
    }
    if (symbol < 256) {
      bytes += static_cast<char>(symbol);
      continue;
    }
    if (symbol == 256) return bytes;
    int length = symbol - 254;
    if (symbol == 285)
      length = 258;
    else if (symbol > 264) {
      const int extra = (symbol - 261) / 4;
      length = 3 + ((4 + (symbol - 265) % 4) << extra) + number(extra);
    }
    if (code(5) != 0) throw std::runtime_error("not the distance 1");
    bytes.append(static_cast<std::size_t>(length), bytes.back());
  }
}

std::uint32_t read_32(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
  return value;
}

/// CRC-32 bit by bit.
std::uint32_t slow_crc(const std::string& bytes) {
  std::uint32_t c = 0xffffffff;
  for (const char byte : bytes) {
    c ^= static_cast<unsigned char>(byte);
    for (int i = 0; i < 8; ++i) c = c >> 1 ^ ((c & 1) != 0 ? 0xEDB88320 : 0);
  }
  return ~c;
}

/// The pixels of a PNG by palette; checks its chunks.
std::vector<std::uint8_t> decoded(const std::string& png) {
  REQUIRE(png.starts_with("\x89PNG\r\n\x1a\n"));
  std::size_t width = 0, height = 0;
  std::string data;
  for (std::size_t at = 8; at < png.size();) {
    const std::size_t length = read_32(png, at);
    const std::string name = png.substr(at + 4, 4), body = png.substr(at + 8, length);
    CHECK(read_32(png, at + 8 + length) == slow_crc(name + body));
    if (name == "IHDR") width = read_32(body, 0), height = read_32(body, 4);
    if (name == "IDAT") data = inflated(body);
    at += 12 + length;
  }
  REQUIRE(data.size() == (width + 1) * height);
  std::vector<std::uint8_t> pixels;
  for (std::size_t row = 0; row < height; ++row)
    for (std::size_t column = 0; column < width; ++column) {
      const auto byte = static_cast<std::uint8_t>(data[row * (width + 1) + 1 + column]);
      const bool up = data[row * (width + 1)] == 2;
      pixels.push_back(static_cast<std::uint8_t>(byte + (up ? pixels[pixels.size() - width] : 0)));
    }
  return pixels;
}

}  // namespace

TEST_CASE("PNG files hold the picture, whatever it is") {
  std::mt19937_64 random(4);
  for (const std::size_t width : {1u, 2u, 7u, 259u, 600u})
    for (const int kinds : {1, 2, 256}) {
      Picture picture{width, 9, {}, std::vector<Rgb>(256), {0, 255}};
      for (std::size_t row = 0; row < picture.height; ++row)
        for (std::size_t column = 0; column < width; ++column)
          picture.pixels.push_back(row % 3 == 2 ? picture.pixels[picture.pixels.size() - width]
                                                : static_cast<std::uint8_t>(random() % static_cast<unsigned>(kinds)));
      CHECK((decoded(png_of(picture)) == picture.pixels));
    }
  CHECK(zlib_stream(std::string(100'000, 'x')).size() < 1100);
  // Adler-32 of "Wikipedia" is a value in print.
  CHECK(read_32(zlib_stream("Wikipedia"), zlib_stream("Wikipedia").size() - 4) == 0x11E60398u);
}

TEST_CASE("the sequential map becomes lighter evenly, the diverging one is lightest in its middle") {
  constexpr int steps = 100;
  std::vector<double> sequential, diverging;
  for (int i = 0; i <= steps; ++i) {
    sequential.push_back(lightness(mapped_colour(ColourMap::sequential, i / 100.0)));
    diverging.push_back(lightness(mapped_colour(ColourMap::diverging, i / 100.0)));
  }
  const double even = (sequential.back() - sequential.front()) / steps;
  for (std::size_t i = 1; i < sequential.size(); ++i) {
    CHECK(sequential[i] > sequential[i - 1]);
    CHECK(std::abs(sequential[i] - sequential.front() - even * static_cast<double>(i)) < 4);
  }
  CHECK(std::max_element(diverging.begin(), diverging.end()) - diverging.begin() == 50);
  for (std::size_t i = 1; i <= 50; ++i) {
    CHECK(diverging[i] > diverging[i - 1]);
    CHECK(std::abs(diverging[50 - i] - diverging[50 + i]) < 4);
  }
  // Printed by Moreland (2009), table 2, and by Matplotlib.
  CHECK((mapped_colour(ColourMap::diverging, 0) == Rgb{59, 76, 192}));
  CHECK((mapped_colour(ColourMap::diverging, 0.5) == Rgb{221, 221, 221}));
  CHECK((mapped_colour(ColourMap::diverging, 1) == Rgb{180, 4, 38}));
  const Rgb middle = mapped_colour(ColourMap::sequential, 0.5);  // #21918c
  for (std::size_t i = 0; i < 3; ++i) CHECK(std::abs(middle[i] - std::array{0x21, 0x91, 0x8c}[i]) <= 4);
}

TEST_CASE("series differ in every theme, and ink from the background") {
  for (const Theme theme : {Theme::paper, Theme::dark}) {
    for (std::size_t a = 0; a < series_colours; ++a)
      for (std::size_t b = 0; b < a; ++b) CHECK((colour_of(series_role(a), theme) != colour_of(series_role(b), theme)));
    CHECK(std::abs(lightness(colour_of(Role::ink, theme)) - lightness(background_of(theme))) > 70);
  }
  CHECK(series_role(series_colours) == series_role(0));
}

TEST_CASE("cells stand where their edges are, on axes of both kinds and either direction") {
  const Rect plot{0, 0, 240, 120};
  const HeatMap map{
      .x_edges = {1, 10, 100, 1000}, .y_edges = {0, 1, 4}, .values = {0, 1, 2, 3, 4, 5}, .outside = {0, 0, 0, 0, 0, 1}};
  const Scaling colours{Scale::linear, 0, 5};
  for (const Scaling& x :
       {Scaling{Scale::log, 1, 1000}, Scaling{Scale::linear, 0, 1000}, Scaling{Scale::log, 2000, 0.5}})
    for (const Scaling& y :
         {Scaling{Scale::linear, 0, 4}, Scaling{Scale::linear, 4, 0}, Scaling{Scale::linear, 0.5, 2}}) {
      const PlacedPicture placed = raster_of(map, x, y, colours, plot);
      const Rect& where = placed.where;
      const Picture& picture = placed.picture;
      for (const double at_x : {3.0, 30.0, 300.0})
        for (const double at_y : {0.75, 1.5}) {
          const double px = plot.left + x.share(at_x) * plot.width(), py = plot.bottom - y.share(at_y) * plot.height();
          const auto column =
              static_cast<std::size_t>((px - where.left) / where.width() * static_cast<double>(picture.width));
          const auto row =
              static_cast<std::size_t>((py - where.top) / where.height() * static_cast<double>(picture.height));
          const int i = at_x < 10 ? 0 : at_x < 100 ? 1 : 2, j = at_y < 1 ? 0 : 1;
          const int cell = 3 * j + i;
          const int expected = cell == 5 ? 255 : static_cast<int>(std::lround(cell / 5.0 * 252));
          CHECK(static_cast<int>(picture.pixels.at(row * picture.width + column)) == expected);
        }
    }
  CHECK(raster_of(map, {Scale::linear, 2000, 3000}, {Scale::linear, 0, 4}, colours, plot).picture.pixels.empty());
}

TEST_CASE("a map that is cut ends at its rims, and in holes as well") {
  const Rect plot{0, 0, 120, 120};
  HeatMap map{.x_edges = {-1, 1}, .y_edges = {-1, 1}, .values = {1}, .cut = true};
  Polyline outer, hole;
  for (int k = 0; k < 720; ++k) {
    const double angle = k * std::numbers::pi / 360;
    outer.x.push_back(0.9 * std::cos(angle)), outer.y.push_back(0.9 * std::sin(angle));
    hole.x.push_back(0.3 + 0.2 * std::cos(-angle)), hole.y.push_back(0.2 * std::sin(-angle));
  }
  const Scaling side{Scale::linear, -1, 1};
  const Picture cut = raster_of(map, side, side, {Scale::linear, 0, 1}, plot, {outer, hole}).picture;
  for (std::size_t row = 0; row < cut.height; ++row)
    for (std::size_t column = 0; column < cut.width; ++column) {
      const double x = -1 + 2 * (static_cast<double>(column) + 0.5) / static_cast<double>(cut.width);
      const double y = 1 - 2 * (static_cast<double>(row) + 0.5) / static_cast<double>(cut.height);
      const double from_rim = 0.9 - std::hypot(x, y), from_hole = std::hypot(x - 0.3, y) - 0.2;
      if (std::min(std::abs(from_rim), std::abs(from_hole)) < 1e-4) continue;
      REQUIRE((cut.pixels[row * cut.width + column] != 255) == (from_rim > 0 && from_hole > 0));
    }
  map.cut = false;
  const Picture whole = raster_of(map, side, side, {Scale::linear, 0, 1}, plot, {outer, hole}).picture;
  CHECK(std::count(whole.pixels.begin(), whole.pixels.end(), 255) == 0);
}

TEST_CASE("lines and areas are cut to what lies within") {
  const Rect rect{0, 0, 10, 10};
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> somewhere(-20, 30), share(0, 1);
  for (int trial = 0; trial < 2000; ++trial) {
    const Place a{somewhere(random), somewhere(random)}, b{somewhere(random), somewhere(random)};
    Place c = a, d = b;
    const bool met = cut_segment(c, d, rect);
    for (int k = 0; k < 20; ++k) {
      const double t = share(random);
      const Place p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
      if (!rect.contains(p)) continue;
      CHECK(met);  // and p is between the new ends
      CHECK((p.x - c.x) * (p.x - d.x) <= 1e-9);
      CHECK((p.y - c.y) * (p.y - d.y) <= 1e-9);
    }
    if (met) CHECK((rect.grown(1e-9).contains(c) && rect.grown(1e-9).contains(d)));
    for (const Place p : cut_area({a, b, {somewhere(random), somewhere(random)}}, rect))
      CHECK(rect.grown(1e-9).contains(p));
  }
  CHECK(cut_line({{-5, 5}, {5, 5}, {15, 5}, {15, 8}, {5, 8}}, rect).size() == 2);
  CHECK(cut_area({{-5, -5}, {15, -5}, {15, 15}, {-5, 15}}, rect).size() >= 4);
}

TEST_CASE("of places, the first in each square stays") {
  std::mt19937_64 random(9);
  std::uniform_real_distribution<double> somewhere(0, 1);
  const Rect rect{3, 5, 4, 6};
  Trace places{{4, 6}};  // the far corner is within
  for (int i = 0; i < 100'000; ++i) places.push_back({3 + somewhere(random), 5 + somewhere(random)});
  const Trace kept = sifted(places, rect, 0.1);
  CHECK(kept.size() >= 100);
  CHECK(kept.size() <= 121);  // those that begin on the far edges count
  for (std::size_t i = 0; i < 1000; ++i)
    CHECK(std::any_of(kept.begin(), kept.end(), [&](Place p) {
      return std::abs(p.x - places[i].x) <= 0.1 && std::abs(p.y - places[i].y) <= 0.1;
    }));
}

TEST_CASE("thinning keeps the first, lowest, highest and last of each column") {
  std::mt19937_64 random(8);
  std::normal_distribution<double> normal;
  Trace line;
  for (int i = 0; i < 10'000; ++i) line.push_back({i * 0.001, normal(random)});
  const Trace kept = thinned(line, 0.1);
  CHECK(kept.size() <= 4 * 101);
  CHECK(kept.front().x == line.front().x);
  CHECK(kept.back().x == line.back().x);
  for (int column = 0; column < 100; ++column) {
    const auto extremes = [&](const Trace& trace) {
      double low = HUGE_VAL, high = -HUGE_VAL;
      for (const Place p : trace)
        if (std::floor(p.x / 0.1) == column) low = std::min(low, p.y), high = std::max(high, p.y);
      return std::pair{low, high};
    };
    CHECK(extremes(kept) == extremes(line));
  }
  CHECK(std::is_sorted(kept.begin(), kept.end(), [](Place a, Place b) { return a.x < b.x; }));
}
