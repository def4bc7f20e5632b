// Spellings that the printer and the formatter share.
#pragma once

#include <string>
#include <string_view>

namespace ansatz::dsl {

/// A number as written, but with a digit on both sides of its point or no point: "0.5" for ".5", "1" for "1.". So no
/// number begins or ends with a point, and `1..5` can be written without spaces.
std::string canonical_number(std::string_view written);

}  // namespace ansatz::dsl
