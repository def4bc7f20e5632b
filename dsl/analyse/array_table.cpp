#include "analyse/array_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/arrays.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

using Arrays = std::map<std::string, NumberArray>;

Arrays arrays_in(const std::filesystem::path& file, const std::string& shown, Span place) {
  try {
    return read_arrays(file);
  } catch (const UserError& error) {  // "PATH is damaged"
    const std::string said = error.what(), path = file.string();
    const std::string why = said.starts_with(path) ? said.substr(path.size()) : " cannot be read: " + said;
    fail(Finding(Code::flawed_table, place, fmt::format("`{}`{}", shown, why)));
  } catch (const WorldFailure&) {
    fail(Finding(Code::unreadable_file, place, fmt::format("`{}` cannot be read", shown)).label("the system refuses"));
  }
}

/// The sizes that count, and the values.
struct Column {
  std::vector<std::size_t> sizes;
  const std::vector<double>* values = nullptr;
};

Column column_of(const Arrays& arrays, const std::string& name, const std::string& shown, Span place) {
  const auto found = arrays.find(name);
  if (found == arrays.end()) {
    std::vector<std::string> known;
    std::string all;
    for (const auto& [other, array] : arrays) {
      all += fmt::format("{}`{}`", known.empty() ? "" : ", ", other);
      known.push_back(other);
    }
    const std::string advice = did_you_mean(name, known);
    fail(Finding(Code::flawed_table, place, fmt::format("`{}` has no array `{}` of real numbers", shown, name))
             .help(!advice.empty() ? advice
                   : known.empty() ? "it holds none at all"
                                   : fmt::format("it holds {}", all)));
  }
  Column column{found->second.sizes, &found->second.values};
  std::erase(column.sizes, 1);
  const auto bad = std::find_if(column.values->begin(), column.values->end(), [](double v) { return !(v - v == 0); });
  if (bad != column.values->end())
    fail(Finding(Code::flawed_table, place,
                 fmt::format("`{}`: place {} of the array `{}` is no finite number", shown,
                             bad - column.values->begin() + 1, name)));
  return column;
}

/// What runs along each axis of a grid, and the values over them.
class GridReader {
 public:
  GridReader(std::span<const std::string> names, const std::vector<Column>& columns, const std::string& shown,
             Span place)
      : names_(names), columns_(columns), shown_(shown), place_(place) {
    for (std::size_t k = 0; k < columns.size(); ++k)
      if (columns[k].sizes.size() < 2) axes_.push_back(k), sizes_.push_back(columns[k].values->size());
    for (const std::size_t size : sizes_) points_ *= size;
  }

  Table table() const {
    Table table;
    table.rows = points_;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      std::vector<double>& values = table.columns.emplace_back();
      const auto axis = std::find(axes_.begin(), axes_.end(), k);
      const bool reversed = axis == axes_.end() && must_be_over_axes(k);
      for (std::size_t p = 0; p < points_; ++p)
        values.push_back((*columns_[k].values)[axis != axes_.end() ? index(p, axis - axes_.begin())
                                               : reversed          ? turned(p)
                                                                   : p]);
    }
    return table;
  }

 private:
  /// Whether the values of column k are over the axes in the reverse order; a Failure where they are over others.
  bool must_be_over_axes(std::size_t k) const {
    const std::vector<std::size_t>& sizes = columns_[k].sizes;
    if (sizes == counted(sizes_)) return false;
    std::vector<std::size_t> reversed(sizes_.rbegin(), sizes_.rend());
    if (sizes == counted(reversed)) return true;
    fail(Finding(Code::flawed_table, place_,
                 fmt::format("`{}`: the array `{}` has {} values, and its coordinates {}", shown_, names_[k],
                             fmt::join(sizes, " x "), fmt::join(sizes_, " x "))));
  }
  static std::vector<std::size_t> counted(std::vector<std::size_t> sizes) {
    std::erase(sizes, 1);
    return sizes;
  }
  /// The number of point p along an axis; the last axis runs fastest.
  std::size_t index(std::size_t p, std::ptrdiff_t axis) const {
    for (std::size_t i = sizes_.size(); --i > static_cast<std::size_t>(axis);) p /= sizes_[i];
    return p % sizes_[static_cast<std::size_t>(axis)];
  }
  /// Where point p stands if the first axis runs fastest.
  std::size_t turned(std::size_t p) const {
    std::size_t at = 0;
    for (std::size_t i = sizes_.size(); i-- > 0;) at = at * sizes_[i] + index(p, static_cast<std::ptrdiff_t>(i));
    return at;
  }

  std::span<const std::string> names_;
  const std::vector<Column>& columns_;
  const std::string& shown_;
  Span place_;
  std::vector<std::size_t> axes_, sizes_;
  std::size_t points_ = 1;
};

}  // namespace

Table read_array_table(const std::filesystem::path& file, const std::string& shown, std::span<const std::string> names,
                       Span place) {
  const Arrays arrays = arrays_in(file, shown, place);
  std::vector<Column> columns;
  for (const std::string& name : names) columns.push_back(column_of(arrays, name, shown, place));
  const bool lists = std::all_of(columns.begin(), columns.end(), [](const Column& c) { return c.sizes.size() < 2; });
  if (!lists) return GridReader(names, columns, shown, place).table();
  Table table;
  table.rows = columns.front().values->size();
  for (std::size_t k = 0; k < columns.size(); ++k) {
    if (columns[k].values->size() != table.rows)
      fail(Finding(Code::flawed_table, place,
                   fmt::format("`{}`: `{}` has {} values, and `{}` has {}", shown, names[0], table.rows, names[k],
                               columns[k].values->size())));
    table.columns.push_back(*columns[k].values);
  }
  return table;
}

std::vector<std::string> read_array_names(const std::filesystem::path& file, const std::string& shown, Span place) {
  std::vector<std::string> names;
  for (const auto& [name, array] : arrays_in(file, shown, place)) names.push_back(name);
  return names;
}

}  // namespace ansatz::dsl
