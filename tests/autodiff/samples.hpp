// One table of formulas that between them use every linear and structural operation in every way it can be used. The
// tests of derivatives and of compiled programs loop over it; coverage.cpp fails while an operation is in none of them.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "ansatz/autodiff.hpp"

namespace ansatz::ad::testing {

/// What samples are made of.
struct SampleLeaves {
  Graph graph;
  Axis axis = graph.axis("points");
  Expr x = graph.input("x", 3, axis), z = graph.input("z", 2, axis);
  Expr w = graph.parameter("w", 2, 3), v = graph.parameter("v", 3), s = graph.parameter("s");
  Expr image = graph.input("image", Extents(2, 4, 3), axis);
  Expr kernel = graph.parameter("kernel", 3, 2 * 2 * 2);  // to 3 channels, by windows of 2 x 2
  Expr t = tanh(x), q = sin(z), free = exp(v), matrix = w * w + s, smooth = sin(image);

  std::vector<Expr> inputs{x, z, w, v, s, image, kernel};
  /// Values of the inputs on so many points.
  std::vector<std::vector<double>> values(std::size_t points) const;
};

struct Sample {
  std::string_view name;
  Expr (*formula)(SampleLeaves& l);
};

std::span<const Sample> samples();

/// exp(-x^2), as a function of the user's own.
Elementwise bump();

/// Seeds of the random graphs on which compiled programs are compared with the reference executor.
inline constexpr std::uint64_t random_graphs = 150;
constexpr std::size_t operations_of_random_graph(std::uint64_t seed) { return 4 + seed % 30; }

}  // namespace ansatz::ad::testing
