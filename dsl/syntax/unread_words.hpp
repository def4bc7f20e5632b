// What statements that could not be read may declare: names that others may miss.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "ansatz/dsl/syntax.hpp"

namespace ansatz::dsl {

/// The words of source `file` that stand in none of `statements`, which may be of other sources too; but not those of
/// conditions and of settings, which declare nothing.
std::set<std::string, std::less<>> unread_words(const Sources& sources, std::uint32_t file,
                                                const std::vector<Statement>& statements);

}  // namespace ansatz::dsl
