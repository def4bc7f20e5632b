// What the command line sets (`--set network.hidden=[20]`): it replaces what a block says, and what fits none is an
// error.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "diagnostics/finding.hpp"
#include "settings/blocks.hpp"
#include "settings/keys.hpp"

namespace ansatz::dsl {
void BlockReader::add_overrides(const EffectiveBlock& block, std::vector<Given>& given) {
  for (std::size_t i = 0; i < model_.overrides.size(); ++i) {
    const Setting& override = model_.overrides[i];
    const std::optional<std::string> setting = setting_named_by(override.key.text, block);
    if (!setting || !takes(block, *setting)) continue;
    override_used_[i] = true;
    const Given one{{*setting, override.key.span}, &override.value, Origin::command_line};
    std::erase_if(given, [&](const Given& earlier) { return earlier.key.text == one.key.text; });
    given.push_back(one);
  }
}

/// Whether a setting of the command line is for this block: `train.lr` passes by stages that have none, where others
/// have one.
bool BlockReader::takes(const EffectiveBlock& block, const std::string& setting) const {
  if (find_row(model_, *block.spec, setting)) return true;
  return std::none_of(model_.blocks.begin(), model_.blocks.end(), [&](const Statement* statement) {
    const Block& other = std::get<Block>(statement->content);
    const BlockSpec* spec = other.keyword == block.spec->keyword
                                ? schema().find_block(other.keyword, other.name ? other.name->text : "")
                                : nullptr;
    return spec != nullptr && find_row(model_, *spec, setting);
  });
}

void BlockReader::report_overrides(std::span<const EffectiveBlock> read) {
  for (std::size_t i = 0; i < override_used_.size(); ++i) {
    const Name& key = model_.overrides[i].key;
    if (key.text.starts_with(sweep_prefix)) continue;
    if (!override_used_[i]) {
      diagnostics_.push_back(
          Finding(Code::unknown_target, key.span, fmt::format("--set: there is no setting `{}`", key.text))
              .label("not a setting")
              .help(advice_on_key(model_, key.text)));
      continue;
    }
    std::vector<const EffectiveBlock*> set;
    for (const EffectiveBlock& block : read)
      if (std::any_of(block.settings.begin(), block.settings.end(),
                      [&](const EffectiveSetting& setting) { return setting.place.file == key.span.file; }))
        set.push_back(&block);
    if (auto several = several_blocks_named(key, set)) diagnostics_.push_back(std::move(*several));
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

/// A trial that the command line makes short ends before steps that plots of the file show: they show its last one.
void BlockReader::end_plots_with_training(std::vector<EffectiveBlock>& read) {
  double all = 0, windows = 1;
  bool shortened = false;
  for (const EffectiveBlock& block : read) {
    const EffectiveSetting* steps = block.spec->keyword == "train" ? block.find("steps") : nullptr;
    const EffectiveSetting* slices = block.spec->keyword == "sample" ? block.find("windows") : nullptr;
    if (slices != nullptr && !slices->value.numbers.empty()) windows = slices->value.number();
    if (steps == nullptr || steps->value.numbers.empty()) continue;
    all += steps->value.number();
    shortened |= steps->origin == Origin::command_line;
  }
  all *= windows;
  for (EffectiveBlock& block : read)
    for (EffectiveSetting& setting : block.settings)
      if (shortened && block.spec->keyword == "plot" && setting.name == "steps" && setting.origin == Origin::file)
        end_with(all, block, setting);
}

void BlockReader::end_with(double last, const EffectiveBlock& plot, EffectiveSetting& steps) {
  std::vector<double>& shown = steps.value.numbers;
  const auto late = std::find_if(shown.begin(), shown.end(), [&](double step) { return step > last; });
  if (late == shown.end()) return;
  diagnostics_.push_back(
      Finding(Code::no_effect, steps.value.tree->span,
              fmt::format("`{}` shows step {}, and training has {}: the last is shown", block_title(plot), *late, last))
          .label("never reached"));
  std::erase_if(shown, [&](double step) { return step > last; });
  if (shown.empty() || shown.back() != last) shown.push_back(last);
  steps.tree = steps.value.tree = &values_.fallback(fmt::format("[{}]", fmt::join(shown, ", ")));
}

}  // namespace ansatz::dsl
