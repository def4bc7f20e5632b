#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ansatz/dsl/code.hpp"

namespace ansatz::dsl {
namespace {

constexpr auto table = std::to_array<CodeInfo>({
#define ANSATZ_ERROR(code, name, ...) {Code::name, #code, Severity::error, __VA_ARGS__},
#define ANSATZ_WARNING(code, name, ...) {Code::name, #code, Severity::warning, __VA_ARGS__},
#include "ansatz/dsl/codes.def"
#undef ANSATZ_WARNING
#undef ANSATZ_ERROR
});

constexpr bool in_order() {
  for (std::size_t i = 1; i < table.size(); ++i)
    if (!(table[i - 1].number < table[i].number)) return false;
  return true;
}
static_assert(in_order(), "codes are sorted by their numbers, each once");

constexpr bool letters_fit() {
  return std::all_of(table.begin(), table.end(), [](const CodeInfo& row) {
    return row.number.size() == 5 && row.number[0] == (row.severity == Severity::error ? 'E' : 'W');
  });
}
static_assert(letters_fit(), "numbers of errors begin with E, of warnings with W");

/// Each line of `text`, indented.
std::string indented(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += fmt::format("    {}\n", text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

}  // namespace

std::span<const CodeInfo> codes() { return table; }

const CodeInfo& info(Code code) { return table[static_cast<std::size_t>(code)]; }

const CodeInfo* find_code(std::string_view number) {
  const auto capital = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
  const auto* found = std::find_if(table.begin(), table.end(), [&](const CodeInfo& row) {
    return std::equal(row.number.begin(), row.number.end(), number.begin(), number.end(),
                      [&](char a, char b) { return a == capital(b); });
  });
  return found == table.end() ? nullptr : found;
}

std::string explain(const CodeInfo& code) {
  return fmt::format("{}: {}\n\n{}\n\nWrong:\n{}\nRight:\n{}", code.number, code.title, code.lesson,
                     indented(code.wrong), indented(code.right));
}

}  // namespace ansatz::dsl
