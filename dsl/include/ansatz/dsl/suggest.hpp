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

/// The one of `known` that other programs and papers call `name`: `steps` for "epochs", `lap` for "laplacian"; capitals
/// and `-` for `_` make no difference. Empty where there is none. What is found is meant without doubt.
std::string meant_by(std::string_view name, const std::vector<std::string>& known);

/// "did you mean `sin`?", "did you mean `sin` or `sinh`?", or nothing.
std::string did_you_mean(const std::vector<std::string>& names);
/// What is meant by the name, or else the names nearest to it.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& known);

/// Two sentences with a blank between them; one may be empty.
std::string sentences(std::string first, const std::string& second);

/// "adam, lm, sgd": what there is, for messages.
std::string listed(const std::vector<std::string>& names);

}  // namespace ansatz::dsl
