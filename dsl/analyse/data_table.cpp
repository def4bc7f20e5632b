#include "analyse/data_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <string_view>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

constexpr std::size_t most_bytes = std::size_t{256} << 20;
constexpr std::size_t most_rows = 10'000'000;
constexpr std::size_t most_columns = 1'000;
constexpr std::size_t longest_header = std::size_t{1} << 20;
constexpr std::size_t longest_quotation = 40;  // of a value, in messages

/// What is shown of a value: plain characters, not too many.
std::string shown_value(std::string_view value) {
  std::string text;
  for (const char c : value.substr(0, longest_quotation)) text += c >= ' ' && c <= '~' ? c : '?';
  return fmt::format("\"{}{}\"", text, value.size() > longest_quotation ? "..." : "");
}

std::string_view trimmed(std::string_view value) {
  const std::size_t first = value.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  value = value.substr(first, value.find_last_not_of(" \t") - first + 1);
  return value.size() >= 2 && value.front() == '"' && value.back() == '"' ? value.substr(1, value.size() - 2) : value;
}

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t comma = 0; comma != std::string_view::npos;) {
    comma = line.find(',');
    cells.push_back(trimmed(line.substr(0, comma)));
    if (comma != std::string_view::npos) line.remove_prefix(comma + 1);
  }
  return cells;
}

class TableReader {
 public:
  TableReader(std::string_view text, const std::string& shown, Span place) : rest_(text), shown_(shown), place_(place) {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }

  void header(std::span<const std::string> wanted) {
    std::string_view line;
    if (!next(line))
      fail(Finding(Code::flawed_table, place_, fmt::format("`{}` is empty", shown_))
               .help("its first line names the columns"));
    const std::vector<std::string_view> names = cells_of(line);
    width_ = names.size();
    if (width_ > most_columns)
      fail(Finding(Code::too_large, place_, fmt::format("`{}` has more than {} columns", shown_, most_columns)));
    for (const std::string& name : wanted) {
      const auto found = std::find(names.begin(), names.end(), name);
      if (found == names.end()) missing(name, names, line);
      if (std::find(found + 1, names.end(), name) != names.end())
        fail(Finding(Code::flawed_table, place_, fmt::format("`{}` has two columns `{}`", shown_, name)));
      slots_.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    names_.assign(wanted.begin(), wanted.end());
  }

  Table rows() {
    Table table;
    table.columns.resize(slots_.size());
    for (std::string_view line; next(line); ++table.rows) {
      if (table.rows == most_rows)
        fail(Finding(Code::too_large, place_, fmt::format("`{}` has more than {} rows", shown_, most_rows)));
      const std::vector<std::string_view> cells = cells_of(line);
      if (cells.size() != width_)
        fail(Finding(Code::flawed_table, place_,
                     fmt::format("{}:{}: {} value{} in a row of {} columns", shown_, line_, cells.size(),
                                 cells.size() == 1 ? "" : "s", width_)));
      for (std::size_t i = 0; i < slots_.size(); ++i) table.columns[i].push_back(number(cells[slots_[i]], names_[i]));
    }
    return table;
  }

 private:
  [[noreturn]] void missing(const std::string& name, const std::vector<std::string_view>& names,
                            std::string_view line) const {
    const std::vector<std::string> known(names.begin(), names.end());
    std::string help = did_you_mean(name, known);
    if (names.size() == 1 && line.find_first_of(";\t") != std::string_view::npos)
      help = "columns are separated by commas";
    else if (std::string all; help.empty()) {
      for (std::size_t i = 0; i < std::min<std::size_t>(known.size(), 8); ++i)
        all += fmt::format("{}{}", i == 0 ? "" : ", ", shown_value(known[i]));
      help = fmt::format("its first line names {}{}", all, known.size() > 8 ? ", ..." : "");
    }
    fail(Finding(Code::flawed_table, place_, fmt::format("`{}` has no column `{}`", shown_, name)).help(help));
  }

  double number(std::string_view cell, const std::string& column) const {
    const std::string_view digits = cell.starts_with('+') ? cell.substr(1) : cell;
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value))
      fail(Finding(Code::flawed_table, place_,
                   fmt::format("{}:{}: column `{}` holds {}", shown_, line_, column,
                               cell.empty() ? std::string("nothing") : shown_value(cell)))
               .help("every value is a finite number, such as -1.5e-3"));
    return value;
  }

  /// The next line that is not empty.
  bool next(std::string_view& line) {
    while (!rest_.empty()) {
      const std::size_t end = rest_.find_first_of("\r\n");
      line = rest_.substr(0, end);
      const bool two = end != std::string_view::npos && rest_.substr(end).starts_with("\r\n");
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + (two ? 2 : 1));
      ++line_;
      if (!trimmed(line).empty()) return true;
    }
    return false;
  }

  std::string_view rest_;
  const std::string& shown_;
  Span place_;
  std::size_t line_ = 0, width_ = 0;
  std::vector<std::size_t> slots_;  // which column of the file each wanted one is
  std::vector<std::string> names_;
};

std::string read_text(const std::filesystem::path& file, const std::string& shown, Span place, Reading reading) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  if (error || !stream)
    fail(Finding(Code::unreadable_file, place, fmt::format("`{}` cannot be read", shown)).label("the system refuses"));
  if (size > most_bytes)
    fail(Finding(Code::too_large, place, fmt::format("`{}` is larger than {} MiB", shown, most_bytes >> 20))
             .help("split it, or keep fewer points"));
  std::string text;
  if (reading == Reading::header) {
    while (text.empty() && std::getline(stream, text)) text = text.substr(0, longest_header);
    return text;
  }
  text.resize(static_cast<std::size_t>(size));
  stream.read(text.data(), static_cast<std::streamsize>(size));
  if (stream.gcount() != static_cast<std::streamsize>(size))
    fail(Finding(Code::unreadable_file, place, fmt::format("`{}` cannot be read", shown)).label("the system refuses"));
  return text;
}

}  // namespace

Table read_table(const std::filesystem::path& file, const std::string& shown, std::span<const std::string> columns,
                 Span place, Reading reading) {
  const std::string text = read_text(file, shown, place, reading);
  TableReader reader(text, shown, place);
  reader.header(columns);
  if (reading == Reading::everything) return reader.rows();
  Table table;
  table.columns.resize(columns.size());
  return table;
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
