#include "memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::cli {
namespace {

constexpr double kib = 1024, much = kib * kib * kib;

struct Unit {
  std::string_view name;
  double bytes;
};
constexpr Unit units[] = {{"KiB", 1024}, {"MiB", 1048576}, {"GiB", 1073741824}, {"TiB", 1099511627776},
                          {"KB", 1e3},   {"MB", 1e6},      {"GB", 1e9},         {"TB", 1e12}};

double sum(const std::vector<MemoryPart>& parts) {
  double all = 0;
  for (const MemoryPart& part : parts) all += part.bytes;
  return all;
}

/// What makes the largest part less.
std::string remedy(const std::vector<MemoryPart>& parts) {
  return std::max_element(parts.begin(), parts.end(),
                          [](const MemoryPart& a, const MemoryPart& b) { return a.bytes < b.bytes; })
      ->remedy;
}

}  // namespace

std::string shown_bytes(double bytes) {
  const char* unit = "KiB";
  double amount = bytes / kib;
  for (const char* larger : {"MiB", "GiB", "TiB"})
    if (amount >= 1000) amount /= kib, unit = larger;
  return fmt::format("{:.{}f} {}", amount, amount < 10 ? 1 : 0, unit);
}

std::optional<double> parse_bytes(std::string_view text) {
  double amount = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), amount, std::chars_format::fixed);
  if (read.ec != std::errc() || !(amount > 0) || !std::isfinite(amount)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  if (text.starts_with(' ')) text.remove_prefix(1);
  for (const Unit& unit : units)
    if (unit.name == text) return amount * unit.bytes;
  return std::nullopt;
}

std::string shown_memory(const std::vector<MemoryPart>& parts) {
  std::string text;
  for (const MemoryPart& part : parts)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", part.what, shown_bytes(part.bytes));
  return fmt::format("about {} ({})", shown_bytes(sum(parts)), text);
}

std::string memory_note(const std::vector<MemoryPart>& parts) {
  return sum(parts) < much ? "" : fmt::format("; about {} of memory", shown_bytes(sum(parts)));
}

void require_memory(const std::vector<MemoryPart>& parts, const std::string& limit, const FreeMemory& free) {
  if (limit == "none") return;
  const FreeMemory allowed = limit.empty() ? free : FreeMemory{*parse_bytes(limit), "allowed by --memory-limit"};
  if (sum(parts) <= allowed.bytes) return;
  const std::string less = remedy(parts);
  throw WorldFailure(fmt::format(
      "this run needs {} of memory, and {} are {}\n  = help: {}{}", shown_memory(parts), shown_bytes(allowed.bytes),
      allowed.whose, less.empty() ? "" : less + "; ",
      limit.empty() ? "`--memory-limit none` begins it all the same" : "allow more, or `--memory-limit none`"));
}

}  // namespace ansatz::cli
