// The three kinds of failure, told apart by type so that each is reported to the one who can act on it.
//
//   UserError      somebody asked for something that has no meaning: a matrix product whose inner sizes
//                  differ, a setting out of range. The message says what, where, why and what to do.
//   InternalFault  the program broke one of its own invariants. Never the user's fault; please report it.
//   WorldFailure   the surroundings refused: disk full, file unreadable, memory exhausted.
//
// InternalFault is a std::logic_error, the others are std::runtime_error. `what()` says all: lower case, no full stop.
#pragma once

#include <stdexcept>
#include <string>

namespace ansatz {

class UserError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class InternalFault : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

class WorldFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace ansatz
