// Expressions of numbers and vectors, and what their names stand for. See oracle_values.hpp.
#include "oracle_values.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace oracle {
namespace {

Value each(const Value& a, const Value& b, const std::function<Number(Number, Number)>& f) {
  if (a.parts.size() != b.parts.size()) unknown("sums of vectors and numbers");
  if (a.parts.empty()) return f(a.number, b.number);
  std::vector<Number> parts;
  for (std::size_t k = 0; k < a.parts.size(); ++k) parts.push_back(f(a.parts[k], b.parts[k]));
  return parts;
}

// Real where both are: of complex numbers 1/0 and 0 inf are nan.
Number product(Number a, Number b) { return a.imag() == 0 && b.imag() == 0 ? Number(a.real() * b.real()) : a * b; }
Number quotient(Number a, Number b) { return a.imag() == 0 && b.imag() == 0 ? Number(a.real() / b.real()) : a / b; }

Number power(Number base, Number exponent) {
  if (exponent.imag() != 0) unknown("complex powers");
  if (base.imag() == 0) return std::pow(base.real(), exponent.real());
  if (exponent.real() != std::round(exponent.real())) unknown("roots of complex numbers");
  return std::pow(base, static_cast<int>(exponent.real()));
}

Number dot(const Value& a, const Value& b) {
  if (a.parts.empty() || a.parts.size() != b.parts.size()) unknown("dot and norm of other than vectors");
  Number sum = 0;
  for (std::size_t k = 0; k < a.parts.size(); ++k) sum += a.parts[k] * b.parts[k];
  return sum;
}

Value operation(const File& file, const Node& node, const At& at) {
  const Value left = value(file, node.children.at(0), at);
  if (node.children.size() == 1) return Number(-1) * left;
  const Value right = value(file, node.children.at(1), at);
  if (node.word == "+") return left + right;
  if (node.word == "-") return left - right;
  if (node.word == "*" && left.parts.empty()) return left.number * right;
  if (!right.parts.empty()) unknown("`" + node.word + "` of vectors");
  if (node.word == "*") return right.number * left;
  if (node.word == "/" && left.parts.empty()) return quotient(left.number, right.number);
  if (node.word == "/") return quotient(1, right.number) * left;
  if (node.word == "^" && left.parts.empty()) return power(left.number, right.number);
  unknown("the operator " + node.word + " here");
}

// A field, or its derivative, at another place: u(x = 0).
Value elsewhere(const File& file, const Node& call, const At& at) {
  Point place = *at.place, base = *at.base;
  At unmoved = at, there = at;
  unmoved.place = at.base;
  there.place = &place, there.base = &base;
  for (std::size_t k = 0; k < call.places.size(); ++k) {
    if (!place.count(call.places[k])) unknown("the place " + call.places[k]);
    place[call.places[k]] = real(file, call.children[k], at);
    base[call.places[k]] = real(file, call.children[k], unmoved);
  }
  return named(file, call.word, there);
}

Value call(const File& file, const Node& node, const At& at) {
  if (!node.places.empty()) return elsewhere(file, node, at);
  if (const auto let = file.definitions.find(node.word); let != file.definitions.end()) {
    const auto& arguments = let->second.arguments;
    if (arguments.size() != node.children.size()) unknown(node.word + " with so many arguments");
    Locals locals;
    for (std::size_t k = 0; k < arguments.size(); ++k) locals[arguments[k]] = {node.children[k], &at};
    At inside = at;
    inside.locals = &locals;
    return value(file, let->second.body, inside);
  }
  if (is_differential(file, node.word)) return differential(file, node, at);
  if (node.word == "caputo") return caputo(file, node, at);
  std::vector<Value> arguments;
  for (const Tree& argument : node.children) arguments.push_back(value(file, argument, at));
  if (node.word == "dot" && arguments.size() == 2) return dot(arguments[0], arguments[1]);
  if (node.word == "norm" && arguments.size() == 1) return std::sqrt(dot(arguments[0], arguments[0]));
  std::vector<Number> numbers;
  for (const Value& argument : arguments) {
    if (!argument.parts.empty()) unknown(node.word + " of a vector");
    numbers.push_back(argument.number);
  }
  if (file.complex && numbers.size() == 1) {
    if (node.word == "re") return numbers[0].real();
    if (node.word == "im") return numbers[0].imag();
    if (node.word == "conj") return std::conj(numbers[0]);
    if (node.word == "abs2") return std::norm(numbers[0]);
  }
  return call_builtin(node.word, numbers);
}

// In a file the fields are what is stated as exact.
Value field(const File& file, const std::string& name, const Field& field, const At& at) {
  if (!field.exact) unknown("the exact value of " + name);
  if (!at.one_sided && field.parts.size() > 1) unknown("which side of the interface " + name + " is asked for");
  return value(file, field.exact, at);
}

}  // namespace

