// What of a figure stands in a page: no more than its budget, and nothing that is not in the figure.
#include "program/page_figures.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "program/thinned.hpp"

using namespace ansatz;

namespace {

figures::HeatMap map_of(std::size_t cells) {
  figures::HeatMap map{.label = "u"};
  for (std::size_t k = 0; k <= cells; ++k) {
    map.x_edges.push_back(static_cast<double>(k) / static_cast<double>(cells));
    map.y_edges.push_back(static_cast<double>(k));
  }
  for (std::size_t k = 0; k < cells * cells; ++k) map.values.push_back(std::sin(0.01 * static_cast<double>(k)));
  return map;
}

figures::Figure maps(std::size_t panels, std::size_t cells) {
  figures::Figure figure;
  for (std::size_t k = 0; k < panels; ++k) figure.panels.push_back({.layers = {map_of(cells)}});
  return figure;
}

std::size_t bytes_of(const std::vector<std::string>& all) {
  return std::accumulate(all.begin(), all.end(), std::size_t{0},
                         [](std::size_t sum, const std::string& text) { return sum + text.size(); });
}

/// A curve of n points, with one spike.
figures::Line wave(std::size_t n) {
  figures::Line line;
  for (std::size_t k = 0; k < n; ++k) {
    line.x.push_back(static_cast<double>(k));
    line.y.push_back(k == n / 3 ? 50 : std::sin(0.37 * static_cast<double>(k * k)));
  }
  return line;
}

}  // namespace

TEST_CASE("figures of a page take no more than its budget, however many and fine they are") {
  for (const auto& sizes : {std::pair<std::size_t, std::size_t>{15, 150}, {30, 400}, {1, 2000}}) {
    CAPTURE(sizes.first);
    CHECK(bytes_of(cli::page_json({maps(sizes.first, sizes.second)})) < 1'500'000);
  }
  figures::Figure lines;
  for (int k = 0; k < 40; ++k) lines.panels.push_back({.layers = {wave(100'000)}});
  CHECK(bytes_of(cli::page_json({lines, maps(10, 400)})) < 1'500'000);
}

TEST_CASE("what fits into the budget is shown whole, what does not says so") {
  const auto parsed = [](const figures::Figure& figure) { return nlohmann::json::parse(cli::page_json({figure})[0]); };
  const auto small = parsed(maps(2, 150));
  CHECK(small["notes"].empty());
  CHECK(small["panels"][0]["layers"][0]["values"]["base64"].get<std::string>().size() == 4 * 150 * 150);
  const auto large = parsed(maps(30, 400));
  REQUIRE(large["notes"].size() == 1);
  CHECK(large["notes"][0].get<std::string>().find("figures as files (--svg DIR) have all") != std::string::npos);
}

TEST_CASE("cells of a coarser map have values of the map at their middles") {
  const figures::HeatMap fine = map_of(150);
  figures::Layer layer = fine;
  CHECK(cli::thin(layer, {64, 100, 100}));
  const auto& coarse = std::get<figures::HeatMap>(layer);
  REQUIRE(coarse.values.size() == 64 * 64);
  CHECK(coarse.x_edges.front() == fine.x_edges.front());
  CHECK(coarse.y_edges.back() == fine.y_edges.back());
  for (std::size_t j = 0; j < 64; ++j)
    for (std::size_t i = 0; i < 64; ++i) {
      const auto cell = [](double middle_share) { return static_cast<std::size_t>(middle_share * 150); };
      const std::size_t column = cell((static_cast<double>(i) + 0.5) / 64),
                        row = cell((static_cast<double>(j) + 0.5) / 64);
      REQUIRE(coarse.values[j * 64 + i] == fine.values[row * 150 + column]);
    }
  CHECK(!cli::thin(layer, {64, 100, 100}));
}

TEST_CASE("a thinned line has points of the line, its spikes among them") {
  const figures::Line whole = wave(100'000);
  figures::Layer layer = whole;
  CHECK(!cli::thin(layer, {64, 200, 100}));
  const auto& line = std::get<figures::Line>(layer);
  CHECK(line.x.size() < 1000);
  CHECK(*std::max_element(line.y.begin(), line.y.end()) == 50);
  for (std::size_t k = 0; k < line.x.size(); ++k) REQUIRE(whole.y[static_cast<std::size_t>(line.x[k])] == line.y[k]);
  CHECK(line.x.front() == 0);
  CHECK(line.x.back() == 99'999);
}

TEST_CASE("closed lines keep their shape with fewer points, arrows their grid") {
  figures::Outline outline;
  auto& rim = outline.rims.emplace_back();
  for (int k = 0; k < 5000; ++k)
    rim.x.push_back(std::cos(k * 2e-4 * 6.2831853)), rim.y.push_back(std::sin(k * 2e-4 * 6.2831853));
  figures::Layer layer = outline;
  cli::thin(layer, {64, 400, 100});
  const auto& fewer = std::get<figures::Outline>(layer).rims[0];
  CHECK(fewer.x.size() < 250);
  for (std::size_t k = 0; k + 1 < fewer.x.size(); ++k)
    CHECK(std::hypot(fewer.x[k] + fewer.x[k + 1], fewer.y[k] + fewer.y[k + 1]) / 2 > 1 - 2.0 / 1600);

  figures::Arrows arrows;
  for (int k = 0; k < 10'000; ++k) {
    arrows.x.push_back(k % 100), arrows.y.push_back(k / 100);
    arrows.u.push_back(k), arrows.v.push_back(1);
  }
  layer = arrows;
  CHECK(cli::thin(layer, {64, 400, 400}));
  const auto& some = std::get<figures::Arrows>(layer);
  CHECK(some.x.size() == 400);
  CHECK(std::set<double>(some.x.begin(), some.x.end()).size() == 20);
  for (std::size_t k = 0; k < 400; ++k) REQUIRE(some.u[k] == 100 * some.y[k] + some.x[k]);
}
