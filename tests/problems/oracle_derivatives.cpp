// Derivatives by differences, and all that is made of them. See oracle_values.hpp.
#include <algorithm>
#include <cmath>

#include "oracle_values.hpp"

namespace oracle {
namespace {

using Function = std::function<Value(const Point&)>;

// Names of coordinates one after another, the longest that fits first; none where the word is something else.
std::vector<std::string> coordinates_in(const File& file, const std::string& word) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < word.size(); at += found.back().size()) {
    std::string longest;
    for (const Coordinate& x : file.coordinates)
      if (word.compare(at, x.name.size(), x.name) == 0 && x.name.size() > longest.size()) longest = x.name;
    if (longest.empty()) return {};
    found.push_back(longest);
  }
  return found;
}

// Central differences of eighth order, of first or second derivatives.
Function difference(const Function& of, const std::string& by, long double h, bool second) {
  constexpr long double first[] = {0, 4 / 5.0L, -1 / 5.0L, 4 / 105.0L, -1 / 280.0L};
  constexpr long double twice[] = {-205 / 72.0L, 8 / 5.0L, -1 / 5.0L, 8 / 315.0L, -1 / 560.0L};
  return [=](const Point& p) {
    Point moved = p;
    const long double* weights = second ? twice : first;
    std::vector<Value> terms;
    if (second) terms.push_back(Number(weights[0]) * of(p));
    for (int k = 1; k <= 4; ++k) {
      moved[by] = p.at(by) + k * h;
      const Value right = of(moved);
      moved[by] = p.at(by) - k * h;
      const Value left = of(moved);
      terms.push_back(Number(weights[k]) * (second ? right + left : right - left));
    }
    Value sum = terms.front();
    for (std::size_t k = 1; k < terms.size(); ++k) sum = sum + terms[k];
    return Number(1 / (second ? h * h : h)) * sum;
  };
}

long double length_of(const Coordinate& x) { return x.upper - x.lower; }

/// The steps of coordinates that are no lengths, and how fast what flows along one spreads.
struct Metric {
  long double step = 1, spread = 0;
};

Metric metric(const File& file, std::size_t k, const Point& at) {
  if (file.system.empty()) return {};
  const bool sphere = file.system == "spherical";
  const long double r = at.at(file.coordinates[0].name);
  if (k == 0) return {1, (sphere ? 2 : 1) / r};
  if (!sphere) return {k == 1 && (file.system == "polar" || file.space == 3) ? r : 1, 0};
  const long double angle = at.at(file.coordinates[1].name);
  if (k == 1) return {r, std::cos(angle) / std::sin(angle) / r};
  return {r * std::sin(angle), 0};
}

void only_cartesian(const File& file, const std::string& what) {
  if (!file.system.empty()) unknown(what + " in " + file.system + " coordinates");
}

Number part(const Value& of, std::size_t k, const File& file) {
  if (of.parts.size() != file.space) unknown("a divergence of what has not one part for each coordinate");
  return of.parts[k];
}

Value along(const File& file, const std::vector<Number>& direction, const Tree& of, const At& at) {
  if (direction.size() != file.space) unknown("a direction of other than one part for each coordinate");
  Value sum = Number(1 / metric(file, 0, *at.place).step) * direction.at(0) *
              derivative(file, of, at, {file.coordinates[0].name});
  for (std::size_t k = 1; k < file.space; ++k)
    sum = sum + Number(1 / metric(file, k, *at.place).step) * direction.at(k) *
                    derivative(file, of, at, {file.coordinates[k].name});
  return sum;
}

Value laplacian(const File& file, const Tree& of, const At& at) {
  std::vector<Value> terms;
  for (std::size_t k = 0; k < file.space; ++k) {
    const std::string& x = file.coordinates[k].name;
    const Metric here = metric(file, k, *at.place);
    terms.push_back(Number(1 / (here.step * here.step)) * derivative(file, of, at, {x, x}));
    if (here.spread != 0) terms.push_back(Number(here.spread / here.step) * derivative(file, of, at, {x}));
  }
  Value sum = terms.at(0);
  for (std::size_t k = 1; k < terms.size(); ++k) sum = sum + terms[k];
  if (!sum.parts.empty()) only_cartesian(file, "the Laplacian of a vector");
  return sum;
}

Value normal_derivative(const File& file, const Tree& of, const At& at) {
  if (!at.spot || at.spot->normal.empty()) unknown("a normal here");
  const auto& normal = at.spot->normal;
  if (std::count(normal.begin(), normal.end(), 0) + 1 != static_cast<std::ptrdiff_t>(normal.size()))
    only_cartesian(file, "slanting normals");
  return along(file, {normal.begin(), normal.end()}, of, at);
}

