#include "analyse/table_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ansatz::dsl {
namespace {

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view value) {
  const std::size_t first = value.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  value = value.substr(first, value.find_last_not_of(blanks) - first + 1);
  return value.size() >= 2 && value.front() == '"' && value.back() == '"' ? value.substr(1, value.size() - 2) : value;
}

/// What stands behind the sign of a comment; null for another line.
const char* comment_of(std::string_view line) {
  const std::size_t first = line.find_first_not_of(blanks);
  if (first == std::string_view::npos) return nullptr;
  for (const std::string_view sign : {"#", "%", "//"})
    if (line.substr(first).starts_with(sign)) return line.data() + first + sign.size();
  return nullptr;
}

}  // namespace

TableText::TableText(std::string_view text) : rest_(text) {
  if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
}

bool TableText::next(std::vector<std::string_view>& cells) {
  before_ = rest_;
  line_before_ = line_;
  while (!rest_.empty()) {
    const std::size_t end = rest_.find_first_of("\r\n");
    const std::string_view line = rest_.substr(0, end);
    const bool two = end != std::string_view::npos && rest_.substr(end).starts_with("\r\n");
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + (two ? 2 : 1));
    ++line_;
    if (line.find_first_not_of(blanks) == std::string_view::npos) continue;
    if (const char* words = comment_of(line)) {
      comment_ = line.substr(static_cast<std::size_t>(words - line.data()));
      continue;
    }
    if (separator_ == Separator::unknown) {
      const auto holds = [&](char c) { return line.find(c) != std::string_view::npos; };
      separator_ = holds(';')    ? Separator::semicolon
                   : holds(',')  ? Separator::comma
                   : holds('\t') ? Separator::tab
                                 : Separator::space;
    }
    cells = split(line);
    return true;
  }
  return false;
}

void TableText::again() {
  rest_ = before_;
  line_ = line_before_;
}

std::vector<std::string_view> TableText::comment() const {
  return trimmed(comment_).empty() ? std::vector<std::string_view>{} : split(comment_);
}

std::vector<std::string_view> TableText::split(std::string_view line) const {
  std::vector<std::string_view> cells;
  if (separator_ == Separator::space) {
    for (std::size_t at = line.find_first_not_of(blanks); at != std::string_view::npos;
         at = line.find_first_not_of(blanks, at)) {
      const std::size_t end = std::min(line.find_first_of(blanks, at), line.size());
      cells.push_back(trimmed(line.substr(at, end - at)));
      at = end;
    }
    return cells;
  }
  const char sign = separator_ == Separator::semicolon ? ';' : separator_ == Separator::tab ? '\t' : ',';
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = line.find(sign);
    cells.push_back(trimmed(line.substr(0, end)));
    if (end != std::string_view::npos) line.remove_prefix(end + 1);
  }
  return cells;
}

std::optional<double> TableText::number(std::string_view cell) const {
  std::string_view digits = cell.starts_with('+') ? cell.substr(1) : cell;
  std::string pointed;
  if (separator_ == Separator::semicolon && std::count(digits.begin(), digits.end(), ',') == 1) {
    pointed = digits;
    pointed[pointed.find(',')] = '.';
    digits = pointed;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace ansatz::dsl
