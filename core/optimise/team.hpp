// Who does the parts of a computation: the threads of the program, or one thread in a loop.
#pragma once

#include <cstddef>
#include <functional>

namespace ansatz::optimise {

/// Calls part(i) for every i below `parts`, in any order and perhaps on several threads; returns when all are done.
/// Parts must not throw, and write nothing that another one reads or writes.
using Team = std::function<void(std::size_t parts, const std::function<void(std::size_t part)>& part)>;

/// The team of one.
inline void alone(std::size_t parts, const std::function<void(std::size_t part)>& part) {
  for (std::size_t i = 0; i < parts; ++i) part(i);
}

}  // namespace ansatz::optimise
