#include "points/refinement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "ansatz/core/automatic.hpp"

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
  const Placement placement = resampling_places(problem);
  const PlacementMethod& method = placement.method();
  const void* settings = placement.settings();
  const std::size_t wanted = method.keeps_old() ? method.add(settings) : group.points.count - group.fixed;
  const std::size_t tries = std::max(wanted, method.candidates(settings) * group.points.count);
  const PointSet from = candidates(problem, group, tries, draw);
  const std::vector<double> density = method.density(settings, magnitudes(from));
  const Stream random(problem.compute.seed, fmt::format("adapt/{}/draw {}", group.name, draw));
  const PointSet picked = pick(from, draw_by_density(density, wanted, random));
  return joined(method.keeps_old() ? points : first_points(points, group.fixed), picked);
}

// --- the placements that are built in ---------------------------------------------------------------

namespace {

Publication adaptive_sampling() {
  return {
      "C. Wu and M. Zhu and Q. Tan and Y. Kartha and L. Lu",
      "A comprehensive study of non-adaptive and residual-based adaptive sampling for physics-informed neural networks",
      "Computer Methods in Applied Mechanics and Engineering 403, 115671", 2023};
}

/// The settings that both have.
template <class Settings>
std::vector<Setting> density_settings() {
  return {
      setting("k", &Settings::k, limits::not_negative, "power of the residual"),
      setting("c", &Settings::c, limits::not_negative, "added to it, relative to its mean"),
      setting("candidates", &Settings::candidates, {1, 1000},
              "random places looked at, for each point of the equations"),
  };
}

template <class Settings>
std::vector<double> density_of(const void* from, std::span<const double> magnitudes) {
  const auto& own = *static_cast<const Settings*>(from);
  return adaptive_density(magnitudes, own.k, own.c);
}

template <class Settings>
std::size_t candidates_of(const void* from) {
  return static_cast<const Settings*>(from)->candidates;
}

}  // namespace

std::shared_ptr<const PlacementMethod> method_of(const UniformPlacement&) {
  static const auto method =
      std::make_shared<const PlacementMethod>(described<UniformPlacement>, "uniform", "everywhere alike, by `method`");
  return method;
}

std::shared_ptr<const PlacementMethod> method_of(const Rad&) {
  static const auto method = std::make_shared<const PlacementMethod>(
      described<Rad>, "rad",
      About("all anew, with density |r|^k / mean |r|^k + c of the residual r", {adaptive_sampling()}),
      density_settings<Rad>(), density_of<Rad>, candidates_of<Rad>);
  return method;
}

std::shared_ptr<const PlacementMethod> method_of(const Rar&) {
  static const auto method = [] {
    std::vector<Setting> settings = density_settings<Rar>();
    settings.insert(settings.begin(), setting("add", &Rar::add, limits::counts, "points that join at each resampling"));
    return std::make_shared<const PlacementMethod>(
        described<Rar>, "rar", About("the old ones stay, others join them with that density", {adaptive_sampling()}),
        std::move(settings), density_of<Rar>, candidates_of<Rar>,
        [](const void* from) { return static_cast<const Rar*>(from)->add; });
  }();
  return method;
}

}  // namespace ansatz
