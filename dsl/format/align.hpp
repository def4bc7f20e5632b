// The last step of the formatter.
#pragma once

#include <string>

namespace ansatz::dsl {

/// A text with one space wherever spaces may stand, after alignment. Adjacent lines form a run:
///   declarations (`domain`, `time`, `field`)   the names below each other,
///   conditions (`eq`, `bc`, `fit`, ...)        the equations, and then `on`,
///   definitions (`param`, `let`, `unknown`)    the `=` signs,
///   any lines that end in comments             the comments.
/// A run with a head of more than 32 columns, or an `on` or a comment behind more than 80, stays as it is.
std::string align(const std::string& text);

}  // namespace ansatz::dsl
