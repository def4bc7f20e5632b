// From charts to point sets: how many points each chart gets, and drawing until they are found.
#include "ansatz/core/sampling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "ansatz/autodiff/error.hpp"
#include "points/apportion.hpp"
#include "points/charts.hpp"

namespace ansatz {
namespace {

// Points as they are drawn, each with all its coordinates and its normal.
struct Drawn {
  std::size_t dimensions, space;
  std::vector<double> points, normals;

  std::size_t count() const { return points.size() / dimensions; }

  bool add(const Chart& chart, const double* unit) {
    const std::size_t p = points.size(), n = normals.size();
    points.resize(p + dimensions);
    normals.resize(n + space, std::numeric_limits<double>::quiet_NaN());
    if (chart.map(unit, points.data() + p, normals.data() + n)) return true;
    points.resize(p);
    normals.resize(n);
    return false;
  }
};

// None where there is nothing to choose.
std::vector<double> unit_points(const Sampler& sampler, const UnitCube& cube) {
  if (cube.dimensions == 0) return {};
  return sampler.method().points(sampler.settings(), cube);
}

Drawn none(const Domain& domain) { return {domain.dimensions(), domain.space.size(), {}, {}}; }

// Says how much of a chart is not cut away, always judged by the same points: they are drawn once for many charts.
class Measure {
 public:
  double operator()(const Chart& chart, const Domain& domain) {
    const std::size_t tries = chart.parameters == 0 ? 1 : 4096;
    std::vector<double>& unit = units_[chart.parameters];
    if (unit.empty()) unit = unit_points(SobolPoints{}, {chart.parameters, tries, 0, "measure"});
    std::vector<double> point(domain.dimensions()), normal(domain.space.size());
    std::size_t kept = 0;
    for (std::size_t k = 0; k < tries; ++k)
      kept += chart.map(unit.data() + k * chart.parameters, point.data(), normal.data());
    return chart.measure * static_cast<double>(kept) / static_cast<double>(tries);
  }

