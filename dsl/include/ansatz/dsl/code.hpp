// The codes of diagnostics, as a type: a code that is not in the table cannot be written.
//
// Read next: codes.def (the table), diagnostic.hpp (what carries a code).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ansatz::dsl {

enum class Severity : std::uint8_t { error, warning };

enum class Code : std::uint8_t {
#define ANSATZ_ERROR(code, name, title, lesson, wrong, right) name,
#define ANSATZ_WARNING(code, name, title, lesson, wrong, right) name,
#include "ansatz/dsl/codes.def"
#undef ANSATZ_WARNING
#undef ANSATZ_ERROR
};

/// A row of the table.
struct CodeInfo {
  Code code;
  std::string_view number;  // "E0203": stable, what people read and look up
  Severity severity;
  std::string_view title;   // one line: "an unknown name"
  std::string_view lesson;  // what it means
  std::string_view wrong;   // gives the code
  std::string_view right;   // the same, mended
};

/// All codes, in the order of their numbers.
std::span<const CodeInfo> codes();
const CodeInfo& info(Code code);
/// The code of that number, or null. Capitals do not matter.
const CodeInfo* find_code(std::string_view number);

/// The lesson on a code as text to read: title, meaning, both examples.
std::string explain(const CodeInfo& code);

}  // namespace ansatz::dsl
