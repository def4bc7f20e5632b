// What is to be cited of a run: the works behind the methods that it used, and no others.
#pragma once

#include <string>
#include <vector>

#include "ansatz/core/outcome.hpp"
#include "ansatz/core/problem.hpp"
#include "ansatz/core/publication.hpp"

namespace ansatz {

struct Classification;

struct Citation {
  std::vector<std::string> used;  // what of the problem comes from it, as it is written in a file: `adam`, `causal`
  Publication work;
};

/// In the order of networks, points, weights and stages, each work once. What is left to the problem (`auto`) counts as
/// what it stands for; a setting with works of its own counts where it is not at its default; where points go at a draw
/// counts where the run came to draw them anew, by the history of `outcome`.
std::vector<Citation> citations_of(const Problem& problem, const Outcome& outcome);
/// Of its network and its optimiser.
std::vector<Citation> citations_of(const Classification& problem);

}  // namespace ansatz
