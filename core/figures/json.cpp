// A figure as JSON and back, by the names of members.hpp; heat maps packed where that is asked for.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <type_traits>

#include "ansatz/autodiff/error.hpp"
#include "figures/members.hpp"
#include "figures/packing.hpp"

namespace ansatz::figures {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
constexpr bool is_list = false;
template <class T>
constexpr bool is_list<std::vector<T>> = true;
template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

constexpr double infinity = std::numeric_limits<double>::infinity();

Json number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return value;
}

template <class Part>
Json written(const Part& part) {
  if constexpr (std::is_same_v<Part, double>) {
    return number(part);
  } else if constexpr (std::is_arithmetic_v<Part> || std::is_same_v<Part, std::string>) {
    return part;
  } else if constexpr (std::is_enum_v<Part>) {
    return names_of(part).at(static_cast<std::size_t>(part));
  } else if constexpr (is_list<Part>) {
    Json list = Json::array();
    for (const auto& item : part) list.push_back(written(item));
    return list;
  } else if constexpr (std::is_same_v<Part, Layer>) {
    Json object = {{"kind", layer_kinds[part.index()]}};
    object.update(std::visit([](const auto& layer) { return written(layer); }, part));
    return object;
  } else {
    Json object = Json::object();
    members(
        [&](const char* name, const auto& member) {
          if constexpr (is_optional<std::decay_t<decltype(member)>>) {
            if (member) object[name] = written(*member);
          } else {
            object[name] = written(member);
          }
        },
        part);
    return object;
  }
}

/// {from, to, count} in place of edges that stand evenly; other edges as they are.
Json packed_edges(const std::vector<double>& edges) {
  if (!stand_evenly(edges)) return written(edges);
  return {{"from", edges.front()}, {"to", edges.back()}, {"count", edges.size()}};
}

/// The numbers of a heat map in the forms of packing.hpp, in place of its lists.
void pack(const HeatMap& map, Json& written_whole) {
  const PackedNumbers values = packed_numbers(map.values, map.outside);
  written_whole["x_edges"] = packed_edges(map.x_edges);
  written_whole["y_edges"] = packed_edges(map.y_edges);
  written_whole["values"] = {
      {"digits", values.digits}, {"offset", values.offset}, {"unit", values.unit}, {"base64", values.base64}};
  if (!map.outside.empty()) written_whole["outside"] = {{"runs", runs_of(map.outside)}};
}

/// A heat map without its numbers, so that those are not written before they are packed.
Figure without_cells(Figure figure) {
  for (Panel& panel : figure.panels)
    for (Layer& layer : panel.layers)
      if (auto* map = std::get_if<HeatMap>(&layer)) map->values.clear(), map->outside.clear();
  return figure;
}

Json written_packed(const Figure& figure) {
  Json json = written(without_cells(figure));
  for (std::size_t i = 0; i < figure.panels.size(); ++i)
    for (std::size_t k = 0; k < figure.panels[i].layers.size(); ++k)
      if (const auto* map = std::get_if<HeatMap>(&figure.panels[i].layers[k]))
        pack(*map, json["panels"][i]["layers"][k]);
  return json;
}

/// A place in the JSON, said only when something is wrong with it.
struct Spot {
  const Spot* outer;
  std::string_view member;
  std::size_t index;

  std::string text() const {
    if (outer == nullptr) return "the figure";
    const std::string before = outer->outer == nullptr ? "" : outer->text();
    if (member.empty()) return fmt::format("{}[{}]", before, index);
    return before.empty() ? std::string(member) : fmt::format("{}.{}", before, member);
  }
};

[[noreturn]] void refuse(const Spot& spot, std::string_view why) {
  throw UserError(fmt::format("the description of a figure cannot be read: {} {}", spot.text(), why));
}

