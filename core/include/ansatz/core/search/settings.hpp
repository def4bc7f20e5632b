// What a search for functions is told besides its space and its problems: plain settings, described like all others.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ansatz/core/search/surrogate.hpp"

namespace ansatz::search {

struct SearchSettings {
  std::uint64_t seeds = 3;     // trainings of a function on each problem; 1 to 1000
  std::uint64_t budget = 100;  // functions that are trained; 0: all
  std::uint64_t pool = 1000;  // functions of the space that are looked at, drawn at random where there are more; 0: all
  std::uint64_t seed = 0;     // of what the search itself draws
  std::uint64_t finalists = 0;      // of the best so many are trained again, when the budget is spent; 0 to 10000
  std::uint64_t further_seeds = 7;  // from so many seeds behind the others, which alone decide then; 1 to 1000
  Surrogate surrogate = Knn{};
};

std::shared_ptr<const Method> method_of(const SearchSettings&);

}  // namespace ansatz::search
