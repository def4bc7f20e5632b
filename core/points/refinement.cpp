#include "points/refinement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace ansatz {
namespace {

/// |r| at each of the points.
std::vector<double> magnitudes(const Problem& problem, const Loss& loss, std::size_t group, const PointSet& points,
                               std::span<const double> theta, PointValues& values) {
  const std::vector<std::vector<double>> residuals = values(group, theta, points);
  std::vector<double> squares(points.count, 0);
  std::size_t next = 0;
  for (const Residual& residual : loss.residuals()) {
    if (residual.group != group) continue;
    const std::vector<double>& r = residuals[next++];
    for (std::size_t p = 0; p < points.count; ++p)
      squares[p] += problem.conditions[residual.condition].weight * r[p] * r[p];
  }
  for (double& square : squares) square = std::sqrt(square);
  return squares;
}

}  // namespace

std::vector<double> adaptive_density(std::span<const double> magnitudes, double k, double c) {
  std::vector<double> density(magnitudes.size(), 0);
  double sum = 0;
  std::size_t finite = 0;
  for (std::size_t p = 0; p < magnitudes.size(); ++p) {
    if (!std::isfinite(magnitudes[p])) continue;
    density[p] = std::pow(magnitudes[p], k);
    sum += density[p];
    ++finite;
  }
  const double mean = sum / static_cast<double>(std::max<std::size_t>(1, finite));
  for (std::size_t p = 0; p < magnitudes.size(); ++p)
    if (std::isfinite(magnitudes[p])) density[p] = (mean > 0 ? density[p] / mean : 1) + c;
  return density;
}

std::vector<std::size_t> draw_by_density(std::span<const double> density, std::size_t count, const Stream& random) {
  // The first arrivals of Poisson processes with these rates: waiting times -log(u) / density.
  std::vector<double> waiting(density.size());
  for (std::size_t p = 0; p < density.size(); ++p)
    waiting[p] =
        density[p] > 0 ? -std::log1p(-random.uniform(p)) / density[p] : std::numeric_limits<double>::infinity();
  std::vector<std::size_t> order(density.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return waiting[a] != waiting[b] ? waiting[a] < waiting[b] : a < b; });
  order.resize(std::min(count, order.size()));
  std::sort(order.begin(), order.end());
  return order;
}

PointSet refine(const Problem& problem, const Loss& loss, std::size_t group, const PointSet& points, std::uint64_t draw,
                std::span<const double> theta, PointValues& values) {
  const Adapt& adapt = problem.sampling.adapt;
  const PointGroup& first = loss.groups()[group];
  const bool anew = adapt.kind == Adapt::Kind::rad;
  const std::size_t wanted = anew ? first.points.count - first.fixed : adapt.add;
  const PointSet from = candidates(problem, first, std::max(wanted, adapt.candidates * first.points.count), draw);
  const std::vector<double> density =
      adaptive_density(magnitudes(problem, loss, group, from, theta, values), adapt.k, adapt.c);
  const Stream random(problem.compute.seed, fmt::format("adapt/{}/draw {}", first.name, draw));
  const PointSet picked = pick(from, draw_by_density(density, wanted, random));
  return joined(anew ? first_points(points, first.fixed) : points, picked);
}

}  // namespace ansatz
