#include "exact/gather.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "points/domain.hpp"

namespace ansatz::exact {
namespace {

bool reads(const Problem& problem, std::size_t field, std::size_t coordinate) {
  for (const NetworkSpec& network : problem.networks) {
    if (std::find(network.fields.begin(), network.fields.end(), field) == network.fields.end()) continue;
    return network.inputs.empty() ||
           std::any_of(network.inputs.begin(), network.inputs.end(), [&](const InputFeature& input) {
             const std::vector<std::size_t>& of = input.coordinates;
             return input.value || std::find(of.begin(), of.end(), coordinate) != of.end();
           });
  }
  return true;
}

/// Why what is read of a condition cannot be had beside what is there already; empty where it can.
std::string obstacle(const Problem& problem, const std::vector<Demand>& known, const Demand& demand) {
  const auto own = [&](const AnsatzField& ansatz) { return ansatz.field == demand.field; };
  if (std::any_of(problem.ansatz.begin(), problem.ansatz.end(), own))
    return fmt::format("`{}` has an ansatz of its own", problem.fields[demand.field]);
  const std::size_t i = demand.face.coordinate;
  if (i != rim && !reads(problem, demand.field, i))
    return fmt::format("the network of `{}` does not read {}", problem.fields[demand.field],
                       coordinate_name(problem.domain, i));
  for (const Demand& other : known)
    if (other.field == demand.field && other.face == demand.face && other.order == demand.order)
      return fmt::format("`{}` says already what is at {}", problem.conditions[other.condition].name,
                         described(problem.domain, demand.face));
  return {};
}

/// Adds what a condition asks for; the reason where it cannot be built in.
std::string add(const Problem& problem, std::size_t c, std::vector<Demand>& demands) {
  const Condition& condition = problem.conditions[c];
  if (problem.sampling.windows > 1) return "time is solved in windows, each with a start of its own";
  const FacesOf on = faces_of(problem.domain, condition);
  if (!on.why_not.empty()) return on.why_not;
  std::vector<Demand> own;
  for (std::size_t j = 0, residuals = residuals_of(problem, condition); j < residuals; ++j)
    for (const Face& face : on.faces) {
      Read read = read_demand(problem, c, j, face);
      if (!read.demand) return read.why_not;
      if (std::find(own.begin(), own.end(), *read.demand) != own.end()) continue;  // of two faces that are the same
      std::vector<Demand> known = demands;
      known.insert(known.end(), own.begin(), own.end());
      if (std::string why = obstacle(problem, known, *read.demand); !why.empty()) return why;
      own.push_back(*read.demand);
    }
  if (own.empty()) return "it states nothing";
  demands.insert(demands.end(), own.begin(), own.end());
  return {};
}

}  // namespace

bool is_concerned(const Condition& condition) {
  return condition.kind == ConditionKind::boundary || condition.kind == ConditionKind::initial;
}

Gathered gather(const Problem& problem, std::vector<std::string> why) {
  Gathered gathered{{}, std::move(why)};
  for (std::size_t c = 0; c < problem.conditions.size(); ++c) {
    if (!is_concerned(problem.conditions[c]) || !gathered.why[c].empty()) continue;
    try {
      gathered.refuse(c, add(problem, c, gathered.demands));
    } catch (const UserError& error) {
      gathered.refuse(c, fmt::format("its formula fails: {}", error.what()));
    }
  }
  return gathered;
}

}  // namespace ansatz::exact