Value operator+(const Value& a, const Value& b) { return each(a, b, std::plus<>()); }
Value operator-(const Value& a, const Value& b) { return each(a, b, std::minus<>()); }

Value operator*(Number factor, const Value& of) {
  if (of.parts.empty()) return product(factor, of.number);
  std::vector<Number> parts;
  for (const Number x : of.parts) parts.push_back(product(factor, x));
  return parts;
}

Value named(const File& file, const std::string& word, const At& at) {
  static const Locals none;
  if (const auto local = at.locals->find(word); local != at.locals->end()) {
    if (!local->second.tree) return local->second.number;
    At outside = at;
    outside.locals = local->second.outside->locals;
    return value(file, local->second.tree, outside);
  }
  At global = at;
  global.locals = &none;
  if (const auto let = file.definitions.find(word); let != file.definitions.end()) {
    if (!let->second.arguments.empty()) unknown(word + " without arguments");
    return value(file, let->second.body, global);
  }
  if (const auto coordinate = at.place->find(word); coordinate != at.place->end()) return coordinate->second;
  if (const auto known = file.fields.find(word); known != file.fields.end())
    return field(file, word, known->second, global);
  if (word == "pi" || word == "π") return std::numbers::pi_v<long double>;
  if (word == "inf") return infinity;
  if (word == "i" && file.complex) return Number(0, 1);
  if (word == "normal") {
    if (!at.spot || at.spot->normal.empty()) unknown("a normal here");
    return std::vector<Number>(at.spot->normal.begin(), at.spot->normal.end());
  }
  const Derived one = derived(file, word);
  if (one.field.empty() || one.by.empty()) unknown("the name " + word);
  return derivative(file, std::make_shared<Node>(Node{Kind::name, one.field, {}, {}}), global, one.by);
}

Value value(const File& file, const Tree& tree, const At& at) {
  switch (tree->kind) {
    case Kind::number: return tree->number;
    case Kind::name: return named(file, tree->word, at);
    case Kind::call: return call(file, *tree, at);
    case Kind::operation: return operation(file, *tree, at);
    case Kind::choice: return value(file, tree->children[holds(file, tree->children[0], at) ? 1 : 2], at);
    case Kind::integral: return integral(file, *tree, at);
    case Kind::list: break;
  }
  std::vector<Number> parts;
  for (const Tree& child : tree->children) parts.push_back(number(file, child, at));
  return parts;
}

Number number(const File& file, const Tree& tree, const At& at) {
  const Value found = value(file, tree, at);
  if (!found.parts.empty()) unknown("a vector in the place of a number");
  return found.number;
}

long double real(const File& file, const Tree& tree, const At& at) {
  const Number found = number(file, tree, at);
  if (found.imag() != 0) unknown("a complex number here");
  return found.real();
}

Value constant(const File& file, const Tree& tree) {
  const Point nowhere;
  const Locals none;
  return value(file, tree, At{&nowhere, &nowhere, &none, nullptr});
}

// On boundaries `if` asks a little way inside.
Value value(const File& file, const Tree& tree, const Spot& spot) {
  const Locals none;
  const Point base = spot.normal.empty() || spot.interface ? spot.place : nudged(file, spot, -1);
  return value(file, tree, At{&spot.place, &base, &none, &spot, 0, !spot.interface});
}

}  // namespace oracle
