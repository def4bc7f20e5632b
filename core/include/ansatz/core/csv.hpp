// Tables as comma-separated values (RFC 4180, lines ended by a single newline).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ansatz {

class CsvTable {
 public:
  CsvTable& cell(std::string_view text);  // quoted where it has to be
  CsvTable& cell(double value);           // the shortest digits that read back to the same bits
  CsvTable& cell(std::uint64_t value);
  CsvTable& empty() { return raw({}); }
  void end_row();
  const std::string& text() const { return text_; }

 private:
  CsvTable& raw(std::string_view text);
  std::string text_;
  bool first_ = true;
};

}  // namespace ansatz
