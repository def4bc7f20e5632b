// A figure as plain data: everything that is drawn is drawn from this description, as SVG here (draw_svg) or elsewhere
// from the same description as JSON (figure_to_json). It knows nothing of problems or training.
//
// Texts are UTF-8 and are shown as they stand; bytes that are none become U+FFFD. Numbers may be anything: values that
// are not finite are left out of what is drawn and counted in a note beneath the figure, as are values without a
// logarithm on a logarithmic scale. `check_figure` says which descriptions make no sense.
//
// Read next: figures/drawing.cpp, the way from a description to SVG.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ansatz::figures {

enum class Scale { linear, log };

/// What a colour stands for; which colour that is decides the theme. `automatic` is the next of first .. sixth within
/// its panel, and lines beyond the sixth are told apart by their strokes as well.
enum class Role { automatic, ink, muted, first, second, third, fourth, fifth, sixth };

enum class Stroke { solid, dashed, dotted };

enum class Marker { dot, ring, square, diamond, triangle, cross, plus };

/// sequential: from dark to light, evenly to the eye; diverging: two colours on either side of 0.
enum class ColourMap { sequential, diverging };

/// `from` and `to` are where the axis begins and ends, to < from turns it round; where one is missing the data decide.
/// An axis of `names` has its ticks at 1, 2, ..., and these beside them in place of numbers; long ones are cut short.
struct Axis {
  std::string label{};
  std::string unit{};  // shown in brackets behind the label
  Scale scale = Scale::linear;
  std::optional<double> from{}, to{};
  std::vector<std::string> names{};
  bool operator==(const Axis&) const = default;
};

struct Line {
  std::string label{};  // in the legend, unless empty
  std::vector<double> x{}, y{};
  std::vector<double> lower{}, upper{};  // the edges of a band around the line, as long as x; or both empty
  Stroke stroke = Stroke::solid;
  Role colour = Role::automatic;
  bool operator==(const Line&) const = default;
};

struct Points {
  std::string label{};
  std::vector<double> x{}, y{};
  Marker marker = Marker::dot;
  Role colour = Role::automatic;
  bool operator==(const Points&) const = default;
};

/// Values on the cells of a grid: values[j * columns + i] belongs to x_edges[i] .. x_edges[i + 1] and
/// y_edges[j] .. y_edges[j + 1]. Edges increase.
struct HeatMap {
  std::string label{};  // of the colour bar
  std::string unit{};
  std::vector<double> x_edges{}, y_edges{}, values{};
  std::vector<std::uint8_t> outside{};  // as long as values, 1 where a cell is not in the domain; or empty
  bool cut = false;  // drawn within the outlines of the panel alone, as cells that reach over a rim need it
  ColourMap colours = ColourMap::sequential;
  Scale scale = Scale::linear;
  std::optional<double> from{}, to{};  // the ends of the colour bar; where missing the values decide
  bool operator==(const HeatMap&) const = default;
};

struct Polyline {
  std::vector<double> x{}, y{};
  bool operator==(const Polyline&) const = default;
};

/// The shape of a domain: rims and holes, each closed.
struct Outline {
  std::string label{};
  std::vector<Polyline> rims{};
  Role colour = Role::ink;
  bool operator==(const Outline&) const = default;
};

/// Vectors (u, v) from (x, y); the longest is drawn about as long as the arrows stand apart. Of `same_length` all are,
/// with their middles at (x, y): directions alone, where a heat map beneath them shows how long the vectors are.
struct Arrows {
  std::string label{};
  std::vector<double> x{}, y{}, u{}, v{};
  bool same_length = false;
  Role colour = Role::automatic;
  bool operator==(const Arrows&) const = default;
};

/// Lines with an arrow head halfway, in the direction of their points.
struct Streamlines {
  std::string label{};
  std::vector<Polyline> lines{};
  Role colour = Role::automatic;
  bool operator==(const Streamlines&) const = default;
};

/// A line across the panel where x, or y, has a value.
struct ReferenceLine {
  std::string label{};
  bool at_x = false;
  double value = 0;
  Stroke stroke = Stroke::dashed;
  Role colour = Role::muted;
  bool operator==(const ReferenceLine&) const = default;
};

using Layer = std::variant<Line, Points, HeatMap, Outline, Arrows, Streamlines, ReferenceLine>;

/// Layers are drawn in their order, the later over the earlier; lines, arrows and rings that lie over a heat map have
/// an edge in the colour of the paper, so that they are seen on all of its colours.
struct Panel {
  std::string title{};
  Axis x{}, y{};
  bool same_scale = false;  // a unit is as long along x as along y: both are lengths
  std::vector<Layer> layers{};
  bool operator==(const Panel&) const = default;
};

struct Figure {
  std::string title{};
  std::string caption{};
  std::uint32_t columns = 0;  // of panels, row by row; 0: as many as fit
  std::vector<Panel> panels{};
  std::vector<std::string> notes{};  // shown beneath, before what drawing has to note
  bool operator==(const Figure&) const = default;
};

/// Throws UserError where a description makes no sense, saying which panel and layer and why: lists that
/// differ in length, edges that do not increase, an axis that ends where it begins, a range on a
/// logarithmic scale that is not positive.
void check_figure(const Figure& figure);

/// paper: dark on white; transparent: dark on whatever lies beneath; dark: light on black.
enum class Theme { paper, transparent, dark };

struct SvgOptions {
  double width_mm = 85;  // in [60, 1000]; a column of a journal is about 85, a page 170. The height follows.
  Theme theme = Theme::paper;
};

/// The figure as a whole SVG 1.1 document. The same description gives the same bytes, everywhere. Throws UserError as
/// check_figure does, and for a width out of range.
std::string draw_svg(const Figure& figure, const SvgOptions& options = {});

/// Panels that stand beside each other to be compared: gives maps of the same label one range of colours, and panels of
/// curves with the same label along y one range, as wide as all of them need. Ranges that a panel states stay, and
/// those of labels that stand once. Ends with colour_by_sign.
void share_ranges(Figure& figure);

/// Maps whose values have both signs, the smaller side at least a tenth of the larger, get two colours that meet at 0;
/// others, and those on a logarithmic scale, one sequence.
void colour_by_sign(Figure& figure);

/// whole: every number to the bit. packed: heat maps in few bytes, for pages: their values to four digits of what they
/// span (figures/packing.hpp), which is more than colours show.
enum class Values { whole, packed };

/// The description as JSON. Numbers that JSON does not know are the texts "NaN", "Infinity", "-Infinity", which
/// Number() of JavaScript reads back.
std::string figure_to_json(const Figure& figure, Values values = Values::whole);

/// The figure that figure_to_json wrote whole, to the bit. Members that are missing have their defaults. Throws
/// UserError, saying where, for what is no JSON, no figure, or names what no figure has.
Figure figure_from_json(std::string_view json);

}  // namespace ansatz::figures
