// How special functions are written: J_{0}(x), \Gamma(x).
#pragma once

#include <string_view>

namespace ansatz::dsl {

/// The letter of a special function, which bears its order as a subscript if it has one; empty for other functions.
std::string_view special_letter(std::string_view function);

}  // namespace ansatz::dsl
