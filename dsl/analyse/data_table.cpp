#include "analyse/data_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string_view>

#include "analyse/array_table.hpp"
#include "analyse/table_text.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/arrays.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

constexpr std::size_t most_bytes = std::size_t{256} << 20;
constexpr std::size_t most_rows = 10'000'000;
constexpr std::size_t most_columns = 1'000;
constexpr std::uintmax_t longest_header = std::uintmax_t{1} << 20;
constexpr std::size_t longest_quotation = 40;  // of a value, in messages

/// What is shown of a value: plain characters, not too many.
std::string shown_value(std::string_view value) {
  std::string text;
  for (const char c : value.substr(0, longest_quotation)) text += c >= ' ' && c <= '~' ? c : '?';
  return fmt::format("\"{}{}\"", text, value.size() > longest_quotation ? "..." : "");
}

/// "x, t, u"
std::string listed(std::span<const std::string> names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

class TableReader {
 public:
  TableReader(std::string_view text, const std::string& shown, Span place)
      : text_(text), shown_(shown), place_(place) {}

  /// Finds the columns that are wanted: by the line that names them, or in their order where there is none.
  void header(std::span<const std::string> wanted) {
    const std::vector<std::string_view> names = first_line();
    names_.assign(wanted.begin(), wanted.end());
    if (names.empty()) {
      if (width_ != wanted.size()) unnamed(wanted);
      for (std::size_t i = 0; i < width_; ++i) slots_.push_back(i);
      return;
    }
    for (const std::string& name : wanted) {
      const auto found = std::find(names.begin(), names.end(), name);
      if (found == names.end()) missing(name, names);
      if (std::find(found + 1, names.end(), name) != names.end())
        fail(Finding(Code::flawed_table, place_, fmt::format("`{}` has two columns `{}`", shown_, name)));
      slots_.push_back(static_cast<std::size_t>(found - names.begin()));
    }
  }
  /// Takes all columns, whatever they are called.
  void every_column() {
    const std::vector<std::string_view> names = first_line();
    for (std::size_t i = 0; i < width_; ++i) {
      slots_.push_back(i);
      names_.push_back(names.empty() ? fmt::format("{}", i + 1) : std::string(names[i]));
    }
  }

  /// The names of the columns; none where the table does not say them.
  std::vector<std::string> names() {
    const std::vector<std::string_view> found = first_line();
    return {found.begin(), found.end()};
  }

  Table rows() {
    Table table;
    table.columns.resize(slots_.size());
    for (std::vector<std::string_view> cells; text_.next(cells); ++table.rows) {
      if (table.rows == most_rows)
        fail(Finding(Code::too_large, place_, fmt::format("`{}` has more than {} rows", shown_, most_rows)));
      if (cells.size() != width_)
        fail(Finding(Code::flawed_table, place_,
                     fmt::format("{}:{}: {} value{} in a row of {} columns", shown_, text_.line(), cells.size(),
                                 cells.size() == 1 ? "" : "s", width_)));
      for (std::size_t i = 0; i < slots_.size(); ++i) table.columns[i].push_back(number(cells[slots_[i]], names_[i]));
    }
    return table;
  }

 private:
  /// The names of the columns, from the first row or from a comment above it; none where both are silent.
  std::vector<std::string_view> first_line() {
    std::vector<std::string_view> names;
    if (!text_.next(names))
      fail(Finding(Code::flawed_table, place_, fmt::format("`{}` is empty", shown_))
               .help("its first line names the columns"));
    width_ = names.size();
    if (width_ > most_columns)
      fail(Finding(Code::too_large, place_, fmt::format("`{}` has more than {} columns", shown_, most_columns)));
    const bool numbers =
        std::all_of(names.begin(), names.end(), [&](auto cell) { return text_.number(cell).has_value(); });
    if (!numbers) return names;
    text_.again();
    const std::vector<std::string_view> comment = text_.comment();
    return comment.size() == width_ ? comment : std::vector<std::string_view>{};
  }

  [[noreturn]] void unnamed(std::span<const std::string> wanted) const {
    fail(Finding(Code::flawed_table, place_,
                 fmt::format("`{}` does not name its {} column{}, and {} are needed", shown_, width_,
                             width_ == 1 ? "" : "s", listed(wanted)))
             .help(fmt::format("write a first line with their names, such as `{}`", listed(wanted))));
  }

  [[noreturn]] void missing(const std::string& name, const std::vector<std::string_view>& names) const {
    const std::vector<std::string> known(names.begin(), names.end());
    std::string help = did_you_mean(name, known);
    if (std::string all; help.empty()) {
      for (std::size_t i = 0; i < std::min<std::size_t>(known.size(), 8); ++i)
        all += fmt::format("{}{}", i == 0 ? "" : ", ", shown_value(known[i]));
      help = fmt::format("its first line names {}{}", all, known.size() > 8 ? ", ..." : "");
    }
    fail(Finding(Code::flawed_table, place_, fmt::format("`{}` has no column `{}`", shown_, name)).help(help));
  }

  double number(std::string_view cell, const std::string& column) const {
    if (const std::optional<double> value = text_.number(cell)) return *value;
    fail(Finding(Code::flawed_table, place_,
                 fmt::format("{}:{}: column `{}` holds {}", shown_, text_.line(), column,
                             cell.empty() ? std::string("nothing") : shown_value(cell)))
             .help("every value is a finite number, such as -1.5e-3"));
  }

  TableText text_;
  const std::string& shown_;
  Span place_;
  std::size_t width_ = 0;
  std::vector<std::size_t> slots_;  // which column of the file each wanted one is
  std::vector<std::string> names_;
};

void check_size(std::uintmax_t size, const std::string& shown, Span place) {
  if (size > most_bytes)
    fail(Finding(Code::too_large, place, fmt::format("`{}` is larger than {} MiB", shown, most_bytes >> 20))
             .help("split it, or keep fewer points"));
}

std::string read_text(const std::filesystem::path& file, const std::string& shown, Span place, Reading reading) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  if (error || !stream)
    fail(Finding(Code::unreadable_file, place, fmt::format("`{}` cannot be read", shown)).label("the system refuses"));
  check_size(size, shown, place);
  const std::uintmax_t wanted = reading == Reading::header ? std::min(size, longest_header) : size;
  std::string text(static_cast<std::size_t>(wanted), '\0');
  stream.read(text.data(), static_cast<std::streamsize>(wanted));
  if (stream.gcount() != static_cast<std::streamsize>(wanted))
    fail(Finding(Code::unreadable_file, place, fmt::format("`{}` cannot be read", shown)).label("the system refuses"));
  return text;
}

}  // namespace

