// A second, slow and obvious reader of `.pde` files, which shares no code with the solver or its language: it
// evaluates equations at points with the exact solution in place of the fields, and derivatives by differences.
//
// It knows scalars only: arithmetic, `if`, functions and `let`, derivatives by name, lap, dx, integral to infinity.
// Whatever else it meets is an error, so nothing passes unread.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace oracle {

using Point = std::map<std::string, long double>;  // coordinates, and the variables of functions and integrals
using Value = std::function<long double(const Point&)>;

struct Equation {
  Value left, right;
};

/// An `eq`, `ic`, `bc` or `fit` statement, and where it holds: for each face the coordinates that are fixed.
struct Condition {
  std::string kind;
  std::string text;  // for messages
  std::vector<Equation> equations;
  std::vector<Point> faces;  // empty: the interior
};

struct Coordinate {
  std::string name;
  long double lower, upper;
};

class Parser;

class File {
 public:
  explicit File(const std::string& text);

  std::vector<Coordinate> coordinates;  // space first, time last
  std::string time;                     // the name of the last one, if it is time
  std::vector<Condition> conditions;
  std::map<std::string, Value> exact;

 private:
  friend class Parser;
  long double derivative(const Value& of, const Point& at, const std::string& wanted) const;
  /// "xxy" as coordinates; none where it is something else.
  std::vector<Coordinate> coordinates_in(const std::string& word) const;
  void read_disk(Parser& parser);
  /// By what second derivatives along a coordinate are multiplied: 1/r^2 of an angle.
  long double per_length(const Coordinate& c, const Point& at) const {
    const long double r = polar_ && c.name != coordinates.front().name ? at.at(coordinates.front().name) : 1;
    return 1 / (r * r);
  }

  struct Definition {
    std::vector<std::string> arguments;
    Value body;
  };
  std::map<std::string, Definition> definitions_;
  std::map<std::string, std::vector<std::string>> parts_;  // the words behind `let lower =`
  std::set<std::string> parameters_;                       // those coordinates that are `over` a range
  bool polar_ = false;                                     // the coordinates of space are r and an angle
  std::vector<Point> circle_;                              // points of the boundary, where the domain is a disk
};

}  // namespace oracle
