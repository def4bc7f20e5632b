// How much memory training will take, before anything of it is made: so that what cannot fit is not begun.
#pragma once

#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

struct Classification;

struct MemoryPart {
  // "program", "points", "fields", "threads", "images", "layers", "network", the name of an optimiser, or "check", at
  // the end
  std::string what;
  double bytes = 0;    // at most, from the start of a run to its end
  std::string remedy;  // what makes it less; empty where nothing does
};

/// An estimate of what a run of the problem takes, with the check and the files at its end, where that is much: it
/// follows from the numbers of points, weights and threads and what the optimiser keeps. Nothing is sampled and nothing
/// compiled for it. Throws UserError where the problem makes no sense.
std::vector<MemoryPart> memory_of(const Problem& problem);

/// The same of a run on images, which have been read.
std::vector<MemoryPart> memory_of(const Classification& problem);

}  // namespace ansatz