double read_number(const Json& json, const Spot& spot) {
  if (json.is_number()) return json.get<double>();
  if (json == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (json == "Infinity") return infinity;
  if (json == "-Infinity") return -infinity;
  refuse(spot, "is not a number");
}

/// The place of a name in a list of names.
template <std::size_t n>
std::size_t read_name(const Json& json, const std::array<std::string_view, n>& names, const Spot& spot) {
  const auto found =
      json.is_string() ? std::find(names.begin(), names.end(), json.get_ref<const std::string&>()) : names.end();
  if (found == names.end()) refuse(spot, fmt::format("is none of {}", fmt::join(names, ", ")));
  return static_cast<std::size_t>(found - names.begin());
}

template <class Part>
void read(const Json& json, Part& part, const Spot& spot);

template <class Part>
void read_members(const Json& json, Part& part, const Spot& spot, std::vector<std::string_view> known = {}) {
  if (!json.is_object()) refuse(spot, "is not an object");
  members(
      [&](const char* name, auto& member) {
        known.emplace_back(name);
        const auto found = json.find(name);
        if (found != json.end()) read(*found, member, Spot{&spot, name, 0});
      },
      part);
  for (const auto& [name, value] : json.items())
    if (std::find(known.begin(), known.end(), name) == known.end())
      refuse(Spot{&spot, name, 0}, fmt::format("is not known; known there are {}", fmt::join(known, ", ")));
}

/// A layer of the kind with this number.
template <std::size_t kind = 0>
Layer layer_of_kind(std::size_t wanted) {
  if constexpr (kind + 1 < std::variant_size_v<Layer>) {
    if (kind != wanted) return layer_of_kind<kind + 1>(wanted);
  }
  return Layer(std::in_place_index<kind>);
}

template <class Part>
void read(const Json& json, Part& part, const Spot& spot) {
  if constexpr (std::is_same_v<Part, double>) {
    part = read_number(json, spot);
  } else if constexpr (std::is_same_v<Part, bool>) {
    if (!json.is_boolean()) refuse(spot, "is neither true nor false");
    part = json.get<bool>();
  } else if constexpr (std::is_integral_v<Part>) {
    if (!json.is_number_unsigned() || json.get<std::uint64_t>() > std::numeric_limits<Part>::max())
      refuse(spot, fmt::format("is not a whole number from 0 to {}", std::numeric_limits<Part>::max()));
    part = json.get<Part>();
  } else if constexpr (std::is_same_v<Part, std::string>) {
    if (!json.is_string()) refuse(spot, "is not a text");
    part = json.get<std::string>();
  } else if constexpr (std::is_enum_v<Part>) {
    part = static_cast<Part>(read_name(json, names_of(part), spot));
  } else if constexpr (is_optional<Part>) {
    read(json, part.emplace(), spot);
  } else if constexpr (is_list<Part>) {
    if (!json.is_array()) refuse(spot, "is not a list");
    part.clear();
    part.reserve(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) read(json[i], part.emplace_back(), Spot{&spot, "", i});
  } else if constexpr (std::is_same_v<Part, Layer>) {
    if (!json.is_object() || !json.contains("kind")) refuse(spot, "is not an object with a member `kind`");
    part = layer_of_kind(read_name(json["kind"], layer_kinds, Spot{&spot, "kind", 0}));
    std::visit([&](auto& layer) { read_members(json, layer, spot, {"kind"}); }, part);
  } else {
    read_members(json, part, spot);
  }
}

}  // namespace

std::string figure_to_json(const Figure& figure, Values values) {
  const Json json = values == Values::packed ? written_packed(figure) : written(figure);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Figure figure_from_json(std::string_view json) {
  Json read_in;
  try {
    read_in = Json::parse(json);
  } catch (const Json::exception& error) {
    throw UserError(fmt::format("the description of a figure is no JSON: {}", error.what()));
  }
  Figure figure;
  read(read_in, figure, Spot{nullptr, "", 0});
  return figure;
}

}  // namespace ansatz::figures
