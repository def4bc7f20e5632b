#include "ansatz/core/optimise/team.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/program.hpp"

namespace ansatz {

int worker_count(int asked) {
  constexpr int most = 1024;  // more is a slip of the keyboard, and would take memory for each
  if (asked < 0 || asked > most)
    throw UserError(fmt::format("the number of threads must be from 1 to {}, or 0 for all; it is {}", most, asked));
  return asked > 0 ? asked : std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, most);
}

optimise::Team optimise::team_of(ad::Workers& workers) {
  return [&workers](std::size_t parts, const std::function<void(std::size_t)>& part) { workers.for_each(parts, part); };
}

}  // namespace ansatz
