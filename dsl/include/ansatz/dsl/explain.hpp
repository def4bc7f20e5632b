// A short lesson for every diagnostic code: what it means, a wrong example, the right one.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace ansatz::dsl {

struct Lesson {
  std::string_view code;
  std::string_view text;   // what it means, lines of at most 100 columns
  std::string_view wrong;  // gives the code
  std::string_view right;  // the same, mended
};

/// All lessons, by code.
const std::vector<Lesson>& lessons();
/// The lesson on a code as text to read, or nothing for a code that does not exist. Capitals do not matter.
std::optional<std::string_view> explain(std::string_view code);

}  // namespace ansatz::dsl