 private:
  std::map<std::size_t, std::vector<double>> units_;  // by the number of parameters
};

// Appends exactly `count` points of the chart (one, if it is a point). Draws anew with more points, so that a
// grid stays a grid, until enough are in; a grid then loses its surplus evenly, the others their last points.
void draw(const Chart& chart, const Domain& domain, std::size_t count, const Sampler& method, std::uint64_t seed,
          const std::string& stream, Drawn& out) {
  if (chart.parameters == 0) count = 1;
  const std::size_t most =
      std::max(count, std::min(2000 * count + 65536, std::size_t{20'000'000} / domain.dimensions()));
  for (std::size_t tries = count; count > 0;) {
    const auto unit = unit_points(method, {chart.parameters, tries, seed, stream, chart.round});
    Drawn in = none(domain);
    std::vector<std::size_t> kept;
    for (std::size_t k = 0; k < tries; ++k) {
      if (in.add(chart, unit.data() + k * chart.parameters)) kept.push_back(k);
    }
    if (kept.size() >= count) {
      for (std::size_t j = 0; j < count; ++j) {
        const std::size_t k = method.method().regular ? j * kept.size() / count : j;
        out.add(chart, unit.data() + kept[k] * chart.parameters);
      }
      return;
    }
    if (tries == most) {
      throw UserError(fmt::format("{} is (almost) empty: {} of {} points drawn from its bounding box are in it",
                                  chart.name, kept.size(), tries));
    }
    const double share = std::max(static_cast<double>(kept.size()), 0.1) / static_cast<double>(tries);
    tries = std::min(most, static_cast<std::size_t>(1.02 * static_cast<double>(count) / share) + 1);
  }
}

PointSet point_set(const Drawn& drawn, bool with_normals) {
  PointSet set{drawn.dimensions, drawn.count(), std::vector<double>(drawn.points.size()), {}};
  for (std::size_t p = 0; p < set.count; ++p) {
    for (std::size_t i = 0; i < set.dimensions; ++i)
      set.points[i * set.count + p] = drawn.points[p * set.dimensions + i];
  }
  if (!with_normals) return set;
  set.normals.resize(drawn.normals.size());
  for (std::size_t p = 0; p < set.count; ++p) {
    for (std::size_t i = 0; i < drawn.space; ++i) set.normals[i * set.count + p] = drawn.normals[p * drawn.space + i];
  }
  return set;
}

PointSet sample_one(const Chart& chart, const Domain& domain, std::size_t count, const Sampler& method,
                    std::uint64_t seed, std::string_view stream) {
  Drawn drawn = none(domain);
  draw(chart, domain, count, method, seed, std::string(stream), drawn);
  return point_set(drawn, false);
}

}  // namespace

PointSet pick(const PointSet& set, std::span<const std::size_t> points) {
  const auto gather = [&](const std::vector<double>& rows) {
    std::vector<double> result;
    result.reserve(rows.size() / std::max<std::size_t>(1, set.count) * points.size());
    for (std::size_t row = 0; row < rows.size(); row += set.count)
      for (const std::size_t p : points) result.push_back(rows[row + p]);
    return result;
  };
  return {set.dimensions, points.size(), gather(set.points), gather(set.normals), gather(set.measured)};
}

PointSet first_points(const PointSet& set, std::size_t count) {
  std::vector<std::size_t> first(count);
  std::iota(first.begin(), first.end(), std::size_t{0});
  return pick(set, first);
}

std::vector<double> point_by_point(const PointSet& set) {
  std::vector<double> result(set.count * set.dimensions);
  for (std::size_t p = 0; p < set.count; ++p)
    for (std::size_t i = 0; i < set.dimensions; ++i) result[p * set.dimensions + i] = set.points[i * set.count + p];
  return result;
}

PointSet joined(const PointSet& a, const PointSet& b) {
  if (a.count == 0) return b;
  if (b.count == 0) return a;
  const auto join = [&](const std::vector<double>& from_a, const std::vector<double>& from_b) {
    std::vector<double> rows;
    for (std::size_t i = 0; i < from_a.size() / a.count; ++i) {
      const double *row_a = from_a.data() + i * a.count, *row_b = from_b.data() + i * b.count;
      rows.insert(rows.end(), row_a, row_a + a.count);
      rows.insert(rows.end(), row_b, row_b + b.count);
    }
    return rows;
  };
  return {a.dimensions, a.count + b.count, join(a.points, b.points), join(a.normals, b.normals),
          join(a.measured, b.measured)};
}

PointSet sample_interior(const Domain& domain, std::size_t count, const Sampler& method, std::uint64_t seed,
                         std::string_view stream) {
  return sample_one(interior_chart(domain), domain, count, method, seed, stream);
}

PointSet sample_initial(const Domain& domain, std::size_t count, const Sampler& method, std::uint64_t seed,
                        std::string_view stream) {
  return sample_one(initial_chart(domain), domain, count, method, seed, stream);
}

PointSet sample_boundary(const Domain& domain, const Region& region, std::size_t count, const Sampler& method,
                         std::uint64_t seed, std::string_view stream) {
  const auto charts = region_charts(domain, region);
  std::vector<double> measures;
  Measure measure;
  for (const Chart& chart : charts) measures.push_back(measure(chart, domain));
  if (std::all_of(measures.begin(), measures.end(), [](double m) { return m == 0; })) {
    throw UserError(fmt::format("no point of {} is on the boundary of the domain{}",
                                charts.empty() ? "the region" : charts.front().name,
                                region.where ? " and satisfies its `where`" : ""));
  }

  std::vector<double> shared = measures;  // isolated points take no share: they come once each
  for (std::size_t k = 0; k < charts.size(); ++k) shared[k] *= charts[k].parameters > 0;
  const auto shares = apportion(count, shared);
  Drawn drawn = none(domain);
  bool with_normals = false;
  for (std::size_t k = 0; k < charts.size(); ++k) {
    if (measures[k] == 0) continue;
    draw(charts[k], domain, std::max<std::size_t>(shares[k], 1), method, seed, fmt::format("{}/{}", stream, k), drawn);
    with_normals |= charts[k].has_normal;
  }
  return point_set(drawn, with_normals);
}

double boundary_measure(const Domain& domain, const Region& region) {
  double sum = 0;
  Measure measure;
  for (const Chart& chart : region_charts(domain, region)) sum += measure(chart, domain);
  return sum;
}

double initial_measure(const Domain& domain) { return Measure()(initial_chart(domain), domain); }

}  // namespace ansatz
