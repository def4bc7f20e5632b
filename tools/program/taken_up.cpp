#include "taken_up.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <sstream>
#include <string_view>
#include <vector>

#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::string_view note_start = "# After step ";

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// "lr = 1e-3" of "  lr      = 1e-3": the blocks of a resolved problem are aligned.
std::string plain(const std::string& line) {
  std::istringstream in(line);
  std::string text;
  for (std::string word; in >> word;) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// Lines that only one of the two has, each once, in their order.
std::vector<std::string> only_in(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  std::vector<std::string> only;
  for (const std::string& line : some)
    if (!line.empty() && std::find(others.begin(), others.end(), line) == others.end())
      only.push_back("`" + plain(line) + "`");
  return only;
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text.empty() ? "nothing" : text;
}

}  // namespace

TakenUp take_up(const std::string& before, const std::string& resolved, std::uint64_t step) {
  std::vector<std::string> old = lines_of(before);
  const auto first =
      std::find_if_not(old.begin(), old.end(), [](const auto& line) { return line.starts_with(note_start); });
  std::string notes;
  for (auto note = old.begin(); note != first; ++note) notes += *note + "\n";
  old.erase(old.begin(), first);
  const std::vector<std::string> now = lines_of(resolved);
  const std::vector<std::string> gone = only_in(old, now), come = only_in(now, old);
  if (gone.empty() && come.empty()) return {notes + resolved, ""};
  const std::string change = fmt::format("{} in place of {}", listed(come), listed(gone));
  return {fmt::format("{}{}{}: {}.\n{}", notes, note_start, step, change, resolved),
          fmt::format("after step {} the run goes on with other settings: {}; problem.pde says so\n", step,
                      printable(change))};
}

}  // namespace ansatz::cli
