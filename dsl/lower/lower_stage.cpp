// `train` blocks.
#include "ansatz/autodiff/error.hpp"
#include "diagnostics/finding.hpp"
#include "lower/lower.hpp"
#include "settings/choices.hpp"

namespace ansatz::dsl {

Stage lower_stage(const Analysis& analysis, const EffectiveBlock& train, std::vector<Diagnostic>& diagnostics) {
  const Stage stage(choice_of(train));
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
