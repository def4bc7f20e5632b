#include "ansatz/dsl/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ansatz::dsl {

namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

}  // namespace

std::size_t edit_distance(std::string_view a_text, std::string_view b_text) {
  const std::string a = lower(a_text), b = lower(b_text);
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> d((a.size() + 1) * width);  // d(i, j): between the first i and the first j letters
  for (std::size_t i = 0; i <= a.size(); ++i) d[i * width] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = d[(i - 1) * width + j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      std::size_t best = std::min({d[(i - 1) * width + j] + 1, d[i * width + j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = std::min(best, d[(i - 2) * width + j - 2] + 1);
      d[i * width + j] = best;
    }
  }
  return d.back();
}

std::vector<std::string> nearest(std::string_view name, const std::vector<std::string>& known) {
  constexpr std::size_t longest = 64;  // nobody misspells a longer one
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& candidate : known) {
    if (name.size() > longest || candidate.size() > longest || candidate == name) continue;
    const std::size_t distance = edit_distance(name, candidate);
    const std::size_t allowed = std::min<std::size_t>(std::max(name.size(), candidate.size()) / 2, 4);
    if (distance <= allowed) near.emplace_back(distance, candidate);
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> result;
  for (auto& [distance, candidate] : near) {
    const bool much_worse = distance > near.front().first + 1;
    if (result.size() == 3 || much_worse) break;
    if (std::find(result.begin(), result.end(), candidate) == result.end()) result.push_back(std::move(candidate));
  }
  return result;
}

std::string did_you_mean(const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::string text = "did you mean ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += fmt::format("`{}`", names[i]);
  }
  return text + "?";
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& known) {
  const std::string meant = meant_by(name, known);
  return did_you_mean(meant.empty() ? nearest(name, known) : std::vector<std::string>{meant});
}

std::string sentences(std::string first, const std::string& second) {
  if (!first.empty() && !second.empty()) first += " ";
  return std::move(first) + second;
}

std::string listed(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

}  // namespace ansatz::dsl
