// What the tables of the language say of its words, as Markdown.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/dsl/reference.hpp"
#include "ansatz/dsl/schema.hpp"
#include "ansatz/dsl/syntax.hpp"

namespace ansatz::dsl {

std::string explained(const BlockSpec& block);
std::string explained(const BlockSpec& block, const SettingSpec& setting);
/// An option of a setting; of an argument of an option.
std::string explained(const SettingSpec& setting, const Option& option);
std::string explained(const Option& option, const SettingSpec& argument);
std::string explained(const ReferenceWord& word);

/// The row of the table that a key in a block stands for, whatever block a key of a sweep names, `network.adaptive`;
/// null where there is none.
const SettingSpec* find_row(const Schema& schema, const Block& block, std::string_view key);

/// "train adam"
std::string title_of(const BlockSpec& block);
/// "= 0.001", or nothing.
std::string default_of(const SettingSpec& setting);

/// The statement, function, place or activation of that name; of several that the tables have, the first.
std::optional<ReferenceWord> find_word(const std::vector<ReferenceWord>& words, std::string_view name);

}  // namespace ansatz::dsl
