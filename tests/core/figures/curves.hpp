// Figures of one panel, and what is seen of them, for tests of drawing.
#pragma once

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/core/figure.hpp"
#include "xml.hpp"

namespace ansatz::test {

using figures::Figure, figures::Line, figures::Panel, figures::Scale, figures::SvgOptions;

inline constexpr double inf = std::numeric_limits<double>::infinity(),
                        no_number = std::numeric_limits<double>::quiet_NaN();

inline Figure with(Panel panel) {
  Figure figure;
  figure.panels.push_back(std::move(panel));
  return figure;
}

inline Panel curve(std::vector<double> x, std::vector<double> y, Scale x_scale = Scale::linear,
                   Scale y_scale = Scale::linear) {
  Panel panel;
  panel.x = {.label = "x", .scale = x_scale};
  panel.y = {.label = "y", .scale = y_scale};
  panel.layers.push_back(Line{.label = "curve", .x = std::move(x), .y = std::move(y)});
  return panel;
}

inline Element drawn(const Figure& figure, const SvgOptions& options = {}) {
  return read_xml(draw_svg(figure, options));
}

inline std::string all_text(const Element& page) {
  std::string text;
  for (const Element* element : page.all("text")) text += element->text + "\n";
  return text;
}

}  // namespace ansatz::test
