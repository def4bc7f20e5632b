// Settings that have no effect beside the others.
#include <fmt/format.h>

#include "ansatz/core/automatic.hpp"
#include "check/checks.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

/// A setting of the file or the command line, if it says anything but `nothing`.
const EffectiveSetting* asked_for(const EffectiveBlock& block, std::string_view name, std::string_view nothing) {
  const EffectiveSetting* setting = block.find(name);
  return setting != nullptr && setting->origin != Origin::fallback && setting->value.word != nothing ? setting
                                                                                                     : nullptr;
}

std::string first_order_stages(const Schema& schema) {
  std::vector<std::string> names;
  for (const BlockSpec& block : schema.blocks())
    if (block.keyword == "train" && block.method->is("first_order")) names.push_back(block.variant);
  return either(names);
}

void warn_about_sampling(const Problem& problem, const EffectiveBlock& sample, std::vector<Diagnostic>& diagnostics) {
  const EffectiveSetting* adapt = asked_for(sample, "adapt", "uniform");
  const EffectiveSetting* resample = asked_for(sample, "resample", "never");
  const bool draws = resampling_steps(problem) != 0;
  if (adapt != nullptr && adapt->value.word != "auto" && !draws)
    diagnostics.push_back(Finding(Code::no_effect, adapt->place, "`adapt` has no effect without `resample`")
                              .label("never used")
                              .help("say how often: `resample = 500`"));
  const bool alike = !resampling_places(problem).method().follows_residual();
  if (resample != nullptr && draws && alike && problem.sampling.method.method().regular)
    diagnostics.push_back(Finding(Code::no_effect, resample->place, "a grid that is drawn anew is the same grid")
                              .label("no effect")
                              .help("choose `method = lhs`, or `adapt = rad`"));
}

void warn_about_weights(const Schema& schema, const Problem& problem, const EffectiveBlock& loss,
                        std::vector<Diagnostic>& diagnostics) {
  const EffectiveSetting* balance = asked_for(loss, "balance", "none");
  if (balance != nullptr && problem.weighting.balance->method().first_order && !trains_by_first_order(problem))
    diagnostics.push_back(Finding(Code::no_effect, balance->place,
                                  fmt::format("weights of `{}` move in stages of {} alone, and there is none",
                                              balance->value.word, first_order_stages(schema)))
                              .label("they stay 1")
                              .help("begin with one of these, or choose other weights"));
}

}  // namespace

void warn_about_settings(const Analysis& analysis, const Problem& problem, std::vector<Diagnostic>& diagnostics) {
  for (const EffectiveBlock& block : analysis.blocks) {
    if (block.spec->keyword == "sample") warn_about_sampling(problem, block, diagnostics);
    if (block.spec->keyword == "loss") warn_about_weights(*analysis.model->schema, problem, block, diagnostics);
  }
}

}  // namespace ansatz::dsl
