// `train` blocks.
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/until.hpp"
#include "diagnostics/finding.hpp"
#include "lower/lower.hpp"
#include "settings/choices.hpp"

namespace ansatz::dsl {
namespace {

/// An error is taken from an exact solution.
void require_exact(const Analysis& analysis, const EffectiveBlock& train, std::vector<Diagnostic>& diagnostics) {
  const EffectiveSetting* until = train.find("until");
  if (until == nullptr || !analysis.exact.empty() || until->value.word.empty() || until->tree == nullptr) return;
  if (!until_of(until->value.word).asks_for(Criterion::error)) return;
  diagnostics.push_back(Finding(Code::wrong_value, until->tree->span, "no error is known without an `exact` solution")
                            .label("never reached")
                            .help("state `exact`, or wait for a loss: `until = loss < 1e-8`"));
}

}  // namespace

Stage lower_stage(const Analysis& analysis, const EffectiveBlock& train, std::vector<Diagnostic>& diagnostics) {
  const Stage stage(choice_of(train));
  require_exact(analysis, train, diagnostics);
  try {
    check(stage);
  } catch (const UserError& error) {  // settings that do not go together
    const Span whole_file{analysis.model->main_file, 0, 0};
    diagnostics.push_back(
        Finding(Code::wrong_value, train.statement != nullptr ? train.statement->keyword : whole_file, error.what()));
  }
  return stage;
}

}  // namespace ansatz::dsl
