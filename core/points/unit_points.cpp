// The four ways to spread points over a unit cube.
#include "points/unit_points.hpp"

#include <fmt/format.h>

#include <boost/random/sobol.hpp>
#include <cmath>

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

std::vector<double> random(std::size_t dimensions, std::size_t count, std::uint64_t seed, std::string_view stream) {
  const Stream numbers(seed, stream);
  std::vector<double> out(dimensions * count);
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = numbers.uniform(k);
  return out;
}

// A random place in each slice, the slices in a random order of their own for each coordinate.
std::vector<double> latin_hypercube(std::size_t dimensions, std::size_t count, std::uint64_t seed,
                                    std::string_view stream) {
  std::vector<double> out = random(dimensions, count, seed, stream);
  for (std::size_t i = 0; i < dimensions; ++i) {
    const auto slice = Stream(seed, fmt::format("{}/slices of {}", stream, i)).permutation(count);
    for (std::size_t p = 0; p < count; ++p) {
      double& u = out[p * dimensions + i];
      u = std::min((static_cast<double>(slice[p]) + u) / static_cast<double>(count), 1 - 0x1p-53);
    }
  }
  return out;
}

// Boost leaves out the first vector of the sequence, 0, without which 2^m points are no net: it is put back.
std::vector<double> sobol(std::size_t dimensions, std::size_t count, std::uint64_t seed, std::string_view stream) {
  const Stream numbers(seed, stream);
  boost::random::sobol engine(dimensions);
  std::vector<double> out(dimensions * count);
  for (std::size_t k = 0; k < out.size(); ++k) {
    const std::uint64_t digits = k < dimensions ? 0 : engine();
    out[k] = static_cast<double>((digits ^ numbers.bits(k % dimensions)) >> 11) * 0x1p-53;
  }
  return out;
}

}  // namespace

std::vector<double> unit_points(SamplingMethod method, std::size_t dimensions, std::size_t count, std::uint64_t seed,
                                std::string_view stream, bool round) {
  if (dimensions == 0) return {};
  switch (method) {
    case SamplingMethod::grid: {
      std::vector<double> out(dimensions * count);
      fill_grid(out.data(), dimensions, count, 0, round);
      return out;
    }
    case SamplingMethod::random: return random(dimensions, count, seed, stream);
    case SamplingMethod::lhs: return latin_hypercube(dimensions, count, seed, stream);
    case SamplingMethod::sobol: break;
  }
  return sobol(dimensions, count, seed, stream);
}

}  // namespace ansatz
