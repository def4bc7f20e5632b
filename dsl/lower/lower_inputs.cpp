// `network { input = [...] }`: what the first layer reads.
#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "diagnostics/finding.hpp"
#include "lower/lower.hpp"
#include "settings/choices.hpp"

namespace ansatz::dsl {
namespace {

using Leaf = SymbolicLeaf::Kind;

/// An input is computed from coordinates, before anything is trained.
void check_formula(const Model& model, const Expression& tree) {
  SymbolicScope symbols;
  const ad::Expr value = Evaluator(model, symbols).scalar(tree);
  bool varies = false;
  for (const std::size_t number : symbols.direct_leaves(value)) {
    const Leaf kind = symbols.leaf(number).kind;
    if (kind != Leaf::coordinate)
      fail(Finding(Code::field_not_known, tree.span,
                   "what a network reads is known before training: it depends on coordinates alone")
               .label("a field or an unknown"));
    varies = true;
  }
  if (!varies)
    fail(Finding(Code::nothing_to_solve, tree.span, "an input of a network depends on a coordinate")
             .label("the same everywhere")
             .help("take it out"));
}

InputFeature lower_formula(const std::shared_ptr<const Model>& model, const Expression& tree) {
  InputFeature feature;
  feature.value = [model, &tree](const PointScope& points) {
    ResidualScope scope(points);
    Evaluator evaluator(*model, scope);
    try {
      return evaluator.scalar(tree);
    } catch (const Failure& failure) {
      throw UserError(failure.diagnostic.message);
    }
  };
  return feature;
}

}  // namespace

std::vector<InputFeature> lower_inputs(const Analysis& analysis, const EffectiveSetting& inputs,
                                       std::vector<Diagnostic>& diagnostics) {
  std::vector<InputFeature> features;
  for (const SettingValue& item : inputs.value.items) {
    InputFeature feature;
    for (const double index : item.numbers) feature.coordinates.push_back(static_cast<std::size_t>(index));
    if (item.is_option) {
      feature.method.emplace(choice_of(*inputs.spec, item));
    } else if (feature.coordinates.empty()) {
      if (!guarded(diagnostics, [&] { check_formula(*analysis.model, *item.tree); })) continue;
      feature = lower_formula(analysis.model, *item.tree);
    }
    features.push_back(std::move(feature));
  }
  return features;
}

}  // namespace ansatz::dsl
