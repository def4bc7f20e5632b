// How points and weights follow the solution while it is trained, as plain data.
//
// Points: `Sampling::resample` steps after each other all points are drawn anew; `Adapt` says where those of equations
// then go. Weights: the square of every residual at every point is multiplied with the weight of its condition, the
// weight that `Balance` gives it, and the causal weight of its time.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ansatz {

/// Where the points of equations go at a resampling. `rad` and `rar` pick them among random candidates with
/// probabilities proportional to |r|^k / mean |r|^k + c, r the residual there (Wu, Zhu, Tan, Kartha, Lu 2023).
struct Adapt {
  enum class Kind { uniform, rad, rar } kind = Kind::uniform;
  double k = 1, c = 1;          // not negative
  std::size_t add = 50;         // rar: points that join the others, which stay where they are
  std::size_t candidates = 10;  // for each point that is picked; >= 1
};

/// Weights that adapt while training. Every `every` steps:
///   gradnorm        of conditions: sum_j |grad L_j| / |grad L_k| (Wang, Sankaran, Wang, Perdikaris 2023, algorithm 1)
///   ntk             of conditions: sum_j tr K_j / tr K_k, K_k = J_k J_k^T / points (Wang, Yu, Perdikaris 2022)
///   attention       of points: w <- decay w + rate |r| / max |r|, squared (Anagnostopoulos et al. 2024)
///   self_adaptive   of points: w climbs the loss by Adam, squared (McClenny and Braga-Neto 2023); first-order stages
///   only
/// L_k is the term of condition k with the weight that the problem states for it taken out.
struct Balance {
  enum class Kind { none, gradnorm, ntk, attention, self_adaptive } kind = Kind::none;
  std::uint64_t every = 1;  // >= 1
  double decay = 0.9;       // of the running mean (gradnorm, ntk) or of the weight (attention); 0 <= decay < 1
  double rate = 0.01;       // attention, self_adaptive; > 0
};

struct Weighting {
  Balance balance;
  /// epsilon of w(t) = exp(-epsilon * sum of the equations' losses in earlier slices of time); 0: no such weights
  /// (Wang, Sankaran, Perdikaris 2024). Needs a domain with time.
  double causal = 0;
  std::size_t slices = 16;  // of time; >= 2

  bool moves() const { return balance.kind != Balance::Kind::none || causal > 0; }
};

}  // namespace ansatz
