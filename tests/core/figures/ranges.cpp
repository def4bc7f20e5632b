// What panels beside each other have in common: ranges, and the colours of signs.
#include <doctest/doctest.h>

#include <cmath>

#include "ansatz/core/figure.hpp"

using namespace ansatz::figures;

namespace {

Panel map_of(std::string label, std::vector<double> values, Scale scale = Scale::linear) {
  HeatMap map{.label = std::move(label), .x_edges = {0, 1, 2}, .y_edges = {0, 1}, .values = std::move(values)};
  map.scale = scale;
  return {.layers = {std::move(map)}};
}

const HeatMap& map_in(const Figure& figure, std::size_t panel) {
  return std::get<HeatMap>(figure.panels[panel].layers[0]);
}

Panel curve_of(std::string label, std::vector<double> y) {
  return {.y = {.label = std::move(label)}, .layers = {Line{.x = {0, 1}, .y = std::move(y)}}};
}

}  // namespace

TEST_CASE("panels of a quantity share the range that all of them need, others keep theirs") {
  Figure figure;
  figure.panels = {map_of("u", {0, 0.8}), map_of("u", {0.1, 0.2}), map_of("v", {5, 9}),
                   curve_of("u", {0, 4}), curve_of("u", {2, 3}),   curve_of("w", {7, 8})};
  share_ranges(figure);
  for (const std::size_t k : {0, 1}) {
    CHECK(*map_in(figure, k).from == 0);
    CHECK(*map_in(figure, k).to == 0.8);
  }
  CHECK(!map_in(figure, 2).from);
  CHECK(*figure.panels[3].y.from == doctest::Approx(-0.2));
  CHECK(*figure.panels[4].y.to == doctest::Approx(4.2));
  CHECK(!figure.panels[5].y.from);
}

TEST_CASE("cells outside, values that are not finite and stated ranges change no range") {
  Figure figure;
  figure.panels = {map_of("u", {1, 2}), map_of("u", {NAN, 3}), map_of("u", {100, 2}), map_of("u", {1, 2})};
  std::get<HeatMap>(figure.panels[2].layers[0]).outside = {1, 0};
  std::get<HeatMap>(figure.panels[3].layers[0]).from = -7;
  share_ranges(figure);
  CHECK(*map_in(figure, 0).to == 3);
  CHECK(*map_in(figure, 3).from == -7);
  CHECK(!map_in(figure, 3).to);
  CHECK_NOTHROW(check_figure(figure));
}

TEST_CASE("two colours meet at 0 where both signs matter") {
  const auto coloured = [](Panel panel) {
    Figure figure;
    figure.panels = {std::move(panel)};
    colour_by_sign(figure);
    return map_in(figure, 0).colours;
  };
  CHECK(coloured(map_of("u", {-1, 2})) == ColourMap::diverging);
  CHECK(coloured(map_of("u", {-0.01, 2})) == ColourMap::sequential);
  CHECK(coloured(map_of("u", {1, 2})) == ColourMap::sequential);
  CHECK(coloured(map_of("u", {-3, -1})) == ColourMap::sequential);
  CHECK(coloured(map_of("u", {-1, 2}, Scale::log)) == ColourMap::sequential);
  // Of panels that share a range the range decides, and is the same on both sides.
  Figure figure;
  figure.panels = {map_of("u", {-1, 0}), map_of("u", {1, 3})};
  share_ranges(figure);
  for (const std::size_t k : {0, 1}) {
    CHECK(map_in(figure, k).colours == ColourMap::diverging);
    CHECK(*map_in(figure, k).from == -3);
    CHECK(*map_in(figure, k).to == 3);
  }
}

TEST_CASE("a map of which nothing is finite says so, and has no colour bar") {
  Figure figure;
  figure.panels = {map_of("1/0", {INFINITY, NAN})};
  const std::string svg = draw_svg(figure);
  CHECK(svg.find("1/0: nothing is finite, so that there are no colours") != std::string::npos);
  CHECK(svg.find("colour axis") == std::string::npos);
  figure.panels = {map_of("u", {1, NAN})};
  CHECK(draw_svg(figure).find("colour axis") != std::string::npos);
}

TEST_CASE("what lies over a map has an edge in the colour of the paper") {
  Figure figure;
  figure.panels = {map_of("u", {1, 2})};
  figure.panels[0].layers.push_back(Arrows{.x = {1}, .y = {0.5}, .u = {1}, .v = {0}, .colour = Role::ink});
  CHECK(draw_svg(figure).find("class=\"edge\"") != std::string::npos);
  figure.panels[0].layers.erase(figure.panels[0].layers.begin());
  CHECK(draw_svg(figure).find("class=\"edge\"") == std::string::npos);
}
