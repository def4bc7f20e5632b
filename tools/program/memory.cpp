#include "memory.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/core/points.hpp"

namespace ansatz::cli {
namespace {

constexpr double number = sizeof(double), kib = 1024;

/// The program with its libraries, the expressions of a problem and the code that is compiled of them: what is there
/// before any point is.
constexpr double base = 28 * kib * kib;

/// Coordinates, normals, a residual, its weight and its gradient's seed, of each point; and once more while points are
/// drawn anew or an error is measured.
double of_points(const Solver& solver) {
  const Problem& problem = solver.problem();
  double points = 0;
  for (const std::size_t count : points_of_conditions(problem)) points += static_cast<double>(count);
  const auto numbers = static_cast<double>(2 * problem.domain.dimensions() + 3 * problem.fields.size());
  return 2 * number * points * numbers;
}

}  // namespace

std::vector<MemoryPart> memory_of(const Solver& solver) {
  const auto parameters = static_cast<double>(solver.parameter_count());
  std::vector<MemoryPart> parts{
      {"program", base},
      {"points", of_points(solver)},
      {"working sets", static_cast<double>(solver.statistics().tile_bytes) * solver.threads()}};
  MemoryPart stage;  // stages come one after another: the largest counts
  for (const Stage& each : solver.problem().stages) {
    const auto& numbers = each.method().traits.numbers;
    const double bytes = number * (parameters + (numbers ? numbers(each.settings(), parameters) : 0));
    if (bytes >= stage.bytes) stage = {each.name(), bytes};
  }
  parts.push_back(std::move(stage));
  return parts;
}

std::string shown_bytes(double bytes) {
  const char* unit = "KiB";
  double amount = bytes / kib;
  for (const char* larger : {"MiB", "GiB", "TiB"})
    if (amount >= 1000) amount /= kib, unit = larger;
  return fmt::format("{:.{}f} {}", amount, amount < 10 ? 1 : 0, unit);
}

}  // namespace ansatz::cli
