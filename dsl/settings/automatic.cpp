#include "settings/automatic.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::dsl {
namespace {

constexpr std::uint64_t automatic_steps = 100;

const EffectiveBlock* first_block(std::span<const EffectiveBlock> blocks, std::string_view keyword) {
  const auto found = std::find_if(blocks.begin(), blocks.end(),
                                  [&](const EffectiveBlock& block) { return block.spec->keyword == keyword; });
  return found == blocks.end() ? nullptr : &*found;
}

/// Stages that keep nothing of the objective from one step to the next but how much to damp.
bool forgets_nothing(const EffectiveBlock& stage) {
  return stage.spec->variant == "lm" || stage.spec->variant == "newton_cg";
}

bool draws_by_itself(std::span<const EffectiveBlock> blocks, const EffectiveBlock& sample) {
  const auto fits = [](const EffectiveBlock& block) {
    return block.spec->keyword != "train" || forgets_nothing(block);
  };
  const EffectiveBlock* loss = first_block(blocks, "loss");
  return first_block(blocks, "train") != nullptr && std::all_of(blocks.begin(), blocks.end(), fits) &&
         sample["method"].word != "grid" && sample.find("at") == nullptr &&
         (loss == nullptr || (*loss)["balance"].word == "none");
}

Adaptive read_adaptation(const SettingValue& value) {
  Adaptive adaptive;
  adaptive.mode = value.word == "fixed"   ? Adaptation::fixed
                  : value.word == "gaaf"  ? Adaptation::gaaf
                  : value.word == "llaaf" ? Adaptation::llaaf
                                          : Adaptation::nlaaf;
  if (adaptive.mode == Adaptation::fixed) return adaptive;
  adaptive.n = value.argument("n").number();
  adaptive.recovery = value.argument("recovery").number();
  adaptive.exponential = value.argument("op").word == "exp";
  return adaptive;
}

}  // namespace

bool trains_by_first_order(std::span<const EffectiveBlock> blocks) {
  return std::any_of(blocks.begin(), blocks.end(), [](const EffectiveBlock& stage) {
    return stage.spec->keyword == "train" && (stage.spec->variant == "adam" || stage.spec->variant == "sgd");
  });
}

Adaptive adaptation(std::span<const EffectiveBlock> blocks, const EffectiveBlock& network) {
  const SettingValue& value = network["adaptive"];
  if (value.word != "auto") return read_adaptation(value);
  Adaptive adaptive;
  adaptive.mode = trains_by_first_order(blocks) ? Adaptation::llaaf : Adaptation::fixed;
  return adaptive;
}

std::uint64_t resampling_steps(std::span<const EffectiveBlock> blocks, const EffectiveBlock& sample) {
  const SettingValue& value = sample["resample"];
  if (!value.is_option) return static_cast<std::uint64_t>(value.number());
  return value.word == "auto" && draws_by_itself(blocks, sample) ? automatic_steps : 0;
}

Adapt resampling_places(std::span<const EffectiveBlock> blocks, const EffectiveBlock& sample) {
  Adapt adapt;
  const SettingValue& value = sample["adapt"];
  if (value.word == "auto") {
    if (sample["resample"].word == "auto" && draws_by_itself(blocks, sample)) adapt.kind = Adapt::Kind::rad;
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

std::string stands_for(std::span<const EffectiveBlock> blocks, const EffectiveBlock& block,
                       const EffectiveSetting& setting) {
  if (!setting.value.is_option || setting.value.word != "auto")
    return {};  // a text may read "auto", a `let` be called so
  if (setting.name == "adaptive") {
    const Adaptive adaptive = adaptation(blocks, block);
    return adaptive.mode == Adaptation::fixed ? "fixed" : fmt::format("llaaf(n = {})", adaptive.n);
  }
  if (setting.name == "resample") {
    const std::uint64_t steps = resampling_steps(blocks, block);
    return steps == 0 ? "never" : fmt::format("{}", steps);
  }
  if (setting.name == "adapt") return resampling_places(blocks, block).kind == Adapt::Kind::uniform ? "uniform" : "rad";
  throw InternalFault(fmt::format("nothing says what `{} = auto` stands for", setting.name));
}

}  // namespace ansatz::dsl
