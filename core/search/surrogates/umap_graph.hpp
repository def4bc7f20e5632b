// The fuzzy graphs of UMAP: who is whose neighbour, to which degree between 0 and 1; and their union.
//
// Degrees are those of umap-learn 0.5.3 with its defaults (local connectivity 1, bandwidth 1) to about 1e-5;
// tests/core/search/umap.cpp compares. Source: McInnes, Healy, Melville, "UMAP: uniform manifold
// approximation and projection for dimension reduction", arXiv:1802.03426 (2018), algorithms 1 to 4; of the union
// section 2.3. Read next: umap_layout.hpp.
#pragma once

#include <Eigen/SparseCore>

#include "ansatz/core/search/surrogate.hpp"

namespace ansatz::search {

/// Symmetric, without a diagonal, degrees > 0.
using FuzzyGraph = Eigen::SparseMatrix<double, Eigen::RowMajor>;

/// The graph of the nearest neighbours by these features; `near` counts the candidate itself, and is cut to the number
/// of candidates.
FuzzyGraph fuzzy_graph(const FeatureSet& features, std::size_t near);

/// p + q - pq, an edge that one of them lacks having half of its least degree there; then scaled so that every
/// candidate has a neighbour to the degree 1, and as many altogether as log2(15) says.
FuzzyGraph fuzzy_union(const FuzzyGraph& a, const FuzzyGraph& b);

}  // namespace ansatz::search
