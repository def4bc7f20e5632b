#include "ansatz/core/csv.hpp"

#include <fmt/format.h>

namespace ansatz {

CsvTable& CsvTable::raw(std::string_view text) {
  if (!first_) text_ += ',';
  first_ = false;
  text_ += text;
  return *this;
}

CsvTable& CsvTable::cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return raw(text);
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  quoted += '"';
  return raw(quoted);
}

CsvTable& CsvTable::cell(double value) { return raw(fmt::format("{}", value)); }

CsvTable& CsvTable::cell(std::uint64_t value) { return raw(fmt::format("{}", value)); }

void CsvTable::end_row() {
  text_ += '\n';
  first_ = true;
}

}  // namespace ansatz
