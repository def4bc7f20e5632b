// What a panel shows: the ranges of its axes and colours, and a note of every value that has no place in them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "figures/scaling.hpp"

namespace ansatz::figures {

struct View {
  Scaling x, y;
  std::optional<Scaling> colours;  // of the heat map, where there is one with a value that has a colour
  std::optional<double> aspect;    // height over width of the plot, where a unit is as long along both axes
  std::vector<std::string> notes;
};

View view_of(const Panel& panel);

/// The room above and below curves, as a share of their range.
constexpr double curve_margin = 0.05;

/// The heat map of a panel; null where there is none.
const HeatMap* heat_map_of(const Panel& panel);
HeatMap* heat_map_of(Panel& panel);
/// The rims of its outlines.
std::vector<Polyline> rims_of(const Panel& panel);

/// Whether a cell belongs to the domain.
inline bool inside(const HeatMap& map, std::size_t cell) { return map.outside.empty() || map.outside[cell] == 0; }

}  // namespace ansatz::figures
