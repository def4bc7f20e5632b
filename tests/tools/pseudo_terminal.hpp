// Runs the program on a pseudo terminal, and shows what stands on its screen.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace process {

/// A terminal as far as the program uses one: characters of UTF-8, line ends, lines that break where they are full,
/// cursor up, erase to the end of the line or of the screen.
class Screen {
 public:
  Screen(std::size_t columns, std::size_t rows) : columns_(columns), rows_(rows), lines_(1) {}
  void take(const std::string& bytes);
  /// What stands there, with what has scrolled out of sight, line by line, without blanks at their ends.
  std::vector<std::string> lines() const;

 private:
  using Line = std::vector<std::string>;  // a character a cell
  void put(std::string character);
  void go_down();
  void command(char what, std::size_t count);

  std::size_t columns_, rows_;
  std::vector<Line> lines_;  // the last `rows_` are in sight
  std::size_t row_ = 0, column_ = 0;
};

struct TerminalRun {
  int status = 0;
  std::string bytes;  // everything the program wrote
};

/// With TERM=xterm. The screen becomes `columns_later` wide once something was written, unless that is 0.
TerminalRun on_terminal(const std::vector<std::string>& words, const std::filesystem::path& folder, std::size_t columns,
                        std::size_t rows, std::size_t columns_later = 0);

}  // namespace process
