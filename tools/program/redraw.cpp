#include "redraw.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "terminal.hpp"

namespace ansatz::cli {

std::string RedrawnBlock::replaced_by(std::vector<std::string> lines, std::size_t width) {
  std::size_t rows = 0;
  for (const std::string& line : lines_)
    rows += std::max<std::size_t>(1, (display_columns(line) + width - 1) / std::max<std::size_t>(1, width));
  std::string out = "\r";
  if (rows > 0) out += fmt::format("\x1b[{}A", rows);
  out += "\x1b[J";
  for (const std::string& line : lines) out += line + "\n";
  lines_ = std::move(lines);
  return out;
}

}  // namespace ansatz::cli
