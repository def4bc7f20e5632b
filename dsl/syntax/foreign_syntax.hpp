// Places of conditions and calls as other languages write them: what stands where the grammar could not go on. The
// spelling of single signs and derivatives: scanner_repairs.cpp.
#pragma once

#include <cstdint>
#include <optional>

#include "syntax/token.hpp"

namespace ansatz::dsl {

/// E0111 for a condition that was read up to `rest`, in a statement that begins at `first`: `at x = 0`,
/// `on x = 0 and x = 1`, `on x in {0, 1}`. Nothing where it is none of these.
std::optional<Diagnostic> foreign_place(const ConditionStatement& condition, const Token* first, const Token* rest,
                                        std::uint32_t file);

/// E0111 for `sin[x]`, where the `[` was found behind the name.
std::optional<Diagnostic> call_in_square_brackets(const Token& previous, const Token& found, std::uint32_t file);

}  // namespace ansatz::dsl
