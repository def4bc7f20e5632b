#include "settings/keys.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

/// "network.adaptive" into its words.
std::vector<std::string> split(std::string_view key) {
  std::vector<std::string> words(1);
  for (const char c : key)
    if (c == '.')
      words.emplace_back();
    else
      words.back() += c;
  return words;
}

bool is_of_file(const Model& model, const BlockSpec& spec) {
  const bool other = !spec.variant.empty();
  return !other || std::any_of(model.blocks.begin(), model.blocks.end(), [&](const Statement* statement) {
    const Block& block = std::get<Block>(statement->content);
    return block.keyword == spec.keyword && block.name && block.name->text == spec.variant;
  });
}

/// `train.steps` for `steps`, `epochs` and `train.epochs`: keys that end in the word or in what it means, of blocks
/// that the file has or that have no variants.
std::vector<std::string> keys_ending_in(const Model& model, const std::vector<std::string>& words) {
  std::vector<std::string> keys;
  for (const BlockSpec& spec : model.schema->blocks()) {
    if (spec.keyword == "with" || !is_of_file(model, spec)) continue;
    if (words.size() > 1 && words.front() != spec.keyword) continue;
    const std::vector<std::string> names = setting_names(spec);
    const std::string meant = meant_by(words.back(), names);
    for (const std::string& name : names) {
      const std::string key = fmt::format("{}.{}", spec.keyword, name);
      const bool same = (words.size() == 1 && name == words.back()) || name == meant;
      if (same && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    }
  }
  return keys;
}

/// Why a name that is declared cannot be set.
std::string why_not(const Symbol& symbol) {
  switch (symbol.kind) {
    case SymbolKind::definition:
      return fmt::format("`{}` is a `let`, which cannot be set; a `param` can", symbol.name.text);
    case SymbolKind::unknown:
      return fmt::format("`{}` is an unknown, which training finds from the start that the file gives it",
                         symbol.name.text);
    case SymbolKind::coordinate: return fmt::format("`{}` is a coordinate", symbol.name.text);
    case SymbolKind::field: return fmt::format("`{}` is a field", symbol.name.text);
    case SymbolKind::parameter: break;
  }
  return {};
}

}  // namespace

std::optional<std::string> setting_named_by(std::string_view key, const EffectiveBlock& block) {
  const std::vector<std::string> words = split(key);
  if (words.size() < 2 || words.size() > 3 || words[0] != block.spec->keyword) return std::nullopt;
  const bool this_one = words.size() == 2 || words[1] == block.spec->variant ||
                        (!block.name.empty() && words[1] == block.name) || words[1] == std::to_string(block.number);
  if (!this_one) return std::nullopt;
  return words.back();
}

std::vector<std::string> keys_to_set(const Model& model) {
  std::vector<std::string> keys;
  for (const Declared& parameter : model.parameters) keys.push_back(parameter.name());
  for (const BlockSpec& spec : model.schema->blocks()) {
    if (spec.keyword == "with") continue;
    for (const std::string& setting : setting_names(spec)) {
      keys.push_back(fmt::format("{}.{}", spec.keyword, setting));
      if (!spec.variant.empty()) keys.push_back(fmt::format("{}.{}.{}", spec.keyword, spec.variant, setting));
    }
  }
  return keys;
}

std::string advice_on_key(const Model& model, const std::string& key) {
  if (const Symbol* symbol = model.find(key)) return why_not(*symbol);
  const std::vector<std::string> keys = keys_ending_in(model, split(key));
  if (!keys.empty()) return did_you_mean(keys);
  std::vector<std::string> all = keys_to_set(model);
  all.emplace_back("seed");
  return did_you_mean(key, all);
}

std::optional<Diagnostic> several_blocks_named(const Name& key, const std::vector<const EffectiveBlock*>& blocks) {
  const std::vector<std::string> words = split(key.text);
  if (blocks.size() < 2 || words.size() != 2) return std::nullopt;
  const auto same_title = [&](const EffectiveBlock* block) {
    return std::count_if(blocks.begin(), blocks.end(), [&](const EffectiveBlock* other) {
      return other->spec->variant == block->spec->variant && other->name == block->name;
    });
  };
  std::vector<std::string> titles, ways;
  for (const EffectiveBlock* block : blocks) {
    std::string which = block->name.empty() ? block->spec->variant : block->name;
    if (which.empty() || same_title(block) > 1) which = std::to_string(block->number);
    titles.push_back(fmt::format("`{}`", block_title(*block)));
    ways.push_back(fmt::format("`{}.{}.{}`", words[0], which, words[1]));
  }
  return Finding(
             Code::several_blocks, key.span,
             fmt::format("`{}` sets `{}` of {} blocks: {}", key.text, words[1], blocks.size(), fmt::join(titles, ", ")))
      .label("all of them")
      .help(fmt::format("to set one, write {}", fmt::join(ways, " or ")));
}

std::string block_title(const EffectiveBlock& block) {
  std::string text(block.spec->keyword);
  if (!block.spec->variant.empty()) text += fmt::format(" {}", block.spec->variant);
  return block.name.empty() ? text : text + ' ' + block.name;
}

}  // namespace ansatz::dsl
