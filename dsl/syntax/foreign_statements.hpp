// Statements as people write them who come from elsewhere: what stands where the grammar could not go on, or where no
// statement begins, and what was probably meant. Places and calls within a statement: foreign_syntax.hpp.
#pragma once

#include <optional>
#include <set>
#include <string_view>

#include "syntax/token.hpp"

namespace ansatz::dsl {

// Each gives nothing where it knows no better than the grammar. `found` stands within the tokens of a text, so that the
// one behind it can be looked at.

/// No statement begins with `found`: an equation or a definition without its word, a heading, an import.
std::optional<Diagnostic> foreign_start(const Token& found, const std::set<std::string_view>& values,
                                        std::uint32_t file);
/// `network: ...`, `train adam(steps = 10)`, `train.steps = 10`: a block that does not open its brace.
std::optional<Diagnostic> foreign_block(const Block& block, const Token& found, std::uint32_t file);
/// `field u(x, t)`, `field u = 0`, `field complex h`, `field h complex, u`.
std::optional<Diagnostic> foreign_field(const FieldDeclaration& fields, const Token& found, std::uint32_t file);
/// `region steel: x < 1`, `region steel = x < 1, y < 1`.
std::optional<Diagnostic> foreign_definition(const Definition& definition, const Token& found, std::uint32_t file);
/// `domain x = [0, 1]`, `time t from 0 to 1`, where `in` was expected.
std::optional<Diagnostic> foreign_domain(const Token& keyword, const Token& found, std::uint32_t file);
/// `ic t = 0: u = 1`, `eq u_t = u_xx = 0`, behind the last equation that could be read.
std::optional<Diagnostic> foreign_condition(const ConditionStatement& condition, const Token& found,
                                            std::uint32_t file);
/// `eq u_xx <= 1`: a comparison, and no `=`. `[first, found)` is what was read.
std::optional<Diagnostic> foreign_relation(const Token* first, const Token* found, std::uint32_t file);

}  // namespace ansatz::dsl
