// Figures of what cannot be drawn: hostile texts, numbers that are none, too large or too small. All give a page, and
// what is left out is noted there.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "curves.hpp"
#include "page.hpp"

using namespace ansatz::figures;
using namespace ansatz::test;

TEST_CASE("texts are texts, whatever is in them") {
  const std::string hostile = "</title><script>alert(\"1\")</script> & 'x' \x01\x1b \xff\xc0\xaf \xed\xa0\x80";
  Figure figure = with(curve({1, 2, no_number}, {1, 2, 3}));
  figure.title = figure.caption = hostile;
  figure.notes = {hostile};
  figure.panels[0].title = figure.panels[0].x.label = figure.panels[0].y.label = figure.panels[0].x.unit = hostile;
  std::get<Line>(figure.panels[0].layers[0]).label = hostile;
  const std::string svg = draw_svg(figure, {.width_mm = 170});
  const Element page = read_xml(svg);
  CHECK(page.all("script").empty());
  CHECK(page.all("title").at(0)->text.find("<script>alert(\"1\")</script> & 'x' \uFFFD\uFFFD") != std::string::npos);
  CHECK(svg.find("\xff") == std::string::npos);
}

TEST_CASE("what cannot be drawn is left out and noted") {
  Figure figure = with(curve({1, 2, 3, 4, 5}, {1, no_number, inf, 0.5, 2}));
  CHECK(all_text(drawn(figure)).find("curve: 2 points not finite") != std::string::npos);
  CHECK(parts_of(drawn(figure).all("path", "line").at(0)->at("d")).size() == 1);  // 4 to 5
  CHECK(drawn(figure).all("path", "points").size() == 1);                         // 1 stands alone
  figure = with(curve({1, 2, 3}, {1, 0, -3}, Scale::linear, Scale::log));
  CHECK(all_text(drawn(figure)).find("curve: 2 points not positive") != std::string::npos);
  figure = with(curve({1, 2}, {1, 1e305}));
  CHECK(all_text(drawn(figure)).find("curve: 1 point beyond 1e300") != std::string::npos);

  Panel map;
  map.layers.push_back(HeatMap{.x_edges = {0, 1, 2, 3},
                               .y_edges = {0, 1},
                               .values = {1, no_number, no_number},
                               .outside = {0, 0, 1},
                               .to = 0.5});
  const std::string text = all_text(drawn(with(map)));
  CHECK(text.find("heat map: 1 hatched cell not finite") != std::string::npos);
  CHECK(text.find("heat map: 1 value beyond the colour bar") != std::string::npos);
  CHECK(all_text(drawn(with(curve({1, 2}, {1, 2})))).find("not") == std::string::npos);
}

TEST_CASE("any numbers give a page, of finite coordinates within it") {
  std::mt19937_64 random(5);
  const std::vector<double> odd{0,    -0.0, 1,   -1,   1e-320,    1e300,     -1e300, 1e308, -1e308,
                                1e-5, 1e5,  inf, -inf, no_number, 1 + 1e-15, 1e17,   0.1,   1e-300};
  std::uniform_int_distribution<std::size_t> pick(0, odd.size() - 1), count(0, 5);
  for (int trial = 0; trial < 300; ++trial) {
    const auto values = [&](std::size_t n) {
      std::vector<double> list(n);
      for (double& value : list) value = odd[pick(random)];
      return list;
    };
    const auto scale = [&] { return pick(random) % 2 == 0 ? Scale::linear : Scale::log; };
    const std::size_t n = count(random);
    Panel panel = curve(values(n), values(n), scale(), scale());
    Line& line = std::get<Line>(panel.layers[0]);
    if (pick(random) % 2 == 0) line.lower = values(n), line.upper = values(n);
    panel.layers.push_back(Points{.label = "p", .x = values(n), .y = values(n)});
    panel.layers.push_back(Arrows{.x = values(n), .y = values(n), .u = values(n), .v = values(n)});
    panel.layers.push_back(Streamlines{.lines = {{values(n), values(n)}}});
    panel.layers.push_back(Outline{.rims = {{values(n), values(n)}}});
    panel.layers.push_back(ReferenceLine{.label = "r", .value = odd[pick(random)]});
    if (panel.x.scale == Scale::linear && panel.y.scale == Scale::linear) {
      panel.same_scale = pick(random) % 2 == 0;
      panel.layers.push_back(
          HeatMap{.label = "m", .x_edges = {-1, 0, 1}, .y_edges = {0, 1e-3, 1}, .values = values(4), .scale = scale()});
    }
    Figure figure = with(panel);
    figure.panels.push_back(curve(values(n), values(n), scale(), scale()));
    const std::string svg = draw_svg(figure, {.width_mm = trial % 2 == 0 ? 85.0 : 170.0});
    for (const char* word : {"nan", "inf", "e+"})
      CHECK(svg.substr(0, svg.find("base64")).find(word) == std::string::npos);
    const Element page = read_xml(svg);
    const double width = std::stod(page.at("viewBox").substr(4));
    for (const char* kind : {"line", "band", "arrows", "streamlines", "outline", "reference", "heads"})
      for (const Element* path : page.all("path", kind))
        for (const auto& part : parts_of(path->at("d")))
          for (const auto& point : part)
            CHECK_MESSAGE((point.first >= 0 && point.first <= width && point.second >= 0), svg);
    for (const Element* text : page.all("text")) CHECK((text->number("x") >= 0 && text->number("x") <= width));
  }
}
