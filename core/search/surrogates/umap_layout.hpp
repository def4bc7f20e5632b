// A fuzzy graph laid out in a plane: the start by eigenvectors, then stochastic optimisation. Random numbers are
// counter-based: same graph and seed, same bits.
//
// The start is that of Belkin, Niyogi: the eigenvectors behind the first of the normalised Laplacian. Every edge then
// draws its ends together as often as its degree says, and pushes away 5 candidates at random each time. Constants are
// those of umap-learn 0.5.3 (minimal distance 0.1, spread 1). Source: arXiv:1802.03426, algorithm 5.
#pragma once

#include <array>
#include <vector>

#include "search/surrogates/umap_graph.hpp"

namespace ansatz::search {

/// Where each candidate stands. `epochs`: 0 for 500, or 200 of more than 10,000 candidates. At random where the graph
/// falls apart.
std::vector<std::array<double, 2>> laid_out(const FuzzyGraph& graph, std::size_t epochs, std::uint64_t seed);

}  // namespace ansatz::search
