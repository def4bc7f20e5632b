// Whole figures, read back from their SVG by readers that share nothing with the writer.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/figure.hpp"
#include "curves.hpp"
#include "page.hpp"

using namespace ansatz;
using namespace ansatz::figures;
using namespace ansatz::test;

TEST_CASE("points stand where the ticks say") {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> unit(0, 1), power(-12, 12);
  for (int trial = 0; trial < 60; ++trial) {
    const Scale x_scale = trial % 2 == 0 ? Scale::linear : Scale::log,
                y_scale = trial % 3 == 0 ? Scale::log : Scale::linear;
    const double x_size = std::pow(10, std::round(power(random))), y_size = std::pow(10, std::round(power(random)));
    std::vector<double> x, y;
    for (int i = 0; i < 20; ++i) x.push_back(x_size * (1 + i)), y.push_back(y_size * std::pow(10, 3 * unit(random)));
    const Element page = drawn(with(curve(x, y, x_scale, y_scale)));
    const auto exponent_of = [&](bool of_x) {
      for (const Element* text : page.all("g", "exponent"))
        if (text->children[0].attributes.contains("text-anchor") == of_x) return written_value(text->children[0]);
      return 1.0;
    };
    const auto x_ticks = ticks_on(page, "x axis", exponent_of(true)),
               y_ticks = ticks_on(page, "y axis", exponent_of(false));
    REQUIRE(x_ticks.size() >= 2);
    REQUIRE(y_ticks.size() >= 2);
    const auto parts = parts_of(page.all("path", "line").at(0)->at("d"));
    REQUIRE(parts.size() == 1);
    REQUIRE(parts[0].size() == x.size());
    const double width = page.all("rect", "frame").at(0)->number("width"),
                 place = 0.02;  // rounded to 0.01 at both ends
    for (std::size_t i = 0; i < x.size(); ++i) {
      const auto close = [&](double read, double value, double range, Scale scale) {
        const double off = scale == Scale::log ? std::abs(std::log(read / value)) : std::abs(read - value);
        return off <= 3 * place / width * range;
      };
      CHECK(close(read_off(x_ticks, parts[0][i].first, x_scale == Scale::log), x[i],
                  x_scale == Scale::log ? std::log(20) : 20 * x_size, x_scale));
      CHECK(close(read_off(y_ticks, parts[0][i].second, y_scale == Scale::log), y[i],
                  y_scale == Scale::log ? std::log(1e3) * 2 : 1e3 * y_size * 2, y_scale));
    }
  }
}

TEST_CASE("every layer is drawn, and each mark once") {
  Panel panel = curve({0, 1, 2}, {0, 1, 4});
  std::get<Line>(panel.layers[0]).lower = {0, 0, 3}, std::get<Line>(panel.layers[0]).upper = {1, 2, 5};
  panel.layers.push_back(Points{.label = "points", .x = {0, 1, 2}, .y = {1, 1, 1}});
  panel.layers.push_back(HeatMap{.label = "map", .x_edges = {0, 1, 2}, .y_edges = {0, 4}, .values = {1, 2}});
  panel.layers.push_back(Outline{.rims = {{{0, 1, 1}, {0, 0, 1}}}});
  panel.layers.push_back(Arrows{.label = "arrows", .x = {0.5, 1}, .y = {1, 2}, .u = {1, 0}, .v = {0, 1}});
  panel.layers.push_back(Streamlines{.label = "stream", .lines = {{{0, 1, 2}, {0, 2, 4}}, {{0, 2}, {1, 1}}}});
  panel.layers.push_back(ReferenceLine{.label = "one", .value = 1});
  const Element page = drawn(with(panel));
  const auto count = [](const std::string& path, char what) { return std::count(path.begin(), path.end(), what); };
  const Element& plot = *page.all("g", "panel").at(0);
  const auto path = [&](const std::string& kind, std::size_t which = 0) {
    return plot.all("path", kind).at(which)->at("d");
  };
  CHECK(count(path("line"), 'M') == 1);
  CHECK(count(path("band"), 'Z') == 1);
  CHECK(count(path("points"), 'M') == 3);
  CHECK(plot.all("image", "map").size() == 1);
  CHECK(plot.all("image", "colours").size() == 1);
  CHECK(parts_of(path("outline")).at(0).size() == 4);  // closed
  CHECK(count(path("arrows"), 'M') == 2);
  CHECK(count(path("streamlines"), 'M') == 2);
  CHECK(parts_of(path("reference")).at(0).size() == 2);
  const Element& legend = *page.all("g", "legend").at(0);
  CHECK(legend.all("text").size() == 5);  // the map has its colour bar, the outline no label
  CHECK(ticks_on(plot, "colour axis").size() >= 2);
}

