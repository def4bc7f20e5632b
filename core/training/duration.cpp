#include "ansatz/core/duration.hpp"

#include <charconv>
#include <cmath>

namespace ansatz {
namespace {

constexpr TimeUnit units[] = {
    {"ms", Criterion::seconds, 1e-3},  {"s", Criterion::seconds, 1},       {"sec", Criterion::seconds, 1},
    {"second", Criterion::seconds, 1}, {"seconds", Criterion::seconds, 1}, {"min", Criterion::minutes, 1},
    {"m", Criterion::minutes, 1},      {"minute", Criterion::minutes, 1},  {"minutes", Criterion::minutes, 1},
    {"h", Criterion::hours, 1},        {"hour", Criterion::hours, 1},      {"hours", Criterion::hours, 1},
    {"d", Criterion::hours, 24},       {"day", Criterion::hours, 24},      {"days", Criterion::hours, 24},
};

/// Takes the letters at the start of a text.
std::string_view take_letters(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && text[length] >= 'a' && text[length] <= 'z') ++length;
  const std::string_view letters = text.substr(0, length);
  text.remove_prefix(length);
  return letters;
}

void skip_blanks(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
}

}  // namespace

const TimeUnit* time_unit(std::string_view name) {
  for (const TimeUnit& unit : units)
    if (unit.name == name) return &unit;
  return nullptr;
}

std::optional<double> seconds_in(std::string_view text) {
  double seconds = 0;
  for (bool first = true; !text.empty(); first = false) {
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (read.ec != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    const bool alone = first && text.empty();
    skip_blanks(text);
    const TimeUnit* unit = time_unit(alone ? "s" : take_letters(text));
    if (unit == nullptr || !(number >= 0)) return std::nullopt;
    seconds += number * unit->ratio * seconds_of(unit->counted);
    skip_blanks(text);
  }
  return seconds > 0 && std::isfinite(seconds) ? std::optional(seconds) : std::nullopt;
}

}  // namespace ansatz
