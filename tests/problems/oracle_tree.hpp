// Expressions of `.pde` files as trees. How they are read: oracle_parser.cpp; what they are worth: oracle_values.cpp.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace oracle {

struct Node;
using Tree = std::shared_ptr<const Node>;

enum class Kind { number, name, call, list, operation, choice, integral };

struct Node {
  Kind kind;
  std::string word;                 // the name, the function, the operator, the variable of an integral
  std::vector<Tree> children;       // of a choice: test, yes, no; of an integral: integrand, from, to
  std::vector<std::string> places;  // the coordinates that a call gives, as u(x = 0) does
  long double number = 0;
};

[[noreturn]] void unknown(const std::string& what);

}  // namespace oracle
