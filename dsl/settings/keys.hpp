// What the command line and the axes of a sweep call a setting: `train.steps`, `train.adam.steps`, `train.2.steps`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "settings/settings.hpp"

namespace ansatz::dsl {

/// The setting that a key names in a block; nothing where it speaks of another block. Between the keyword and the
/// setting may stand what tells the block from others of its keyword: its variant, its name, or its number in the file.
std::optional<std::string> setting_named_by(std::string_view key, const EffectiveBlock& block);

/// What the keys of the command line begin with that are axes of a sweep.
inline constexpr std::string_view sweep_prefix = "sweep.";

/// Every key that the command line may set in this problem, but for blocks by their number.
std::vector<std::string> keys_to_set(const Model& model);

/// What is probably meant by a key that names nothing that can be set; empty where nothing is near.
std::string advice_on_key(const Model& model, const std::string& key);

/// W0612 for a key that names a setting of several blocks and says nothing of which; nothing where it names one.
std::optional<Diagnostic> several_blocks_named(const Name& key, const std::vector<const EffectiveBlock*>& blocks);

/// "train adam": the block as it begins in a file.
std::string block_title(const EffectiveBlock& block);

}  // namespace ansatz::dsl
