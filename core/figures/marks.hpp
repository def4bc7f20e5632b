// The layers of a panel as what is put on the page.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "figures/colours.hpp"
#include "figures/plane.hpp"
#include "figures/raster.hpp"
#include "figures/scaling.hpp"

namespace ansatz::figures {

/// Where values lie on the page.
struct Frame {
  Rect plot;
  Scaling x, y;
  std::vector<Polyline> rims{};  // of the panel, at which a heat map may be cut
  Place operator()(double at_x, double at_y) const;
};

struct Style {
  std::string colour;
  Stroke stroke = Stroke::solid;
  std::string background;  // what rings are filled with
  std::string edge{};      // beside lines that lie over a heat map; empty: there is none
};

/// Lines, or areas where `filled`, or places with the same marker at each, or a picture, which covers its `pieces`.
struct Mark {
  std::string_view kind;  // line, band, points, outline, arrows, streamlines, heads, reference, map
  std::vector<Trace> pieces{};
  bool filled = false;
  std::optional<Marker> marker{};
  double marker_size = 1;
  std::string fill = "none", stroke = "none";
  double width = 0;
  std::string dash{};
  double opacity = 1;
  std::optional<PlacedPicture> picture{};
};

/// How each layer of a panel is drawn, with the automatic colours dealt out in their order.
std::vector<Style> styles_of(const Panel& panel, Theme theme);

/// Nothing reaches out of the plot but half the width of a stroke or marker. `colours` is of the heat map;
/// without one all of it is hatched.
std::vector<Mark> marks_of(const Layer& layer, const Style& style, const Frame& frame,
                           const std::optional<Scaling>& colours);

}  // namespace ansatz::figures
