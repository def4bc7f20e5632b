// The statements of a file. See oracle.hpp; what they mean at a point is said in oracle_values.cpp.
#include "oracle.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "oracle_parser.hpp"
#include "oracle_values.hpp"

namespace oracle {
namespace {

// Every statement begins with one of these words, outside of all brackets.
std::vector<Words> statements(const Words& words) {
  static const std::set<std::string> first = {
      "pde",   "title",   "include", "param", "let",    "unknown", "domain",  "time",   "over",   "field",
      "eq",    "bc",      "ic",      "fit",   "exact",  "data",    "loss",    "ansatz", "sample", "network",
      "train", "compute", "plot",    "sweep", "output", "check",   "history", "region", "search", "given"};
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

void read_definition(File& file, Parser& parser) {
  const std::string name = parser.next();
  Definition definition;
  if (parser.accept("(")) {
    do definition.arguments.push_back(parser.next());
    while (parser.accept(","));
    parser.expect(")");
  }
  parser.expect("=");
  definition.body = parser.expression();
  file.definitions[name] = definition;
  if (parser.accept("in")) parser.skip();  // the bounds of a parameter
}

void read_domain(File& file, Parser& parser) {
  if (parser.accept("(")) {
    do file.coordinates.push_back({parser.next()});
    while (parser.accept(","));
    parser.expect(")");
  } else {
    file.coordinates.push_back({parser.next()});
  }
  file.space = file.coordinates.size();
  parser.expect("in");
  file.domain = parser.expression();
  const auto box = bounds(file, file.domain);
  for (std::size_t k = 0; k < file.space; ++k)
    file.coordinates[k].lower = box.at(k).first, file.coordinates[k].upper = box.at(k).second;
  if (!parser.accept("with")) return;
  parser.expect("coordinates");
  parser.expect("=");
  file.system = parser.next();
  if (file.system != "polar" && file.system != "cylindrical" && file.system != "spherical")
    unknown("the coordinates " + file.system);
}

/// What holds for all functions holds for this one.
void read_given(File& file, Parser& parser) {
  const std::string name = parser.next();
  parser.expect("(");
  const std::string argument = parser.next();
  file.definitions[name] = {{argument}, Parser(scan("cos(3*" + argument + ") + 0.3*" + argument + "^2")).expression()};
  parser.skip();
}

/// Three deviations around the mean of what is not certain.
void read_interval(File& file, Parser& parser) {
  const std::string name = parser.next();
  parser.expect("in");
  if (parser.accept("normal")) {
    parser.expect("(");
    const long double mean = constant(file, parser.sum()).number.real();
    parser.expect(",");
    const long double reach = 3 * constant(file, parser.sum()).number.real();
    parser.expect(")");
    file.coordinates.push_back({name, mean - reach, mean + reach});
    return;
  }
  const Value range = constant(file, parser.sum());
  file.coordinates.push_back({name, range.parts.at(0).real(), range.parts.at(1).real()});
}

bool is_coordinate(const File& file, const std::string& name) {
  return std::any_of(file.coordinates.begin(), file.coordinates.end(),
                     [&](const Coordinate& c) { return c.name == name; });
}

void read_fields(File& file, Parser& parser) {
  Words waiting;  // those that the next `on` is said of
  do {
    waiting.push_back(parser.next());
    file.fields[waiting.back()];
    if (parser.accept("complex")) file.complex = true;
    if (parser.accept("of")) {
      parser.next();
      while (parser.peek() == "," && is_coordinate(file, parser.peek(1))) parser.next(), parser.next();
    }
    if (!parser.accept("on")) continue;
    const Tree part = parser.expression();
    for (const auto& name : waiting) file.fields[name].parts.push_back(part);
    waiting.clear();
  } while (parser.accept(","));
}

Place read_place(Parser& parser) {
  Place place;
  const auto of = [&](Place::Kind kind) {
    place.kind = kind;
    place.first = parser.expression();
    if (parser.accept(",")) place.second = parser.expression();
    parser.expect(")");
  };
  if (parser.accept("boundary")) {
    place.kind = Place::Kind::boundary;
    if (parser.accept("(")) of(Place::Kind::boundary);
  } else if (parser.peek() == "interface" || parser.peek() == "point") {
    const auto kind = parser.next() == "point" ? Place::Kind::point : Place::Kind::interface;
    parser.expect("(");
    of(kind);
  } else if (parser.peek(1) == "=") {
    place.kind = Place::Kind::plane;
    place.coordinate = parser.next();
    parser.expect("=");
    place.first = parser.sum();
  } else {
    place.first = parser.expression();
  }
  if (parser.accept("where")) place.where = parser.expression();
  return place;
}

void read_condition(File& file, Parser& parser, const Words& words) {
  Condition condition{words[0], join(words), {}, {}};
  if (parser.peek(1) == ":") parser.next(), parser.next();
  do {
    const Tree left = parser.sum();
    const std::string relation = parser.next();
    if (relation != "=" && relation != "<=" && relation != ">=") unknown("the relation " + relation);
    condition.equations.push_back({left, parser.sum(), relation});
  } while (parser.accept(","));
  if (parser.accept("on")) {
    do condition.places.push_back(read_place(parser));
    while (parser.accept(","));
  }
  if (parser.accept("with")) {
    do {
      const std::string setting = parser.next();
      parser.expect("=");
      const Value said = constant(file, parser.sum());
      if (setting == "tolerance") condition.tolerance = said.number.real();
    } while (parser.accept(","));
  }
  if (condition.places.empty()) condition.places.emplace_back();
  file.conditions.push_back(condition);
}

// What is said of a field or an unknown is what it is; what is said of another expression must follow from that.
void read_exact(File& file, Parser& parser, const Words& words, const std::set<std::string>& unknowns) {
  if (std::find(words.begin(), words.end(), "from") != words.end()) return parser.skip();  // a table: tests/reference
  if (parser.peek(1) == ":") parser.next(), parser.next();
  do {
    const Tree left = parser.sum();
    parser.expect("=");
    const Tree right = parser.sum();
    if (left->kind == Kind::name && unknowns.count(left->word))
      file.definitions[left->word] = {{}, right};
    else if (left->kind == Kind::name && file.fields.count(left->word))
      file.fields[left->word].exact = right;
    else
      file.conditions.push_back({"exact", join(words), {{left, right, "="}}, {{}}});
  } while (parser.accept(","));
}

}  // namespace

File::File(const std::string& text) {
  const auto list = statements(scan(text));
  using Read = std::function<void(Parser&, const Words&)>;
  const auto each = [&](const std::set<std::string>& kinds, const Read& read) {
    for (const Words& words : list) {
      if (!kinds.count(words[0])) continue;
      Parser parser(words);
      parser.next();
      read(parser, words);
      if (!parser.done()) unknown("`" + parser.peek() + "` in " + join(words));
    }
  };
  each({"param", "let", "region"}, [&](Parser& parser, const Words&) { read_definition(*this, parser); });
  each({"given"}, [&](Parser& parser, const Words&) { read_given(*this, parser); });
  each({"domain"}, [&](Parser& parser, const Words&) { read_domain(*this, parser); });
  each({"over"}, [&](Parser& parser, const Words&) { read_interval(*this, parser); });
  each({"time"}, [&](Parser& parser, const Words&) {
    time = parser.peek();
    read_interval(*this, parser);
  });
  each({"field"}, [&](Parser& parser, const Words&) { read_fields(*this, parser); });
  std::set<std::string> unknowns;
  each({"unknown"}, [&](Parser& parser, const Words&) {
    unknowns.insert(parser.next());
    parser.skip();  // where training starts
  });
  each({"exact"}, [&](Parser& parser, const Words& words) { read_exact(*this, parser, words, unknowns); });
  each({"eq", "ic", "bc", "fit", "check"},
       [&](Parser& parser, const Words& words) { read_condition(*this, parser, words); });
}

bool File::in_space(const std::string& name) const {
  const auto end = coordinates.begin() + static_cast<std::ptrdiff_t>(space);
  return std::find_if(coordinates.begin(), end, [&](const Coordinate& c) { return c.name == name; }) != end;
}

bool File::has_exact() const {
  return std::any_of(fields.begin(), fields.end(), [](const auto& field) { return field.second.exact != nullptr; });
}

}  // namespace oracle
