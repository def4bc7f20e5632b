#include "resampling.hpp"

#include <algorithm>

namespace ansatz::dsl {
namespace {

constexpr std::uint64_t automatic_steps = 100;

const EffectiveBlock* first_block(const Analysis& analysis, std::string_view keyword) {
  const auto found = std::find_if(analysis.blocks.begin(), analysis.blocks.end(),
                                  [&](const EffectiveBlock& block) { return block.spec->keyword == keyword; });
  return found == analysis.blocks.end() ? nullptr : &*found;
}

/// Stages that keep nothing of the objective from one step to the next but how much to damp.
bool forgets_nothing(const EffectiveBlock& stage) {
  return stage.spec->variant == "lm" || stage.spec->variant == "newton_cg";
}

bool draws_by_itself(const Analysis& analysis, const EffectiveBlock& sample) {
  const auto fits = [](const EffectiveBlock& block) {
    return block.spec->keyword != "train" || forgets_nothing(block);
  };
  const EffectiveBlock* loss = first_block(analysis, "loss");
  return first_block(analysis, "train") != nullptr &&
         std::all_of(analysis.blocks.begin(), analysis.blocks.end(), fits) && sample["method"].word != "grid" &&
         sample.find("at") == nullptr && (loss == nullptr || (*loss)["balance"].word == "none");
}

}  // namespace

std::uint64_t resampling_steps(const Analysis& analysis, const EffectiveBlock& sample) {
  const SettingValue& value = sample["resample"];
  if (!value.is_option) return static_cast<std::uint64_t>(value.number());
  return value.word == "auto" && draws_by_itself(analysis, sample) ? automatic_steps : 0;
}

Adapt resampling_places(const EffectiveBlock& sample) {
  Adapt adapt;
  const SettingValue& value = sample["adapt"];
  if (value.word == "auto") {
    if (sample["resample"].word == "auto") adapt.kind = Adapt::Kind::rad;
    return adapt;
  }
  if (value.word == "uniform") return adapt;
  adapt.kind = value.word == "rad" ? Adapt::Kind::rad : Adapt::Kind::rar;
  adapt.k = value.argument("k").number();
  adapt.c = value.argument("c").number();
  adapt.candidates = static_cast<std::size_t>(value.argument("candidates").number());
  if (adapt.kind == Adapt::Kind::rar) adapt.add = static_cast<std::size_t>(value.argument("add").number());
  return adapt;
}

}  // namespace ansatz::dsl