TEST_CASE("a million points are thinned, and no spike is lost") {
  std::vector<double> x(1'000'000), y(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<double>(i), y[i] = std::sin(x[i] / 1e5);
  y[123'456] = 7, y[654'321] = -9;
  const std::string svg = draw_svg(with(curve(x, y)));
  CHECK(svg.size() < 100'000);
  const Element page = read_xml(svg);
  const auto y_ticks = ticks_on(page, "y axis");
  double low = inf, high = -inf;
  const auto parts = parts_of(page.all("path", "line").at(0)->at("d"));
  for (const auto& [px, py] : parts.at(0)) {
    low = std::min(low, read_off(y_ticks, py, false));
    high = std::max(high, read_off(y_ticks, py, false));
  }
  CHECK(high == doctest::Approx(7).epsilon(0.002));
  CHECK(low == doctest::Approx(-9).epsilon(0.002));
}

TEST_CASE("a cloud of points is sifted where nobody can tell them apart") {
  std::mt19937_64 random(10);
  std::normal_distribution<double> normal;
  const auto markers = [&](std::size_t count) {
    Panel panel;
    Points points{.x = std::vector<double>(count), .y = std::vector<double>(count)};
    for (std::size_t i = 0; i < count; ++i) points.x[i] = normal(random), points.y[i] = normal(random);
    panel.layers.push_back(std::move(points));
    const Element page = drawn(with(panel));
    const std::string& path = page.all("path", "points").at(0)->at("d");
    return std::count(path.begin(), path.end(), 'M');
  };
  CHECK(markers(2000) > 1950);  // but for those that print in one place
  CHECK(markers(200'000) < 50'000);
}

TEST_CASE("an axis that ends below its beginning runs the other way") {
  Panel panel = curve({0, 1, 2}, {0, 1, 2});
  panel.y.from = 3, panel.y.to = -1;
  const Element page = drawn(with(panel));
  const auto ticks = ticks_on(page, "y axis");
  CHECK((ticks.front().value < ticks.back().value) == (ticks.front().at < ticks.back().at));
  const auto parts = parts_of(page.all("path", "line").at(0)->at("d"));
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(read_off(ticks, parts.at(0)[i].second, false) == doctest::Approx(static_cast<double>(i)).epsilon(0.01));
}

TEST_CASE("names of an axis stand where 1, 2, ... are, and long ones are cut") {
  Panel panel = curve({0, 1, 2}, {1, 2, 3});
  panel.y.names = {"<one>", std::string(200, 'w'), "three"};
  const Element page = drawn(with(panel));
  const auto parts = parts_of(page.all("path", "line").at(0)->at("d"));
  const auto texts = page.all("g", "y axis").at(0)->all("text");
  REQUIRE(texts.size() == 3);
  constexpr double base_line = 0.36 * 7;
  for (std::size_t k = 0; k < 3; ++k)
    CHECK(texts[k]->number("y") - base_line == doctest::Approx(parts.at(0)[k].second).epsilon(0.01));
  CHECK(texts[0]->text == "<one>");
  CHECK(texts[1]->text.size() < 40);
  CHECK(texts[1]->text.ends_with("\u2026"));
  const Element* frame = page.all("rect", "frame").at(0);
  CHECK(frame->number("width") > 0.3 * 85 * 72 / 25.4);  // of the width of the figure, in points
}

TEST_CASE("the labels of an axis stand apart, and the legend off the data") {
  std::mt19937_64 random(6);
  std::uniform_real_distribution<double> power(-9, 9), unit(-1, 1);
  for (int trial = 0; trial < 100; ++trial) {
    const double size = std::pow(10, power(random)), offset = unit(random) * std::pow(10, power(random));
    std::vector<double> x, y;
    for (int i = 0; i < 50; ++i) x.push_back(offset + i * size), y.push_back(std::abs(unit(random)));
    const Element page = drawn(with(curve(x, y)), {.width_mm = 60});
    double before = -inf;
    for (const Element* text : page.all("g", "x axis").at(0)->all("text")) {
      const double half =
          0.5 * 0.5 * 7 * static_cast<double>(text->text.size());  // no digit is narrower than half its height
      CHECK(text->number("x") - half > before);
      before = text->number("x") + half;
    }
    const Element* entry = page.all("g", "legend").at(0)->all("text").at(0);
    const double left = entry->number("x") - 20, right = entry->number("x") + 17, bottom = entry->number("y");
    const auto parts = parts_of(page.all("path", "line").at(0)->at("d"));
    for (std::size_t i = 0; i + 1 < parts.at(0).size(); ++i)
      for (double t = 0; t <= 1; t += 0.01) {
        const double px = std::lerp(parts[0][i].first, parts[0][i + 1].first, t);
        const double py = std::lerp(parts[0][i].second, parts[0][i + 1].second, t);
        CHECK_FALSE((px > left && px < right && py > bottom - 6 && py < bottom + 1));
      }
  }
  const Element free = drawn(with(curve({0, 1}, {0, 1})));
  const Element* entry = free.all("g", "legend").at(0)->all("text").at(0);
  CHECK(entry->number("y") > free.all("rect", "frame").at(0)->number("y"));  // the upper left corner
}

TEST_CASE("the same figure gives the same bytes, as wide as asked for, in the colours of its theme") {
  const Figure figure = with(curve({1, 2, 3}, {3, 1, 2}));
  CHECK(draw_svg(figure) == draw_svg(figure_from_json(figure_to_json(figure))));
  CHECK(drawn(figure, {.width_mm = 170}).at("width") == "170mm");
  const auto background = [&](Theme theme) { return drawn(figure, {.theme = theme}).children[0].attributes["fill"]; };
  CHECK(background(Theme::paper) == "#ffffff");
  CHECK(background(Theme::dark) == "#111111");
  CHECK(background(Theme::transparent) == "");
  CHECK_THROWS_AS(draw_svg(figure, {.width_mm = 10}), UserError);
  CHECK_THROWS_AS(draw_svg(figure, {.width_mm = no_number}), UserError);
}

TEST_CASE("a unit is as long along both axes where they are lengths") {
  for (const double high : {0.1, 0.5, 1.0, 3.0}) {
    Panel panel = curve({0, 1}, {0, high});
    panel.same_scale = true;
    const Element page = drawn(with(panel));
    const auto x = ticks_on(page, "x axis"), y = ticks_on(page, "y axis");
    if (x.size() < 2 || y.size() < 2) continue;
    const double along_x = (x.back().at - x[0].at) / (x.back().value - x[0].value);
    const double along_y = (y[0].at - y.back().at) / (y.back().value - y[0].value);
    CHECK(along_x == doctest::Approx(along_y).epsilon(0.005));
  }
}

TEST_CASE("many panels: as many columns as have room, each row and column in line") {
  Figure figure;
  for (int i = 0; i < 6; ++i) figure.panels.push_back(curve({0, 1}, {0, std::pow(10, i)}));
  const auto frames = drawn(figure, {.width_mm = 170});
  const auto found = frames.all("rect", "frame");
  REQUIRE(found.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(found[i]->at("x") == found[i % 3]->at("x"));
    CHECK(found[i]->at("width") == found[i % 3]->at("width"));
    CHECK(found[i]->at("y") == found[i / 3 * 3]->at("y"));
  }
  figure.columns = 6;
  CHECK_THROWS_WITH_AS(draw_svg(figure),
                       "a figure 85 mm wide has no room for 6 plots side by side and what is written beside them: give "
                       "fewer columns or a greater width",
                       UserError);
}
