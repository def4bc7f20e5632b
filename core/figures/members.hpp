// What a figure consists of, by name: the one list that JSON is written and read by.
//
// `members(visit, part)` calls visit(name, member) for each member of a part, which may be const. Names are a contract
// with pages that draw from the same JSON.
#pragma once

#include <array>
#include <concepts>
#include <string_view>
#include <type_traits>

#include "ansatz/core/figure.hpp"

namespace ansatz::figures {

template <class T, class Part>
concept Is = std::same_as<std::remove_const_t<T>, Part>;

void members(auto&& visit, Is<Axis> auto& axis) {
  visit("label", axis.label), visit("unit", axis.unit), visit("scale", axis.scale);
  visit("from", axis.from), visit("to", axis.to), visit("names", axis.names);
}

void members(auto&& visit, Is<Line> auto& line) {
  visit("label", line.label), visit("x", line.x), visit("y", line.y);
  visit("lower", line.lower), visit("upper", line.upper);
  visit("stroke", line.stroke), visit("colour", line.colour);
}

void members(auto&& visit, Is<Points> auto& points) {
  visit("label", points.label), visit("x", points.x), visit("y", points.y);
  visit("marker", points.marker), visit("colour", points.colour);
}

void members(auto&& visit, Is<HeatMap> auto& map) {
  visit("label", map.label), visit("unit", map.unit);
  visit("x_edges", map.x_edges), visit("y_edges", map.y_edges), visit("values", map.values);
  visit("outside", map.outside), visit("cut", map.cut), visit("colours", map.colours), visit("scale", map.scale);
  visit("from", map.from), visit("to", map.to);
}

void members(auto&& visit, Is<Polyline> auto& line) { visit("x", line.x), visit("y", line.y); }

void members(auto&& visit, Is<Outline> auto& outline) {
  visit("label", outline.label), visit("rims", outline.rims), visit("colour", outline.colour);
}

void members(auto&& visit, Is<Arrows> auto& arrows) {
  visit("label", arrows.label), visit("x", arrows.x), visit("y", arrows.y);
  visit("u", arrows.u), visit("v", arrows.v), visit("same_length", arrows.same_length);
  visit("colour", arrows.colour);
}

void members(auto&& visit, Is<Streamlines> auto& stream) {
  visit("label", stream.label), visit("lines", stream.lines), visit("colour", stream.colour);
}

void members(auto&& visit, Is<ReferenceLine> auto& line) {
  visit("label", line.label), visit("at_x", line.at_x), visit("value", line.value);
  visit("stroke", line.stroke), visit("colour", line.colour);
}

void members(auto&& visit, Is<Panel> auto& panel) {
  visit("title", panel.title), visit("x", panel.x), visit("y", panel.y);
  visit("same_scale", panel.same_scale), visit("layers", panel.layers);
}

void members(auto&& visit, Is<Figure> auto& figure) {
  visit("title", figure.title), visit("caption", figure.caption), visit("columns", figure.columns);
  visit("panels", figure.panels), visit("notes", figure.notes);
}

/// By the order of Layer.
constexpr std::array<std::string_view, std::variant_size_v<Layer>> layer_kinds{
    "line", "points", "heat_map", "outline", "arrows", "streamlines", "reference_line"};

/// By the order of each enumeration.
constexpr std::array<std::string_view, 2> names_of(Scale) { return {"linear", "log"}; }
constexpr std::array<std::string_view, 9> names_of(Role) {
  return {"automatic", "ink", "muted", "first", "second", "third", "fourth", "fifth", "sixth"};
}
constexpr std::array<std::string_view, 3> names_of(Stroke) { return {"solid", "dashed", "dotted"}; }
constexpr std::array<std::string_view, 7> names_of(Marker) {
  return {"dot", "ring", "square", "diamond", "triangle", "cross", "plus"};
}
constexpr std::array<std::string_view, 2> names_of(ColourMap) { return {"sequential", "diverging"}; }

}  // namespace ansatz::figures
