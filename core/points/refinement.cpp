#include "points/refinement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace ansatz {
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

PointSet refine(const Problem& problem, const PointGroup& group, const PointSet& points, std::uint64_t draw,
                const Magnitudes& magnitudes) {
  const Adapt& adapt = problem.sampling.adapt;
  const bool anew = adapt.kind == Adapt::Kind::rad;
  const std::size_t wanted = anew ? group.points.count - group.fixed : adapt.add;
  const PointSet from = candidates(problem, group, std::max(wanted, adapt.candidates * group.points.count), draw);
  const std::vector<double> density = adaptive_density(magnitudes(from), adapt.k, adapt.c);
  const Stream random(problem.compute.seed, fmt::format("adapt/{}/draw {}", group.name, draw));
  const PointSet picked = pick(from, draw_by_density(density, wanted, random));
  return joined(anew ? first_points(points, group.fixed) : points, picked);
}

}  // namespace ansatz
