// Domains and regions as charts. Time, where there is time, is the last parameter and the last coordinate.
#include "points/charts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/membership.hpp"
#include "points/spread.hpp"

namespace ansatz {
namespace {

// Two numbers are the same place when they differ by rounding only, measured against the size of the domain.
constexpr double rounding = 1e-12;

double duration(const Domain& domain) { return domain.time ? domain.times.upper - domain.times.lower : 1; }

// A chart of space alone becomes one of space and time.
Chart through_time(Chart chart, const Domain& domain) {
  if (!domain.time) return chart;
  const std::size_t at = domain.space.size(), parameters = chart.parameters;
  chart.map = [map = std::move(chart.map), times = domain.times, at, parameters](const double* unit, double* point,
                                                                                 double* normal) {
    point[at] = std::lerp(times.lower, times.upper, unit[parameters]);
    return map(unit, point, normal);
  };
  chart.parameters += 1;
  chart.measure *= duration(domain);
  return chart;
}

Chart space_chart(const Domain& domain) {
  Chart chart{domain.space.size(), 1, false, false, "the domain", {}};
  if (!domain.shape) {
    chart.map = [](const double*, double*, double*) { return true; };
    return chart;
  }
  const auto lower = domain.shape->lower(), upper = domain.shape->upper();
  for (std::size_t i = 0; i < lower.size(); ++i) chart.measure *= upper[i] - lower[i];
  chart.map = [shape = domain.shape, spread = Spread(domain), count = lower.size()](const double* unit, double* point,
                                                                                    double*) {
    for (std::size_t i = 0; i < count; ++i) point[i] = spread(i, unit[i]);
    return shape->contains(point);
  };
  return chart;
}

Chart at_time(const Domain& domain, double time) {
  Chart chart = space_chart(domain);
  chart.name = fmt::format("{} = {}", *domain.time, time);
  chart.map = [map = std::move(chart.map), at = domain.space.size(), time](const double* unit, double* point,
                                                                           double* normal) {
    point[at] = time;
    return map(unit, point, normal);
  };
  return chart;
}

Chart patch_chart(const Domain& domain, const Patch& patch, std::string name) {
  Chart chart{patch.parameters, patch.measure, patch.round, true, std::move(name), patch.map};
  if (!domain.normal.empty())
    chart.map = [map = patch.map, spread = Spread(domain)](const double* unit, double* point, double* normal) {
      const bool kept = map(unit, point, normal);
      spread.move(point);
      return kept;
    };
  return through_time(std::move(chart), domain);
}

/// What a plane has in common with the inside of the domain; its normal points to where the coordinate grows.
Chart plane_chart(const Domain& domain, std::size_t across, double value, std::string name) {
  const auto lower = domain.shape->lower(), upper = domain.shape->upper();
  Chart chart{lower.size() - 1, 1, false, true, std::move(name), {}};
  for (std::size_t i = 0; i < lower.size(); ++i)
    if (i != across) chart.measure *= upper[i] - lower[i];
  chart.map = [shape = domain.shape, spread = Spread(domain), count = lower.size(), across, value](
                  const double* unit, double* point, double* normal) {
    for (std::size_t i = 0; i < count; ++i) {
      point[i] = i == across ? value : spread(i, *unit++);
      normal[i] = i == across ? 1 : 0;
    }
    return shape->contains(point);
  };
  return through_time(std::move(chart), domain);
}

void face_charts(const Domain& domain, const Place& place, std::vector<Chart>& charts) {
  const bool of_time = place.coordinate == domain.space.size();
  const auto& name = of_time ? *domain.time : domain.space.at(place.coordinate);
  Interval range = domain.times;
  if (!of_time) range = {domain.shape->lower()[place.coordinate], domain.shape->upper()[place.coordinate]};
  const auto same = [&](double value) {
    return std::abs(value - place.value) <= rounding * (range.upper - range.lower + std::abs(value));
  };

  const bool inside = range.lower < place.value && place.value < range.upper;
  const std::string text = fmt::format("{} = {}", name, place.value);
  const std::size_t before = charts.size();
  if (of_time) {
    for (const double end : {range.lower, range.upper})
      if (same(end)) charts.push_back(at_time(domain, end));
    if (charts.size() == before && inside) charts.push_back(at_time(domain, place.value));
  } else {
    for (const Patch& patch : domain.shape->boundary())
      if (patch.plane && patch.plane->coordinate == place.coordinate && same(patch.plane->value))
        charts.push_back(patch_chart(domain, patch, text));
    if (charts.size() == before && inside) charts.push_back(plane_chart(domain, place.coordinate, place.value, text));
  }
  if (charts.size() == before)
    throw UserError(fmt::format("no place of the domain satisfies `{}`; {} runs over [{}, {}]", text, name, range.lower,
                                range.upper));
}

// The boundary of a shape counts where it is the domain's too, and some of the shape lies on one side of it; normals
// are the domain's.
void boundary_charts(const Domain& domain, const Place& place, std::vector<Chart>& charts) {
  if (!domain.shape) throw UserError("a problem in time alone has no boundary; write the face, as in `on t = 0`");
  const std::string name = place.shape ? fmt::format("boundary({})", place.shape->describe()) : "boundary";
  const double near = rounding * largest_side(*domain.shape);
  for (Patch patch : domain.shape->boundary()) {
    if (place.shape) {
      patch.map = [map = std::move(patch.map), shape = place.shape, near](const double* unit, double* point,
                                                                          double* normal) {
        if (!map(unit, point, normal) || std::abs(shape->signed_distance(point)) > near) return false;
        std::vector<double> inward(normal, normal + shape->dimensions());
        for (double& component : inward) component = -component;
        return lies_beyond(*shape, point, inward.data()) || lies_beyond(*shape, point, normal);
      };
    }
    charts.push_back(patch_chart(domain, patch, name));
  }
}

/// Where the boundary of one shape lies on that of another one, which begins there.
void interface_charts(const Domain& domain, const Place& place, std::vector<Chart>& charts) {
  if (!domain.shape) throw UserError("a problem in time alone has no interfaces");
  const std::string name = fmt::format("interface({}, {})", place.shape->describe(), place.beside->describe());
  const double near = rounding * largest_side(*domain.shape);
  for (Patch patch : place.shape->boundary()) {
    patch.map = [map = std::move(patch.map), beside = place.beside, inside = domain.shape, near](
                    const double* unit, double* point, double* normal) {
      return map(unit, point, normal) && std::abs(beside->signed_distance(point)) <= near &&
             inside->signed_distance(point) <= near && lies_beyond(*beside, point, normal);
    };
    charts.push_back(patch_chart(domain, patch, name));
  }
}

Chart point_chart(const Domain& domain, const Place& place) {
  const std::string name = fmt::format("point({})", place.point);
  if (place.point.size() != domain.space.size()) {
    throw UserError(fmt::format("{} has {} coordinates; the domain has {} of space", name, place.point.size(),
                                domain.space.size()));
  }
  if (domain.shape && domain.shape->signed_distance(place.point.data()) > rounding * largest_side(*domain.shape)) {
    throw UserError(fmt::format("{} lies outside the domain {}", name, domain.shape->describe()));
  }
  Chart chart{0, 1, false, false, name, {}};
  chart.map = [at = place.point](const double*, double* point, double*) {
    std::copy(at.begin(), at.end(), point);
    return true;
  };
  return through_time(std::move(chart), domain);
}

}  // namespace

Chart interior_chart(const Domain& domain) { return through_time(space_chart(domain), domain); }

Chart initial_chart(const Domain& domain) {
  if (!domain.time) throw UserError("an initial condition needs a `time` coordinate");
  return at_time(domain, domain.times.lower);
}

std::vector<Chart> region_charts(const Domain& domain, const Region& region) {
  std::vector<Chart> charts;
  for (const Place& place : region.places) {
    switch (place.kind) {
      case Place::Kind::face: face_charts(domain, place, charts); break;
      case Place::Kind::boundary: boundary_charts(domain, place, charts); break;
      case Place::Kind::interface: interface_charts(domain, place, charts); break;
      case Place::Kind::point: charts.push_back(point_chart(domain, place)); break;
    }
  }
  if (!region.where) return charts;
  for (Chart& chart : charts) {
    chart.map = [map = std::move(chart.map), where = region.where](const double* unit, double* point, double* normal) {
      return map(unit, point, normal) && where(point);
    };
  }
  return charts;
}

}  // namespace ansatz
