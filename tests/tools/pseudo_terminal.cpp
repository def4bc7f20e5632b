#include "pseudo_terminal.hpp"

#include <doctest/doctest.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace process {

void Screen::go_down() {
  ++row_;
  if (row_ == lines_.size()) lines_.emplace_back();
}

void Screen::put(std::string character) {
  if (column_ == columns_) {
    go_down();
    column_ = 0;
  }
  Line& line = lines_[row_];
  if (line.size() <= column_) line.resize(column_ + 1, " ");
  line[column_++] = std::move(character);
}

void Screen::command(char what, std::size_t count) {
  const std::size_t top = lines_.size() > rows_ ? lines_.size() - rows_ : 0;
  if (what == 'A') row_ = std::max(top, row_ - std::min(row_, std::max<std::size_t>(1, count)));
  if (what != 'K' && what != 'J') return;
  if (lines_[row_].size() > column_) lines_[row_].resize(column_);
  if (what == 'J') lines_.resize(row_ + 1);
}

void Screen::take(const std::string& bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    if (first == '\x1b' && i + 1 < bytes.size() && bytes[i + 1] == '[') {
      std::size_t end = i + 2, count = 0;
      for (; end < bytes.size() && bytes[end] >= '0' && bytes[end] <= '9'; ++end)
        count = 10 * count + static_cast<std::size_t>(bytes[end] - '0');
      if (end < bytes.size()) command(bytes[end], count);
      i = end + 1;
    } else if (first == '\r') {
      column_ = 0;
      ++i;
    } else if (first == '\n') {
      go_down();
      ++i;
    } else {
      const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
      put(bytes.substr(i, length));
      i += length;
    }
  }
}

std::vector<std::string> Screen::lines() const {
  std::vector<std::string> out;
  for (const Line& line : lines_) {
    std::string text;
    for (const std::string& character : line) text += character;
    text.resize(text.find_last_not_of(' ') + 1);
    out.push_back(std::move(text));
  }
  return out;
}

TerminalRun on_terminal(const std::vector<std::string>& words, const std::filesystem::path& folder, std::size_t columns,
                        std::size_t rows, std::size_t columns_later) {
  winsize size{static_cast<unsigned short>(rows), static_cast<unsigned short>(columns), 0, 0};
  std::vector<char*> arguments = {const_cast<char*>(ANSATZ_PROGRAM)};
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  REQUIRE(child >= 0);
  if (child == 0) {
    setenv("TERM", "xterm", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    if (chdir(folder.c_str()) == 0) execv(ANSATZ_PROGRAM, arguments.data());
    _exit(127);
  }
  TerminalRun run;
  char buffer[4096];
  for (ssize_t got; (got = read(terminal, buffer, sizeof buffer)) > 0;) {  // EIO when the program has ended
    run.bytes.append(buffer, static_cast<std::size_t>(got));
    if (columns_later == 0 || run.bytes.find("\x1b[J") == std::string::npos) continue;
    size.ws_col = static_cast<unsigned short>(columns_later);
    ioctl(terminal, TIOCSWINSZ, &size);
    columns_later = 0;
  }
  close(terminal);
  int status = 0;
  waitpid(child, &status, 0);
  run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return run;
}

}  // namespace process
