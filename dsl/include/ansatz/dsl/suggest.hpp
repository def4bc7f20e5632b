// "did you mean ...?": the known names nearest to an unknown one, and all there are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ansatz::dsl {

/// Damerau-Levenshtein distance (insertions, deletions, replacements, swaps of neighbours; optimal string alignment)
/// between the ASCII-lower-cased bytes.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// At most three of `known`, nearest first, within min(half the length, 4) edits; equal distances keep the order of
/// `known`. A name that differs only in capitals is always near.
std::vector<std::string> nearest(std::string_view name, const std::vector<std::string>& known);

/// "did you mean `sin`?", "did you mean `sin` or `sinh`?", or nothing.
std::string did_you_mean(const std::vector<std::string>& names);
inline std::string did_you_mean(std::string_view name, const std::vector<std::string>& known) {
  return did_you_mean(nearest(name, known));
}

/// "adam, lm, sgd": what there is, for messages.
std::string listed(const std::vector<std::string>& names);

}  // namespace ansatz::dsl
