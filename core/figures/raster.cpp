#include "figures/raster.hpp"

#include <algorithm>
#include <cmath>

#include "figures/view.hpp"

namespace ansatz::figures {
namespace {

/// 300 pixels an inch.
constexpr double pixel = 0.24;
/// The palette: levels of colour, two greys of the hatching, nothing.
constexpr std::size_t levels = 253;
constexpr std::uint8_t dark_grey = 253, light_grey = 254, nothing = 255;
constexpr std::size_t hatch_pixels = 5;

std::vector<Rgb> palette_of(ColourMap map) {
  std::vector<Rgb> palette;
  for (std::size_t k = 0; k < levels; ++k)
    palette.push_back(mapped_colour(map, static_cast<double>(k) / static_cast<double>(levels - 1)));
  palette.push_back({150, 150, 150});
  palette.push_back({215, 215, 215});
  palette.push_back({255, 255, 255});
  return palette;
}

/// One side of the picture: its ends on the page as shares of the axis, the value and the cell under each pixel.
struct Side {
  double begin = 0, end = 0;
  std::vector<double> values{};
  std::vector<std::size_t> cells{};
};

Side side_of(const std::vector<double>& edges, const Scaling& scaling, double length) {
  const double first = scaling.share(edges.front()), last = scaling.share(edges.back());
  Side side{std::clamp(std::min(first, last), 0.0, 1.0), std::clamp(std::max(first, last), 0.0, 1.0)};
  const std::size_t cells = edges.size() - 1;
  std::size_t count = static_cast<std::size_t>(std::ceil((side.end - side.begin) * length / pixel));
  // A whole number of pixels for each of few cells, so that equal cells are equally wide.
  if (cells < count) count = (count + cells - 1) / cells * cells;
  for (std::size_t p = 0; p < count; ++p) {
    const double share = (static_cast<double>(p) + 0.5) / static_cast<double>(count);
    const double value = scaling.value(side.begin + share * (side.end - side.begin));
    const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, value);
    side.values.push_back(value);
    side.cells.push_back(static_cast<std::size_t>(above - edges.begin()) - 1);
  }
  return side;
}

/// Where closed lines meet the horizontal line of this height: between the first and the second is inside, and so on.
std::vector<double> crossings(const std::vector<Polyline>& rims, double y) {
  std::vector<double> all;
  for (const Polyline& rim : rims)
    for (std::size_t k = 0; k < rim.x.size(); ++k) {
      const std::size_t next = k + 1 < rim.x.size() ? k + 1 : 0;
      if ((rim.y[k] <= y) == (rim.y[next] <= y)) continue;
      all.push_back(rim.x[k] + (y - rim.y[k]) / (rim.y[next] - rim.y[k]) * (rim.x[next] - rim.x[k]));
    }
  std::sort(all.begin(), all.end());
  return all;
}

bool between(const std::vector<double>& crossed, double x) {
  return (std::upper_bound(crossed.begin(), crossed.end(), x) - crossed.begin()) % 2 == 1;
}

std::uint8_t level_of(double value, const Scaling& colours) {
  const double share = std::clamp(colours.share(value), 0.0, 1.0);
  return static_cast<std::uint8_t>(std::lround(share * static_cast<double>(levels - 1)));
}

}  // namespace

PlacedPicture raster_of(const HeatMap& map, const Scaling& x, const Scaling& y, const Scaling& colours,
                        const Rect& plot, const std::vector<Polyline>& rims) {
  const Side across = side_of(map.x_edges, x, plot.width());
  const Side up = side_of(map.y_edges, y, plot.height());
  PlacedPicture placed{{plot.left + across.begin * plot.width(), plot.bottom - up.end * plot.height(),
                        plot.left + across.end * plot.width(), plot.bottom - up.begin * plot.height()},
                       {}};
  Picture& picture = placed.picture;
  picture.width = across.cells.size(), picture.height = up.cells.size();
  picture.palette = palette_of(map.colours);
  picture.opacity.assign(nothing + 1, 255);
  picture.opacity[nothing] = 0;
  picture.pixels.reserve(picture.width * picture.height);
  const std::size_t columns = map.x_edges.size() - 1;
  for (std::size_t row = 0; row < picture.height; ++row) {
    const std::size_t j = up.cells[picture.height - 1 - row];
    const std::vector<double> crossed =
        map.cut ? crossings(rims, up.values[picture.height - 1 - row]) : std::vector<double>{};
    for (std::size_t column = 0; column < picture.width; ++column) {
      const std::size_t cell = j * columns + across.cells[column];
      if (!inside(map, cell) || (map.cut && !between(crossed, across.values[column])))
        picture.pixels.push_back(nothing);
      else if (has_place(map.scale, map.values[cell]))
        picture.pixels.push_back(level_of(map.values[cell], colours));
      else
        picture.pixels.push_back((row + column) / hatch_pixels % 2 == 0 ? dark_grey : light_grey);
    }
  }
  return placed;
}

Picture colour_bar(ColourMap map) {
  Picture picture{1, levels, {}, palette_of(map), {}};
  for (std::size_t k = levels; k-- > 0;) picture.pixels.push_back(static_cast<std::uint8_t>(k));
  return picture;
}

}  // namespace ansatz::figures
