// What a problem's coordinates, fields and unknowns are called by in C++: their number, and their name beside it.
//
// A handle is a plain value. It serves every copy of the problem that gave it, a problem that was put together anew in
// the same way, and a solution that was loaded for that. Wherever one is used its name is compared with what the
// problem has under its number, so that a handle of another problem is a UserError and never another field.
#pragma once

#include <cstddef>
#include <string>

namespace ansatz {

struct Coordinate {
  std::size_t number = 0;  // those of space first, then time
  std::string name;
};

struct Field {
  std::size_t number = 0;
  std::string name;
};

/// A scalar that is trained with the networks.
struct Unknown {
  std::size_t number = 0;
  std::string name;
};

}  // namespace ansatz
