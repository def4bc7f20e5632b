// What an expression of the language evaluates to.
#pragma once

#include <string>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/geometry.hpp"

namespace ansatz::dsl {

struct Value {
  enum class Kind {
    scalar,     // parts[0]; a constant of the graph where the value is known
    vector,     // parts, at least two
    complex,    // parts[0] and parts[1], its real and its imaginary part
    condition,  // parts[0] is 1 where it holds and 0 where it does not
    boolean,    // truth: the words true and false
    shape,
    text,
  };
  Kind kind = Kind::scalar;
  std::vector<ad::Expr> parts;
  bool truth = false;
  GeometryPtr shape;
  std::string text;

  static Value scalar(ad::Expr e) { return {Kind::scalar, {e}, false, nullptr, ""}; }
  /// A vector of one component is a scalar.
  static Value vector(std::vector<ad::Expr> parts) {
    const Kind kind = parts.size() == 1 ? Kind::scalar : Kind::vector;
    return {kind, std::move(parts), false, nullptr, ""};
  }
  static Value complex(ad::Expr re, ad::Expr im) { return {Kind::complex, {re, im}, false, nullptr, ""}; }
  static Value condition(ad::Expr e) { return {Kind::condition, {e}, false, nullptr, ""}; }
  static Value boolean(bool truth) { return {Kind::boolean, {}, truth, nullptr, ""}; }
  static Value of_shape(GeometryPtr shape) { return {Kind::shape, {}, false, std::move(shape), ""}; }
  static Value of_text(std::string text) { return {Kind::text, {}, false, nullptr, std::move(text)}; }
};

/// "a scalar", "a vector of 2 components", "a condition": how messages speak of a value.
inline std::string describe(const Value& value) {
  switch (value.kind) {
    case Value::Kind::scalar: return "a scalar";
    case Value::Kind::vector: return "a vector of " + std::to_string(value.parts.size()) + " components";
    case Value::Kind::complex: return "a complex number";
    case Value::Kind::condition:
    case Value::Kind::boolean: return "a condition";
    case Value::Kind::shape: return "a shape";
    case Value::Kind::text: return "a text";
  }
  return "a value";
}

}  // namespace ansatz::dsl
