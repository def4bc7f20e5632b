// G is never formed: each of its blocks is a multiple of the identity and a matrix of rank one, whose eigenvalues are
// known. What makes them, slopes and the squares of the weights that share one, is found by the names of parameters
// (network/parameters.hpp says which there are).
#include "ansatz/core/slope_conditioning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/automatic.hpp"
#include "ansatz/core/csv.hpp"
#include "ansatz/core/results.hpp"

namespace ansatz {
namespace {

/// The parameters of one network by their names within it: "W1", "a1".
using Named = std::map<std::string, Parameter>;

Named parameters_of(const Solution& solution, const NetworkSpec& network) {
  const std::string prefix = network.name + "/";
  Named found;
  for (Parameter& parameter : solution.parameters(solution.windows() - 1))
    if (parameter.name.starts_with(prefix)) {
      const std::string within = parameter.name.substr(prefix.size());
      found.emplace(within, std::move(parameter));
    }
  return found;
}

/// Whether every activation follows a dense layer of its own, whose rows its slope multiplies.
bool in_pairs(const std::vector<Layer>& layers) {
  for (std::size_t i = 0; i < layers.size(); ++i)
    if (i % 2 == 0 ? layers[i].get_if<Dense>() == nullptr : layers[i].get_if<Act>() == nullptr) return false;
  return layers.size() % 2 == 0;
}

/// n, where slopes are all that adapts; nothing elsewhere.
std::optional<double> factor_of(const Adaptation& adaptive) {
  if (const auto* one = adaptive.get_if<Gaaf>()) return one->n;
  if (const auto* one = adaptive.get_if<Llaaf>()) return one->n;
  if (const auto* one = adaptive.get_if<Nlaaf>()) return one->n;
  return std::nullopt;
}

/// The ends of the spectrum of a part of G.
class Ends {
 public:
  void add(double eigenvalue) {
    least_ = std::min(least_, eigenvalue);
    most_ = std::max(most_, eigenvalue);
  }
  void add(const Ends& other) {
    least_ = std::min(least_, other.least_);
    most_ = std::max(most_, other.most_);
  }
  double condition() const { return most_ / least_; }

 private:
  double least_ = std::numeric_limits<double>::infinity(), most_ = 0;
};

/// The block of `count` weights that share the slope n a, the sum of whose squares is `squares`.
Ends block(double n, double a, double squares, std::size_t count) {
  Ends ends;
  ends.add(n * n * (a * a + squares));
  if (count > 1) ends.add(n * n * a * a);
  return ends;
}

double squares_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value * value;
  return sum;
}

/// A row of W with its bias.
struct Row {
  double squares = 0;
  std::size_t count = 0;
};

std::vector<Row> rows_of(const Parameter& weights, const Parameter& biases) {
  std::vector<Row> rows;
  for (std::size_t r = 0; r < weights.rows; ++r) {
    const std::span<const double> row(weights.values.data() + r * weights.columns, weights.columns);
    rows.push_back({squares_of(row) + biases(r) * biases(r), weights.columns + 1});
  }
  return rows;
}

Row together(const std::vector<Row>& rows) {
  Row all;
  for (const Row& row : rows) {
    all.squares += row.squares;
    all.count += row.count;
  }
  return all;
}

/// The parts of G, layer by layer.
std::vector<Ends> parts_of(const Named& parameters, double n) {
  std::vector<Ends> parts;
  std::vector<Row> shared;  // of a slope of all layers
  for (std::size_t k = 1; parameters.contains(fmt::format("W{}", k + 1)); ++k) {
    const auto rows = rows_of(parameters.at(fmt::format("W{}", k)), parameters.at(fmt::format("b{}", k)));
    const auto slopes = parameters.find(fmt::format("a{}", k));
    if (slopes == parameters.end()) {
      shared.insert(shared.end(), rows.begin(), rows.end());
    } else if (slopes->second.rows == 1) {
      const Row layer = together(rows);
      parts.push_back(block(n, slopes->second(0), layer.squares, layer.count));
    } else {
      parts.emplace_back();
      for (std::size_t r = 0; r < rows.size(); ++r)
        parts.back().add(block(n, slopes->second(r), rows[r].squares, rows[r].count));
    }
  }
  if (const Row all = together(shared); all.count > 0)
    parts.push_back(block(n, parameters.at("a")(0), all.squares, all.count));
  return parts;
}

std::optional<SlopeConditioning> conditioning_of(const Solution& solution, const NetworkSpec& network) {
  const Adaptation adaptive = adaptation_of(solution.problem(), network);
  const std::optional<double> n = factor_of(adaptive);
  SlopeConditioning found{network.name, {}, 1};
  if (!n) return adaptive.method().make ? std::nullopt : std::optional(found);
  const bool plain = network.weights.get_if<PlainWeights>() != nullptr;
  if (!plain || !in_pairs(network.layers)) return std::nullopt;
  Ends all;
  all.add(1);  // the output
  for (const Ends& part : parts_of(parameters_of(solution, network), *n)) {
    found.layers.push_back(part.condition());
    all.add(part);
  }
  found.all = all.condition();
  return found;
}

}  // namespace

std::vector<SlopeConditioning> slope_conditioning(const Solution& solution) {
  std::vector<SlopeConditioning> all;
  for (const NetworkSpec& network : solution.problem().networks)
    if (auto one = conditioning_of(solution, network)) all.push_back(std::move(*one));
  return all;
}

std::vector<ConditioningRow> conditioning_along(const std::vector<std::uint64_t>& steps, const Solution& solution,
                                                const Snapshots& snapshots) {
  const std::uint64_t last = solution.outcome().last.step;
  std::vector<ConditioningRow> rows;
  for (const std::uint64_t step : std::set<std::uint64_t>(steps.begin(), steps.end()))
    if (step < last) {
      if (!snapshots) throw UserError(fmt::format("nothing was kept of step {}", step));
      rows.push_back({step, slope_conditioning(snapshots(step))});
    }
  rows.push_back({last, slope_conditioning(solution)});
  return rows;
}

void write_conditioning(const std::filesystem::path& file, const Problem& problem,
                        const std::vector<ConditioningRow>& rows) {
  const bool several = problem.networks.size() > 1;
  CsvTable table;
  table.cell("step").cell("layer").cell("condition");
  if (several) table.cell("network");
  table.end_row();
  const auto add = [&](std::uint64_t step, std::uint64_t layer, double condition, const std::string& network) {
    table.cell(step).cell(layer).cell(condition);
    if (several) table.cell(network);
    table.end_row();
  };
  for (const ConditioningRow& row : rows)
    for (const SlopeConditioning& one : row.networks) {
      for (std::size_t k = 0; k < one.layers.size(); ++k) add(row.step, k + 1, one.layers[k], one.network);
      add(row.step, 0, one.all, one.network);
    }
  write_whole(file, table.text());
}

}  // namespace ansatz