Table read_table(const std::filesystem::path& file, const std::string& shown, std::span<const std::string> columns,
                 Span place, Reading reading) {
  if (holds_arrays(file)) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    check_size(error ? 0 : size, shown, place);  // one that cannot be read is reported below
    Table table = read_array_table(file, shown, columns, place);
    if (table.rows > most_rows)
      fail(Finding(Code::too_large, place, fmt::format("`{}` has more than {} points", shown, most_rows)));
    if (reading == Reading::everything) return table;
    return {0, std::vector<std::vector<double>>(columns.size())};
  }
  const std::string text = read_text(file, shown, place, reading);
  TableReader reader(text, shown, place);
  reader.header(columns);
  if (reading == Reading::everything) return reader.rows();
  Table table;
  table.columns.resize(columns.size());
  return table;
}

std::vector<std::string> read_column_names(const std::filesystem::path& file, const std::string& shown, Span place) {
  if (holds_arrays(file)) return read_array_names(file, shown, place);
  const std::string text = read_text(file, shown, place, Reading::header);
  return TableReader(text, shown, place).names();
}

Table read_all_columns(const std::filesystem::path& file, const std::string& shown, Span place) {
  const std::string text = read_text(file, shown, place, Reading::everything);
  TableReader reader(text, shown, place);
  reader.every_column();
  return reader.rows();
}

Table read_columns(const std::filesystem::path& file, std::span<const std::string> columns) {
  try {
    return read_table(file, file.string(), columns, {}, Reading::everything);
  } catch (const Failure& failure) {
    const Diagnostic& found = failure.diagnostic;
    throw UserError(found.help.empty() ? found.message : fmt::format("{}; {}", found.message, found.help));
  }
}

}  // namespace ansatz::dsl
