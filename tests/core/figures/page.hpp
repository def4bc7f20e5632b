// What is to be seen on a page of SVG: ticks with their values, paths with their points.
#pragma once

#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "xml.hpp"

namespace ansatz::test {

struct SeenTick {
  double at;     // on the page
  double value;  // as it is written
};

inline void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (std::size_t at; (at = text.find(what)) != std::string::npos;) text.replace(at, what.size(), by);
}

/// A label such as -0.5, 10 with superscript -3, or 2x10 with a superscript.
inline double written_value(const Element& text) {
  std::string plain = text.text;
  replace_all(plain, "\u2212", "-");
  if (text.children.empty()) return std::stod(plain);
  std::string power = text.children[0].text;
  replace_all(power, "\u2212", "-");
  const std::size_t times = plain.find("\u00d7");
  const double factor = times == std::string::npos || times == 0 ? 1 : std::stod(plain.substr(0, times));
  return factor * std::pow(10, std::stod(power));
}

/// The ticks of an axis of a panel ("x axis", "y axis", "colour axis"); `factor` is the power of ten beside it.
inline std::vector<SeenTick> ticks_on(const Element& panel, const std::string& axis, double factor = 1) {
  std::vector<SeenTick> ticks;
  const std::vector<const Element*> found = panel.all("g", axis);
  if (found.size() != 1) throw std::runtime_error("not one " + axis);
  constexpr double base_line = 0.36 * 7;  // labels of upright axes stand with their middle at the tick
  for (const Element* text : found[0]->all("text"))
    ticks.push_back(
        {axis == "x axis" ? text->number("x") : text->number("y") - base_line, factor * written_value(*text)});
  return ticks;
}

/// The numbers of a path that consists of M and line-to in absolute coordinates; a part begins at each M.
inline std::vector<std::vector<std::pair<double, double>>> parts_of(const std::string& path) {
  std::vector<std::vector<std::pair<double, double>>> parts;
  for (const char* c = path.c_str(); *c != 0;) {
    if (*c == 'M') parts.emplace_back();
    if (*c == 'M' || *c == ' ' || *c == 'Z') {
      ++c;
      continue;
    }
    char* end = nullptr;
    const double x = std::strtod(c, &end);
    if (end == c || *end != ',') throw std::runtime_error("not a path: " + path);
    const double y = std::strtod(end + 1, &end);
    parts.back().emplace_back(x, y);
    c = end;
  }
  return parts;
}

/// The value at a place by the first and the last tick.
inline double read_off(const std::vector<SeenTick>& ticks, double at, bool log) {
  const auto in = [&](double v) { return log ? std::log(v) : v; };
  const SeenTick &a = ticks.front(), &b = ticks.back();
  const double value = in(a.value) + (at - a.at) / (b.at - a.at) * (in(b.value) - in(a.value));
  return log ? std::exp(value) : value;
}

}  // namespace ansatz::test
