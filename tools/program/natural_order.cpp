#include "natural_order.hpp"

#include <charconv>
#include <cstdint>
#include <string_view>

namespace ansatz::cli {
namespace {

/// The number that a text begins with, taken off it.
std::uint64_t take_number(std::string_view& text) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  return number;
}

}  // namespace

bool comes_before(const std::string& first, const std::string& second) {
  std::string_view a = first, b = second;
  const auto digit = [](std::string_view text) { return text.front() >= '0' && text.front() <= '9'; };
  while (!a.empty() && !b.empty()) {
    if (digit(a) && digit(b)) {
      const std::uint64_t x = take_number(a), y = take_number(b);
      if (x != y) return x < y;
    } else if (a.front() != b.front()) {
      return a.front() < b.front();
    } else {
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  return a.empty() && b.empty() ? first < second : a.empty();
}

}  // namespace ansatz::cli
