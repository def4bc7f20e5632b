// What the parts of the oracle share: where an expression is evaluated, and its value there. Expressions of numbers
// and vectors: oracle_values.cpp; derivatives: oracle_derivatives.cpp; functions and integrals: oracle_functions.cpp;
// shapes and regions: oracle_parts.cpp.
#pragma once

#include <functional>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "oracle.hpp"

namespace oracle {

constexpr long double infinity = std::numeric_limits<long double>::infinity();

struct At;

/// An argument of a function, or where it has no tree the variable of an integral. Arguments are evaluated where they
/// are used, so that derivatives within a function see through them.
struct Local {
  Tree tree;
  const At* outside = nullptr;
  Number number = 0;
};
using Locals = std::map<std::string, Local>;

/// Where an expression is evaluated. Differences move `place`; `base` stays, and says which branch of an `if` holds, so
/// that each branch is differentiated as if it went on. On interfaces it lies on one side, on boundaries inside.
struct At {
  const Point* place;
  const Point* base;
  const Locals* locals;
  const Spot* spot;
  int order = 0;          // of all derivatives around and within the outermost one
  bool one_sided = true;  // no on interfaces, until `jump` has chosen a side
};

Value value(const File& file, const Tree& tree, const At& at);
Number number(const File& file, const Tree& tree, const At& at);       // an error for vectors
long double real(const File& file, const Tree& tree, const At& at);    // and for complex numbers
Value constant(const File& file, const Tree& tree);                    // of parameters alone
Value named(const File& file, const std::string& word, const At& at);  // a field, a coordinate, a definition, ...

Value operator+(const Value& a, const Value& b);
Value operator-(const Value& a, const Value& b);
Value operator*(Number factor, const Value& of);

/// "u_xy" as u and its coordinates, "dxy" as no field and them; no coordinates where it is neither.
struct Derived {
  std::string field;
  std::vector<std::string> by;
};
Derived derived(const File& file, const std::string& word);
Value derivative(const File& file, const Tree& of, const At& at, const std::vector<std::string>& by);
bool is_differential(const File& file, const std::string& function);
Value differential(const File& file, const Node& call, const At& at);  // d, dx, grad, div, lap, advect, dn, jump
int order(const File& file, const Tree& tree, const Locals& locals);   // how many derivatives it nests

/// The point a little way along the normal, or against it; far less than what differences move.
Point nudged(const File& file, const Spot& spot, int direction);

Number call_builtin(const std::string& name, const std::vector<Number>& arguments);
Value integral(const File& file, const Node& node, const At& at);
Value caputo(const File& file, const Node& call, const At& at);

/// A piece of a boundary: what gives a random point of it, with its normal; its coordinate and where, if it is flat.
struct Surface {
  std::function<Spot(std::mt19937&)> random;
  std::string coordinate;
  long double where = 0;
};
using Bounds = std::vector<std::pair<long double, long double>>;

bool holds(const File& file, const Tree& part, const At& at);  // a condition, or a shape that the point is in
bool contains(const File& file, const Tree& part, const Point& point);
Bounds bounds(const File& file, const Tree& shape);
std::vector<Surface> surfaces(const File& file, const Tree& part);

}  // namespace oracle
