// Text of others on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace ansatz::dsl {

/// Text without anything that could command a terminal or make it show something else: control, invisible (also those
/// that change the direction of writing) and invalid characters are spelled out, as in <U+202E>.
std::string escaped(std::string_view text);

}  // namespace ansatz::dsl
