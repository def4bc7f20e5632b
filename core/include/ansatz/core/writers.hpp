// What can be written of a solution, and how.
//
//   const Problem& p = solution.problem();
//   write("poisson", Extract(solution, fields_of(p), grid_of(p, {})), VtkFormat{});
//
// An extract says what is wanted: quantities, each any expression at a point, and where. A format makes one file of it:
// format.hpp says what one is.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/catalogue.hpp"
#include "ansatz/core/format.hpp"
#include "ansatz/core/scope.hpp"
#include "ansatz/core/solution.hpp"

namespace ansatz {

/// A quantity and what it is called.
struct Column {
  std::string name;
  Quantity value;
};

/// All fields of a problem, as columns.
std::vector<Column> fields_of(const Problem& problem);

/// Where values are wanted: on a tensor grid, or at points one by one.
struct Places {
  std::vector<std::vector<double>> axes;  // of a grid: the values of each coordinate, ascending; one where it is held
  std::vector<double> points;             // without axes: point by point, all coordinates of each
};

/// A grid over the bounding box of the domain, ends included. `sizes`: points along each coordinate that is not in
/// `held` (by number, with its value), in their order; none: those of the evaluation grid. Throws UserError where there
/// are not as many, or one is 0.
Places grid_of(const Problem& problem, std::span<const std::size_t> sizes,
               const std::map<std::size_t, double>& held = {});
/// Whether there is an evaluation grid: with more than 5 coordinates, or of some distribution, points are scattered.
bool has_grid(const Domain& domain);
/// The evaluation grid, or the scattered points of a problem that has none.
Places usual_places(const Problem& problem);
/// Where a run evaluates the problem: the points of `solution.csv`.
Places evaluation_places(const Problem& problem);

class Extract {
 public:
  /// Throws UserError where two columns have one name, coordinates among them, when the points are no points of the
  /// domain's dimensions, and when all that would not fit into the memory of this machine.
  Extract(Solution solution, std::vector<Column> columns, Places places);

  const Solution& solution() const { return solution_; }
  const Problem& problem() const { return solution_.problem(); }
  std::span<const Column> columns() const { return columns_; }
  const std::vector<std::string>& coordinates() const { return coordinates_; }

  /// Empty unless the points are those of a grid.
  std::span<const std::vector<double>> axes() const { return places_.axes; }
  /// The coordinates along which a grid has more than one point.
  std::vector<std::size_t> free_coordinates() const;
  std::size_t count() const { return count_; }
  /// Point by point; of a grid the last coordinate runs fastest.
  std::vector<double> points() const;
  /// values[column][point] at any points, by all coordinates of each; not a number where there is no solution.
  std::vector<std::vector<double>> values(std::span<const double> points) const;
  /// Whether a point has a solution. Those of a grid must lie in the domain exactly, as those of a run's evaluation do;
  /// points that were named may have been rounded on their way here (see `Outside`).
  bool inside(const double* point) const;

 private:
  Solution solution_;
  std::vector<Column> columns_;
  Places places_;
  std::vector<std::string> coordinates_;
  std::size_t count_ = 0;
};

/// The formats among these methods, with the settings that they have by themselves.
std::vector<Format> formats_of(const Catalogue& methods);
/// By name, or by the ending of a file; null where there is none.
const Format* find_format(std::span<const Format> among, std::string_view name);
const Format* find_format_of(std::span<const Format> among, const std::filesystem::path& file);

/// Writes `file`; without an ending it gets the one that fits. Returns its path.
std::filesystem::path write(std::filesystem::path file, const Extract& extract, const Format& format);

}  // namespace ansatz