// The second side less the first, each with its own branches of what the regions choose.
Value jump(const File& file, const Tree& of, const At& at) {
  if (!at.spot || !at.spot->interface) unknown("a jump here");
  const Point first = nudged(file, *at.spot, -1), second = nudged(file, *at.spot, 1);
  At one = at, other = at;
  one.base = &first, other.base = &second;
  one.one_sided = other.one_sided = true;
  return value(file, of, other) - value(file, of, one);
}

}  // namespace

Derived derived(const File& file, const std::string& word) {
  for (std::size_t bar = word.find('_'); bar != std::string::npos; bar = word.find('_', bar + 1)) {
    const Derived found{word.substr(0, bar), coordinates_in(file, word.substr(bar + 1))};
    if (file.fields.count(found.field) && !found.by.empty()) return found;
  }
  if (word[0] == 'd') return {"", coordinates_in(file, word.substr(1))};
  return {};
}

int order(const File& file, const Tree& tree, const Locals& locals) {
  static const Locals none;
  int within = 0;
  for (const Tree& child : tree->children) within = std::max(within, order(file, child, locals));
  if (tree->kind != Kind::name && tree->kind != Kind::call) return within;
  if (const auto local = locals.find(tree->word); local != locals.end())
    return local->second.tree ? order(file, local->second.tree, *local->second.outside->locals) : 0;
  if (const auto let = file.definitions.find(tree->word); let != file.definitions.end())
    return within + order(file, let->second.body, none);
  const Derived one = derived(file, tree->word);
  const auto field = file.fields.find(one.field.empty() ? tree->word : one.field);
  if (field != file.fields.end() && field->second.exact) within += order(file, field->second.exact, none);
  if (tree->word == "lap") return within + 2;
  if (tree->word == "grad" || tree->word == "div" || tree->word == "advect" || tree->word == "dn") return within + 1;
  if (tree->word == "d") return within + static_cast<int>(tree->children.size()) - 1;
  return within + static_cast<int>(one.by.size());
}

// Wider for higher orders, where rounding counts more: of all derivatives that the outermost one holds.
Value derivative(const File& file, const Tree& of, const At& at, const std::vector<std::string>& by) {
  constexpr long double widths[] = {0, 1e-4L, 4e-4L, 1e-3L, 2e-3L, 2e-3L, 4e-3L};
  At inside = at;
  if (at.order == 0) inside.order = static_cast<int>(by.size()) + order(file, of, *at.locals);
  if (inside.order > 6) unknown("derivatives of so high an order");
  Function f = [&file, &of, inside](const Point& p) {
    At moved = inside;
    moved.place = &p;
    return value(file, of, moved);
  };
  for (const Coordinate& x : file.coordinates) {
    const long double h = widths[inside.order] * length_of(x);
    for (auto times = std::count(by.begin(), by.end(), x.name); times > 0; times -= 2)
      f = difference(f, x.name, h, times > 1);
  }
  return f(*at.place);
}

bool is_differential(const File& file, const std::string& function) {
  static const std::vector<std::string> all = {"d", "grad", "div", "lap", "advect", "dn", "jump"};
  const Derived one = derived(file, function);
  return std::find(all.begin(), all.end(), function) != all.end() || (one.field.empty() && !one.by.empty());
}

Value differential(const File& file, const Node& call, const At& at) {
  const std::size_t arguments = call.children.size();
  if (call.word == "d" ? arguments < 2 : arguments != (call.word == "advect" ? 2 : 1))
    unknown(call.word + " with so many arguments");
  const Tree& of = call.children[call.word == "advect" ? 1 : 0];
  if (call.word == "jump") return jump(file, of, at);
  if (call.word == "dn") return normal_derivative(file, of, at);
  if (call.word == "d") {
    std::vector<std::string> by;
    for (std::size_t k = 1; k < arguments; ++k) {
      by.push_back(call.children[k]->word);
      if (!at.place->count(by.back())) unknown("derivatives by " + by.back());
    }
    return derivative(file, of, at, by);
  }
  if (call.word != "grad" && call.word != "div" && call.word != "lap" && call.word != "advect")
    return derivative(file, of, at, derived(file, call.word).by);
  if (file.space == 0) unknown(call.word + " without space");
  if (call.word == "lap") return laplacian(file, of, at);
  if (call.word == "advect") {
    const Value velocity = value(file, call.children[0], at);
    const Value carried = along(file, velocity.parts, of, at);
    if (!carried.parts.empty()) only_cartesian(file, "advection of a vector");
    return carried;
  }
  std::vector<Number> gradient;
  Number divergence = 0;
  for (std::size_t k = 0; k < file.space; ++k) {
    const Metric here = metric(file, k, *at.place);
    const Value slope = Number(1 / here.step) * derivative(file, of, at, {file.coordinates[k].name});
    if (call.word == "div") divergence += part(slope, k, file) + here.spread * part(value(file, of, at), k, file);
    if (call.word == "div") continue;
    if (!slope.parts.empty()) unknown("the gradient of a vector");
    gradient.push_back(slope.number);
  }
  if (call.word == "div") return divergence;
  return gradient;
}

}  // namespace oracle
