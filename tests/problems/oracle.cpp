// The statements of a file, and derivatives by differences. See oracle.hpp.
#include "oracle.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "oracle_parser.hpp"

namespace oracle {

std::vector<Coordinate> File::coordinates_in(const std::string& word) const {
  std::vector<Coordinate> found;
  for (std::size_t at = 0; at < word.size(); at += found.back().name.size()) {
    const auto named = std::find_if(coordinates.begin(), coordinates.end(),
                                    [&](const Coordinate& x) { return word.compare(at, x.name.size(), x.name) == 0; });
    if (named == coordinates.end()) return {};
    found.push_back(*named);
  }
  return found;
}

// Central differences of sixth order, one coordinate after another; wider for higher
// orders, where rounding counts more.
long double File::derivative(const Value& of, const Point& at, const std::string& wanted) const {
  const std::vector<Coordinate> by = coordinates_in(wanted);
  if (by.empty()) unknown("the derivative by " + wanted);
  constexpr long double widths[] = {0, 1e-4L, 4e-4L, 2e-3L, 1e-2L};
  const long double width = widths[std::min<std::size_t>(by.size(), 4)];
  Value value = of;
  for (const Coordinate& x : by) {
    const long double h = width * (x.upper - x.lower);
    value = [inner = value, name = x.name, h](const Point& p) {
      constexpr long double weights[] = {0, 45 / 60.0L, -9 / 60.0L, 1 / 60.0L};
      Point moved = p;
      long double sum = 0;
      for (int k = 1; k <= 3; ++k) {
        moved[name] = p.at(name) + k * h;
        sum += weights[k] * inner(moved);
        moved[name] = p.at(name) - k * h;
        sum -= weights[k] * inner(moved);
      }
      return sum / h;
    };
  }
  return value(at);
}

namespace {

// Every statement begins with one of these words, outside of all brackets.
std::vector<Words> statements(const Words& words) {
  static const std::set<std::string> first = {"pde",     "title", "include", "param",  "let",    "unknown", "domain",
                                              "time",    "over",  "field",   "eq",     "bc",     "ic",      "fit",
                                              "exact",   "data",  "loss",    "ansatz", "sample", "network", "train",
                                              "compute", "plot",  "sweep",   "output", "check",  "history", "region"};
  std::vector<Words> list;
  int depth = 0;
  for (const std::string& word : words) {
    if (depth == 0 && first.count(word)) list.emplace_back();
    if (word == "(" || word == "[" || word == "{") ++depth;
    if (word == ")" || word == "]" || word == "}") --depth;
    list.at(list.size() - 1).push_back(word);
  }
  return list;
}

std::string join(const Words& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace

File::File(const std::string& text) {
  const auto list = statements(scan(text));
  const auto each = [&](std::initializer_list<const char*> kinds, auto read) {
    for (const Words& words : list) {
      if (std::find(kinds.begin(), kinds.end(), words[0]) == kinds.end()) continue;
      Parser parser(*this, words);
      parser.next();
      read(parser, words);
    }
  };
  each({"param", "let", "region"}, [&](Parser& parser, const Words& words) {
    const std::string name = parser.next();
    Definition definition;
    if (parser.accept("(")) {
      do definition.arguments.push_back(parser.next());
      while (parser.accept(","));
      parser.expect(")");
    }
    parser.expect("=");
    parts_[name] = {words.begin() + 3, words.end()};
    definition.body = parser.expression();
    definitions_[name] = definition;
  });
  each({"domain"}, [&](Parser& parser, const Words& words) {
    if (std::find(words.begin(), words.end(), "with") != words.end()) {
      if (words.back() != "polar") unknown("the coordinates " + words.back());
      polar_ = true;
    }
    if (!parser.accept("(")) {
      const std::string name = parser.next();
      parser.expect("in");
      const auto [lower, upper] = parser.interval();
      coordinates.push_back({name, lower, upper});
      return;
    }
    do coordinates.push_back({parser.next(), 0, 0});
    while (parser.accept(","));
    parser.expect(")");
    parser.expect("in");
    const auto shape = parser.next();
    if (shape == "disk") return read_disk(parser);
    if (shape != "rect" && shape != "box") unknown("the shape " + shape);
    for (auto corner : {&Coordinate::lower, &Coordinate::upper}) {
      parser.next();  // ( or ,
      parser.expect("[");
      for (auto& c : coordinates) c.*corner = parser.expression()({}), parser.next();  // , or ]
    }
  });
  each({"over"}, [&](Parser& parser, const Words&) {
    const std::string name = parser.next();
    parser.expect("in");
    const auto [lower, upper] = parser.interval();
    coordinates.push_back({name, lower, upper});
    parameters_.insert(name);
  });
  each({"time"}, [&](Parser& parser, const Words&) {
    time = parser.next();
    parser.expect("in");
    const auto [lower, upper] = parser.interval();
    coordinates.push_back({time, lower, upper});
  });
  std::set<std::string> unknowns;
  each({"unknown"}, [&](Parser& parser, const Words&) { unknowns.insert(parser.next()); });
  each({"exact"}, [&](Parser& parser, const Words& words) {
    if (std::find(words.begin(), words.end(), "from") != words.end()) return;  // a table: tests/reference looks at it
    do {
      const std::string name = parser.next();
      parser.expect("=");
      const Value value = parser.expression();
      if (unknowns.count(name))
        definitions_[name].body = value;  // what is to be found is known here
      else
        exact[name] = value;
    } while (parser.accept(","));
  });
  each({"eq", "ic", "bc", "fit"}, [&](Parser& parser, const Words& words) {
    Condition condition{words[0], join(words), {}, {}};
    if (parser.peek(1) == ":") parser.next(), parser.next();
    do {
      const Value left = parser.expression();
      parser.expect("=");
      condition.equations.push_back({left, parser.expression()});
    } while (parser.accept(","));
    if (condition.kind == "ic") condition.faces.push_back({{time, coordinates.back().lower}});
    if (parser.accept("on")) {
      do {
        const std::string place = parser.next();
        if (place == "interface") {  // of comparisons, which lets name: where the first ends
          parser.expect("(");
          const Words first = parts_.at(parser.next());
          while (!parser.accept(")")) parser.next();
          Parser end(*this, {first.begin() + 2, first.end()});
          condition.faces.push_back({{first.at(0), end.expression()({})}});
        } else if (place == "boundary" && !circle_.empty()) {
          condition.faces = circle_;
        } else if (place == "boundary") {
          for (const auto& c : coordinates) {
            if (c.name != time && !parameters_.count(c.name))
              condition.faces.push_back({{c.name, c.lower}}), condition.faces.push_back({{c.name, c.upper}});
          }
        } else {
          parser.expect("=");
          condition.faces.push_back({{place, parser.expression()({})}});
        }
      } while (parser.accept(","));
    }
    if (!parser.done()) unknown("`" + parser.peek() + "` in " + condition.text);
    conditions.push_back(condition);
  });
}

void File::read_disk(Parser& parser) {
  parser.expect("(");
  parser.expect("[");
  std::vector<long double> centre;
  for (std::size_t k = 0; k < 2; ++k) centre.push_back(parser.expression()({})), parser.next();  // , or ]
  parser.expect(",");
  const long double radius = parser.expression()({});
  for (std::size_t k = 0; k < 2; ++k) {  // the square within the circle
    coordinates.at(k).lower = centre[k] - radius / std::sqrt(2.0L);
    coordinates.at(k).upper = centre[k] + radius / std::sqrt(2.0L);
  }
  for (int k = 0; k < 8; ++k) {
    const long double angle = 0.3L + k;
    circle_.push_back({{coordinates[0].name, centre[0] + radius * std::cos(angle)},
                       {coordinates[1].name, centre[1] + radius * std::sin(angle)}});
  }
}

}  // namespace oracle
