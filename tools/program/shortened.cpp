#include "shortened.hpp"

#include <fmt/format.h>

#include <charconv>
#include <variant>
#include <vector>

namespace ansatz::cli {
namespace {

void shorten(std::vector<double>& values, int digits) {
  for (double& value : values) {
    const std::string text = fmt::format("{:.{}g}", value, digits);
    std::from_chars(text.data(), text.data() + text.size(), value);  // infinities and not a number as well
  }
}

}  // namespace

figures::Figure shortened(figures::Figure figure, int digits) {
  for (figures::Panel& panel : figure.panels)
    for (figures::Layer& layer : panel.layers) {
      if (auto* map = std::get_if<figures::HeatMap>(&layer)) shorten(map->values, digits);
      if (auto* points = std::get_if<figures::Points>(&layer)) shorten(points->x, digits), shorten(points->y, digits);
      if (auto* line = std::get_if<figures::Line>(&layer))
        for (auto* values : {&line->x, &line->y, &line->lower, &line->upper}) shorten(*values, digits);
    }
  return figure;
}

}  // namespace ansatz::cli
