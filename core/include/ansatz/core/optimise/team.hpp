// Who does the parts of a computation: the threads of the program, or one thread in a loop; and how many threads.
#pragma once

#include <cstddef>
#include <functional>

namespace ansatz::ad {
class Workers;
}

namespace ansatz {

/// `asked`, or with 0 as many as this process may run on. Throws UserError when it is negative or absurdly large.
int worker_count(int asked);

namespace optimise {

/// Calls part(i) for every i below `parts`, in any order and perhaps on several threads; returns when all are done.
/// Parts must not throw, and write nothing that another one reads or writes.
using Team = std::function<void(std::size_t parts, const std::function<void(std::size_t part)>& part)>;

/// The team of one.
inline void alone(std::size_t parts, const std::function<void(std::size_t part)>& part) {
  for (std::size_t i = 0; i < parts; ++i) part(i);
}

/// The workers as a team; they must live longer.
Team team_of(ad::Workers& workers);

}  // namespace optimise
}  // namespace ansatz
