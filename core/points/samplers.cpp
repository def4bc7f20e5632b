// The ways to spread points over a unit cube that are built in.
#include "ansatz/core/sampler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <utility>

#include "ansatz/core/random.hpp"

namespace ansatz {
namespace {

double grid_position(std::size_t k, std::size_t count, bool round) {
  if (count == 1) return round ? 0.0 : 0.5;
  return static_cast<double>(k) / static_cast<double>(round ? count : count - 1);
}

// Coordinate `i` gets the nearest whole number of rows to the ideal root, each row its share of the points.
void fill_grid(double* out, std::size_t dimensions, std::size_t count, std::size_t i, bool round) {
  const auto root = std::pow(static_cast<double>(count), 1.0 / static_cast<double>(dimensions - i));
  const std::size_t rows = i + 1 == dimensions ? count : static_cast<std::size_t>(std::lround(root));
  std::size_t first = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t next = count * (row + 1) / rows;
    for (std::size_t p = first; p < next; ++p) out[p * dimensions + i] = grid_position(row, rows, round);
    if (i + 1 < dimensions) fill_grid(out + first * dimensions, dimensions, next - first, i + 1, false);
    first = next;
  }
}

std::vector<double> grid(const GridPoints&, const UnitCube& cube) {
  std::vector<double> out(cube.dimensions * cube.count);
  fill_grid(out.data(), cube.dimensions, cube.count, 0, cube.round);
  return out;
}

std::vector<double> random(const RandomPoints&, const UnitCube& cube) {
  const Stream numbers(cube.seed, cube.stream);
  std::vector<double> out(cube.dimensions * cube.count);
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = numbers.uniform(k);
  return out;
}

// A random place in each slice, the slices in a random order of their own for each coordinate.
std::vector<double> latin_hypercube(const LatinHypercube&, const UnitCube& cube) {
  std::vector<double> out = random({}, cube);
  for (std::size_t i = 0; i < cube.dimensions; ++i) {
    const auto slice = Stream(cube.seed, fmt::format("{}/slices of {}", cube.stream, i)).permutation(cube.count);
    for (std::size_t p = 0; p < cube.count; ++p) {
      double& u = out[p * cube.dimensions + i];
      u = std::min((static_cast<double>(slice[p]) + u) / static_cast<double>(cube.count), 1 - 0x1p-53);
    }
  }
  return out;
}

// Boost leaves out the first vector of the sequence, 0, without which 2^m points are no net: it is put back.
std::vector<double> sobol(const SobolPoints&, const UnitCube& cube) {
  const Stream numbers(cube.seed, cube.stream);
  boost::random::sobol engine(cube.dimensions);
  std::vector<double> out(cube.dimensions * cube.count);
  for (std::size_t k = 0; k < out.size(); ++k) {
    const std::uint64_t digits = k < cube.dimensions ? 0 : engine();
    out[k] = static_cast<double>((digits ^ numbers.bits(k % cube.dimensions)) >> 11) * 0x1p-53;
  }
  return out;
}

template <class Settings>
std::shared_ptr<const SamplerMethod> sampler(const char* name, About about, SamplerMethod::Points<Settings> points,
                                             bool regular = false) {
  return std::make_shared<const SamplerMethod>(described<Settings>, name, std::move(about), std::vector<Setting>{},
                                               points, regular);
}

}  // namespace

std::shared_ptr<const SamplerMethod> method_of(const GridPoints&) {
  static const auto method = sampler<GridPoints>("grid", "equally spaced", grid, true);
  return method;
}
std::shared_ptr<const SamplerMethod> method_of(const RandomPoints&) {
  static const auto method = sampler<RandomPoints>("random", "independent and uniform", random);
  return method;
}
std::shared_ptr<const SamplerMethod> method_of(const LatinHypercube&) {
  static const auto method = sampler<LatinHypercube>(
      "lhs",
      {"Latin hypercube",
       {{"M. D. McKay and R. J. Beckman and W. J. Conover",
         "A comparison of three methods for selecting values of input variables in the analysis of output from a "
         "computer code",
         "Technometrics 21, 239-245", 1979}}},
      latin_hypercube);
  return method;
}
std::shared_ptr<const SamplerMethod> method_of(const SobolPoints&) {
  static const auto method = sampler<SobolPoints>(
      "sobol",
      {"Sobol sequence",
       {{"S. Joe and F. Y. Kuo", "Constructing Sobol sequences with better two-dimensional projections",
         "SIAM Journal on Scientific Computing 30, 2635-2654", 2008}}},
      sobol);
  return method;
}

}  // namespace ansatz
