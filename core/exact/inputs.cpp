#include "exact/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "points/domain.hpp"

namespace ansatz::exact {
namespace {

std::vector<Demand> of_field(const Gathered& gathered, std::size_t field, std::size_t coordinate) {
  std::vector<Demand> found;
  for (const Demand& demand : gathered.demands)
    if (demand.field == field && demand.face.coordinate == coordinate && gathered.why[demand.condition].empty())
      found.push_back(demand);
  return found;
}

/// A slope at that end and nothing else.
bool is_flat(const std::vector<Demand>& demands, bool upper) {
  std::size_t there = 0, slopes = 0;
  for (const Demand& demand : demands) {
    if (demand.periodic) return false;
    if (demand.face.upper != upper) continue;
    ++there;
    slopes += demand.order == 1;
  }
  return there == 1 && slopes == 1;
}

/// The same at both ends with as many derivatives as the equations leave free, and nothing else: a field that is
/// periodic promises all of them.
bool is_periodic(const Problem& problem, const std::vector<Demand>& demands, std::size_t field, std::size_t i) {
  std::vector<std::size_t> orders;
  for (const Demand& demand : demands) {
    if (!demand.periodic) return false;
    orders.push_back(demand.order);
  }
  std::sort(orders.begin(), orders.end());
  for (std::size_t k = 0; k < orders.size(); ++k)
    if (orders[k] != k) return false;
  return !orders.empty() && orders.size() >= order_in(problem, field, i);
}

template <class Asked>
bool of_all_fields(const NetworkSpec& network, const Asked& asked) {
  return !network.fields.empty() && std::all_of(network.fields.begin(), network.fields.end(), asked);
}

Reading reading_of(const Problem& problem, const Gathered& gathered, const NetworkSpec& network, std::size_t i) {
  Reading reading;
  if (!network.inputs.empty()) return reading;
  const auto flat_at = [&](bool upper) {
    return of_all_fields(network, [&](std::size_t f) { return is_flat(of_field(gathered, f, i), upper); });
  };
  reading.flat_lower = flat_at(false);
  reading.flat_upper = flat_at(true);
  reading.periodic =
      of_all_fields(network, [&](std::size_t f) { return is_periodic(problem, of_field(gathered, f, i), f, i); });
  return reading;
}

/// The reading of the network that computes a field.
Reading reading_for(const Problem& problem, const std::vector<std::vector<Reading>>& readings, const Demand& demand) {
  for (std::size_t n = 0; n < problem.networks.size(); ++n) {
    const std::vector<std::size_t>& fields = problem.networks[n].fields;
    if (std::find(fields.begin(), fields.end(), demand.field) != fields.end())
      return readings[n][demand.face.coordinate];
  }
  return {};
}

/// -1 to 1 over the side, flat at the ends that are to be.
std::vector<InputFeature> flat_inputs(std::size_t i, Interval side, const Reading& reading) {
  const auto along = [i, side, upper = reading.flat_upper && !reading.flat_lower](const PointScope& at) {
    const ad::Expr distance = upper ? side.upper - at.coordinate(i) : at.coordinate(i) - side.lower;
    return distance / (side.upper - side.lower);
  };
  InputFeature first, second;
  if (reading.flat_lower && reading.flat_upper) {
    first.value = [along](const PointScope& at) {
      const ad::Expr s = along(at);
      return 2.0 * (s * s * (3.0 - 2.0 * s)) - 1.0;
    };
    second.value = [along](const PointScope& at) {
      const ad::Expr s = along(at), hill = 4.0 * s * (1.0 - s);
      return 2.0 * (hill * hill) - 1.0;
    };
  } else {
    first.value = [along](const PointScope& at) {
      const ad::Expr s = along(at);
      return 2.0 * (s * s) - 1.0;
    };
    second.value = [along](const PointScope& at) {
      const ad::Expr s = along(at);
      return 2.0 * (s * s * s) - 1.0;
    };
  }
  return {first, second};
}

}  // namespace

std::vector<std::vector<Reading>> choose_readings(const Problem& problem, Gathered& gathered) {
  std::vector<std::vector<Reading>> readings;
  for (const NetworkSpec& network : problem.networks) {
    readings.emplace_back();
    for (std::size_t i = 0; i < problem.domain.dimensions(); ++i)
      readings.back().push_back(reading_of(problem, gathered, network, i));
  }
  for (const Demand& demand : gathered.demands)
    if (demand.periodic && !reading_for(problem, readings, demand).periodic)
      gathered.refuse(
          demand.condition,
          fmt::format("not all that one network computes is periodic in {}, with all derivatives below those "
                      "in the equations, or the network has inputs of its own",
                      coordinate_name(problem.domain, demand.face.coordinate)));
  return readings;
}

void give_inputs(Problem& problem, const std::vector<std::vector<Reading>>& readings) {
  const std::vector<Interval> box = bounding_box(problem.domain);
  for (std::size_t n = 0; n < problem.networks.size(); ++n) {
    if (std::all_of(readings[n].begin(), readings[n].end(), [](const Reading& r) { return r.plain(); })) continue;
    std::vector<InputFeature>& inputs = problem.networks[n].inputs;
    for (std::size_t i = 0; i < box.size(); ++i) {
      const Reading& reading = readings[n][i];
      if (reading.flat_lower || reading.flat_upper) {
        for (InputFeature& input : flat_inputs(i, box[i], reading)) inputs.push_back(std::move(input));
        continue;
      }
      InputFeature& input = inputs.emplace_back();
      input.coordinates = {i};
      if (reading.periodic) input.method = Periodic{1};
    }
  }
}

}  // namespace ansatz::exact
