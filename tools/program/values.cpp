#include "values.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::size_t all_shown = 60;  // rows: what a tall window holds
constexpr std::size_t ends_shown = 5;

/// Characters, not bytes: names may be Greek.
std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

using Row = std::vector<std::string>;

std::string aligned(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows[0].size());
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns(row[i]));
  std::string text;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      text += (i == 0 ? "" : "  ") + std::string(widths[i] - columns(row[i]), ' ') + row[i];
    text += '\n';
  }
  return text;
}

std::string number(double value) { return fmt::format("{:.10g}", value); }

/// Takes coordinates out of `head` and `places` that are the same everywhere, where there are many of them: the
/// amplitudes of a function that is given. Returns what is said of them, a line.
std::string take_out_held(Row& head, std::vector<Row>& places) {
  constexpr std::size_t most_shown = 6;
  if (head.size() <= most_shown || places.size() < 2) return "";
  std::string held;
  for (std::size_t i = head.size(); i-- > 0 && head.size() > 1;) {
    if (!std::all_of(places.begin(), places.end(), [&](const Row& place) { return place[i] == places[0][i]; }))
      continue;
    held.insert(0, fmt::format("{} = {}{}", head[i], places[0][i], held.empty() ? "" : ", "));
    const auto erase = [i](Row& row) { row.erase(row.begin() + static_cast<std::ptrdiff_t>(i)); };
    erase(head);
    std::for_each(places.begin(), places.end(), erase);
  }
  return held.empty() ? "" : fmt::format("{} everywhere\n\n", held);
}

/// The least and the greatest value of a column, and where.
Row range(const std::string& name, const std::vector<double>& values, const std::vector<Row>& places) {
  std::size_t least = 0, greatest = 0;
  for (std::size_t p = 0; p < values.size(); ++p) {
    if (std::isnan(values[least]) || values[p] < values[least]) least = p;
    if (std::isnan(values[greatest]) || values[p] > values[greatest]) greatest = p;
  }
  const auto at = [&](std::size_t p) {
    std::string text;
    for (const std::string& coordinate : places[p]) text += (text.empty() ? "at (" : ", ") + coordinate;
    return text + ")";
  };
  return {name, "from", number(values[least]), at(least), "to", number(values[greatest]), at(greatest)};
}

}  // namespace

std::string table_of(const Extract& extract) {
  const std::size_t dimensions = extract.coordinates().size();
  const std::vector<double> points = extract.points();
  std::vector<std::vector<double>> values = extract.values(points), kept(values.size());
  std::vector<Row> places;
  for (std::size_t p = 0; p < extract.count(); ++p) {
    const double* point = points.data() + p * dimensions;
    if (!extract.axes().empty() && !extract.inside(point)) continue;
    Row& place = places.emplace_back();
    for (std::size_t i = 0; i < dimensions; ++i) place.push_back(fmt::format("{:.6g}", point[i]));
    for (std::size_t k = 0; k < values.size(); ++k) kept[k].push_back(values[k][p]);
  }
  Row head = extract.coordinates();
  const std::string held = take_out_held(head, places);
  for (const Column& column : extract.columns()) head.push_back(printable(column.name));
  const bool all = places.size() <= all_shown;
  std::vector<Row> rows{head};
  for (std::size_t p = 0; p < places.size(); ++p) {
    if (!all && p == ends_shown) {
      rows.push_back(Row(head.size(), "..."));
      p = places.size() - ends_shown;
    }
    Row row = places[p];
    for (const std::vector<double>& column : kept) row.push_back(number(column[p]));
    rows.push_back(std::move(row));
  }
  std::string text = held + aligned(rows);
  if (all) return text;
  std::vector<Row> ranges;
  for (std::size_t k = 0; k < kept.size(); ++k)
    ranges.push_back(range(printable(extract.columns()[k].name), kept[k], places));
  return text + fmt::format("\n{} points; --out FILE.csv writes them all\n", places.size()) + aligned(ranges);
}

}  // namespace ansatz::cli
