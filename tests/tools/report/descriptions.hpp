// The parts of a figure's description as JSON, with all their members, as figures::figure_to_json writes them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "report/page.hpp"

namespace ansatz::test {

using Json = nlohmann::json;
using Layers = std::vector<Json>;

inline Json axis(const std::string& label, const std::string& scale = "linear", const std::string& unit = "") {
  return {{"label", label}, {"unit", unit}, {"scale", scale}, {"names", Json::array()}};
}

inline Json line(const std::string& label, const Json& x, const Json& y, const std::string& stroke = "solid") {
  return {{"kind", "line"},         {"label", label},         {"x", x},           {"y", y},
          {"lower", Json::array()}, {"upper", Json::array()}, {"stroke", stroke}, {"colour", "automatic"}};
}

inline Json points(const std::string& label, const Json& x, const Json& y, const std::string& marker = "dot") {
  return {{"kind", "points"}, {"label", label}, {"x", x}, {"y", y}, {"marker", marker}, {"colour", "automatic"}};
}

inline Json reference(const std::string& label, bool at_x, double value) {
  return {{"kind", "reference_line"}, {"label", label},     {"at_x", at_x},
          {"value", value},           {"stroke", "dashed"}, {"colour", "muted"}};
}

inline Json panel(const std::string& title, const Json& x, const Json& y, const Layers& layers,
                  bool same_scale = false) {
  return {{"title", title}, {"x", x}, {"y", y}, {"same_scale", same_scale}, {"layers", layers}};
}

inline report::Drawing drawing(const std::string& heading, const std::string& caption, const std::vector<Json>& panels,
                               const Json& notes = Json::array()) {
  const Json figure{{"title", heading}, {"caption", caption}, {"columns", 0}, {"panels", panels}, {"notes", notes}};
  return {heading, caption, figure.dump()};
}

template <class Function>
Json list(int count, const Function& value) {
  Json values = Json::array();
  for (int i = 0; i < count; ++i) values.push_back(value(i));
  return values;
}

Json heat_map(const std::string& colours, int columns, int rows, const auto& value) {
  Json values = Json::array();
  for (int j = 0; j < rows; ++j)
    for (int i = 0; i < columns; ++i) values.push_back(value((i + 0.5) / columns, (j + 0.5) / rows));
  return {{"kind", "heat_map"},
          {"label", "u"},
          {"unit", ""},
          {"x_edges", list(columns + 1, [&](int i) { return double(i) / columns; })},
          {"y_edges", list(rows + 1, [&](int j) { return -1 + 2.0 * j / rows; })},
          {"values", values},
          {"outside", Json::array()},
          {"cut", false},
          {"colours", colours},
          {"scale", "linear"}};
}

inline Json outline(const std::string& label, const Json& x, const Json& y) {
  return {{"kind", "outline"}, {"label", label}, {"rims", Json::array({Json{{"x", x}, {"y", y}}})}, {"colour", "ink"}};
}

}  // namespace ansatz::test
