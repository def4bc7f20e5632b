// What the command line sets (`--set network.hidden=[20]`): it replaces what a block says, and what fits none is an
// error.
#include <fmt/format.h>

#include "ansatz/dsl/suggest.hpp"
#include "settings/blocks.hpp"

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

}  // namespace

std::optional<std::string> setting_named_by(std::string_view key, const BlockSpec& spec, std::string_view name) {
  const std::vector<std::string> words = split(key);
  if (words.size() < 2 || words.size() > 3 || words[0] != spec.keyword) return std::nullopt;
  if (words.size() == 3 && words[1] != spec.variant && (name.empty() || words[1] != name)) return std::nullopt;
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

void BlockReader::add_overrides(const BlockSpec& spec, const std::string& name, std::vector<Given>& given) {
  for (std::size_t i = 0; i < model_.overrides.size(); ++i) {
    const Setting& override = model_.overrides[i];
    const std::optional<std::string> setting = setting_named_by(override.key.text, spec, name);
    if (!setting) continue;
    override_used_[i] = true;
    const Given one{{*setting, override.key.span}, &override.value, Origin::command_line};
    std::erase_if(given, [&](const Given& earlier) { return earlier.key.text == one.key.text; });
    given.push_back(one);
  }
}

void BlockReader::report_overrides() {
  const std::vector<std::string> names = keys_to_set(model_);
  for (std::size_t i = 0; i < override_used_.size(); ++i) {
    const Name& key = model_.overrides[i].key;
    if (override_used_[i] || key.text.starts_with(sweep_prefix)) continue;
    diagnostics_.push_back(
        Finding(Code::unknown_target, key.span, fmt::format("--set: there is no setting `{}`", key.text))
            .label("not a setting")
            .help(did_you_mean(key.text, names)));
  }
}

/// Where a setting and the one that it is given in place of are both there: the command line wins over the file.
void BlockReader::settle_rivals(EffectiveBlock& block) {
  for (std::size_t i = 0; i < block.settings.size(); ++i) {
    const EffectiveSetting& setting = block.settings[i];
    const EffectiveSetting* other = setting.spec != nullptr ? block.find(setting.spec->instead_of) : nullptr;
    if (other == nullptr) continue;
    if (setting.origin == other->origin) {
      diagnostics_.push_back(
          Finding(Code::already_taken, setting.place,
                  fmt::format("`{}` is given in place of `{}`, which is given as well", setting.name, other->name))
              .label("one of them is enough")
              .help("take one out")
              .also(other->place, "the other"));
      continue;
    }
    const std::string loser = setting.origin == Origin::command_line ? other->name : setting.name;
    std::erase_if(block.settings, [&](const EffectiveSetting& own) { return own.name == loser; });
    return settle_rivals(block);
  }
}

}  // namespace ansatz::dsl
