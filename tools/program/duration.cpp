#include "duration.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cmath>

namespace ansatz::cli {
namespace {

struct Unit {
  std::string_view name;
  double seconds;
};

constexpr Unit units[] = {{"s", 1}, {"min", 60}, {"m", 60}, {"h", 3600}, {"d", 86400}};

/// Takes the letters at the start of a text.
std::string_view take_letters(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && text[length] >= 'a' && text[length] <= 'z') ++length;
  const std::string_view letters = text.substr(0, length);
  text.remove_prefix(length);
  return letters;
}

const Unit* find_unit(std::string_view name) {
  for (const Unit& unit : units)
    if (unit.name == name) return &unit;
  return nullptr;
}

}  // namespace

std::string duration(double seconds) {
  if (!std::isfinite(seconds)) return "?";
  if (seconds < 10) return fmt::format("{:.1f} s", seconds);
  auto whole = std::llround(seconds);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::optional<double> parse_duration(std::string_view text) {
  const std::string_view whole = text;
  double seconds = 0;
  while (!text.empty()) {
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (read.ec != std::errc()) return std::nullopt;
    const bool alone = read.ptr == whole.data() + whole.size() && text.data() == whole.data();
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    const Unit* unit = find_unit(alone ? "s" : take_letters(text));
    if (unit == nullptr || !(number >= 0)) return std::nullopt;
    seconds += number * unit->seconds;
  }
  return seconds > 0 && std::isfinite(seconds) ? std::optional(seconds) : std::nullopt;
}

}  // namespace ansatz::cli
