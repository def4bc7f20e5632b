// A second, slow and obvious reader of `.pde` files, which shares no code with the solver or its language: it
// evaluates equations at points with the exact solution in place of the fields, and derivatives by differences.
//
// It knows numbers and vectors, real and complex; derivatives in space, across boundaries and interfaces, fractional in
// time; integrals; regions; and the special functions that exact solutions need. Whatever else it meets is an error, so
// nothing passes unread. Read on in oracle.cpp (statements), oracle_values.hpp (expressions) and oracle_places.cpp
// (points).
#pragma once

#include <complex>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "oracle_tree.hpp"

namespace oracle {

using Number = std::complex<long double>;
using Point = std::map<std::string, long double>;  // a value of each coordinate

/// A number or a vector.
struct Value {
  Value(long double real) : number(real) {}
  Value(Number value) : number(value) {}
  Value(std::vector<Number> all) : parts(std::move(all)) {}

  Number number = 0;
  std::vector<Number> parts;  // of a vector; none of a number
};

struct Coordinate {
  std::string name;
  long double lower = 0, upper = 0;
};

struct Definition {
  std::vector<std::string> arguments;
  Tree body;
};

struct Field {
  Tree exact;               // none where it is not stated as a formula
  std::vector<Tree> parts;  // of the domain, where it lives; none: everywhere
};

struct Equation {
  Tree left, right;
  std::string relation;
};

/// What stands behind `on`.
struct Place {
  enum class Kind { inside, plane, boundary, interface, point } kind = Kind::inside;
  std::string coordinate;  // of a plane
  Tree first, second;      // its value; the part or shape; both parts of an interface; where the point is
  Tree where;
};

/// An `eq`, `ic`, `bc`, `fit` or `check` statement.
struct Condition {
  std::string kind;
  std::string text;  // for messages
  std::vector<Equation> equations;
  std::vector<Place> places;
  long double tolerance = 0;  // what the file lets it be off
};

struct File {
  explicit File(const std::string& text);

  bool in_space(const std::string& name) const;
  bool has_exact() const;

  std::vector<Coordinate> coordinates;  // space first
  std::size_t space = 0;                // how many they are
  std::string time;
  std::string system;  // polar, cylindrical, spherical; none: Cartesian
  Tree domain;
  bool complex = false;
  std::map<std::string, Definition> definitions;  // also regions, parameters, and unknowns with an exact value
  std::map<std::string, Field> fields;
  std::vector<Condition> conditions;
};

/// A point where a condition is asked for.
struct Spot {
  Point place;
  std::vector<long double> normal;  // on boundaries and interfaces
  bool interface = false;
};

/// Random points of every place of a condition.
std::vector<Spot> spots(const File& file, const Condition& condition, std::mt19937& random);

Value value(const File& file, const Tree& tree, const Spot& spot);

}  // namespace oracle
