// Whether a problem can be solved in windows of time: E0410 where it has no time, E0411 where it speaks
// of times that lie in different windows. Core refuses the same (core/training/windows.cpp); here it is
// said with the place in the file.
#include <fmt/format.h>

#include <algorithm>

#include "check/checks.hpp"
#include "diagnostics/finding.hpp"
#include "settings/choices.hpp"

namespace ansatz::dsl {
namespace {

/// The setting, where it asks for several windows.
const EffectiveSetting* find_windows(const Analysis& analysis) {
  for (const EffectiveBlock& block : analysis.blocks) {
    const EffectiveSetting* windows = block.spec->keyword == "sample" ? block.find("windows") : nullptr;
    if (windows != nullptr && !windows->value.numbers.empty() && windows->value.number() > 1) return windows;
  }
  return nullptr;
}

/// Tells every conflict of one setting with the rest of the file.
class Conflicts {
 public:
  Conflicts(const Analysis& analysis, const EffectiveSetting& windows, std::vector<Diagnostic>& diagnostics)
      : analysis_(analysis),
        windows_(windows),
        diagnostics_(diagnostics),
        time_(analysis.model->coordinates.size() - 1) {}

  void find() {
    const auto is_initial = [](const ConditionFacts& facts) { return facts.kind == ConditionKind::initial; };
    if (std::none_of(analysis_.conditions.begin(), analysis_.conditions.end(), is_initial))
      diagnostics_.push_back(Finding(Code::not_in_windows, windows_.place,
                                     "`windows` are tied together by initial conditions, and there are none")
                                 .label("nothing to carry on")
                                 .help("state `ic ... = ...`, or take `windows` out"));
    for (const ConditionFacts& facts : analysis_.conditions) check_condition(facts);
    for (const DataFacts& facts : analysis_.data) report(facts.statement->keyword, "`data`", "needs all times at once");
    for (const AnsatzFacts& facts : analysis_.ansatz)
      report(facts.equation->span, "`ansatz`", "fits the start of one window only; state the conditions instead");
    for (const Declared& unknown : analysis_.model->unknowns)
      report(unknown.definition->name.span, "`unknown`", "every window would find another value");
    for (const EffectiveBlock& block : analysis_.blocks)
      if (const EffectiveSetting* input = block.find("input")) check_inputs(*input);
  }

 private:
  void report(Span place, const std::string& what, const std::string& why) {
    diagnostics_.push_back(
        Finding(Code::not_in_windows, windows_.place, fmt::format("`windows` do not go with {}", what))
            .label("the problem would be cut into slices of time")
            .help("take one of them out")
            .also(place, why));
  }

  void check_condition(const ConditionFacts& facts) {
    const Span place = facts.statement->keyword;
    if (facts.kind == ConditionKind::fit) report(place, "`fit`", "needs all times at once");
    const auto at_one_time = [&](const Place& p) { return p.kind == Place::Kind::face && p.coordinate == time_; };
    if (std::any_of(facts.region.places.begin(), facts.region.places.end(), at_one_time))
      report(place, "a condition at one time", "most windows do not contain it");
    for (const SymbolicResidual& residual : facts.residuals)
      if (residual.equation != nullptr && leaves_its_time(residual.value))
        report(residual.equation->span, "a field at another time", "that may lie in another window");
  }

  bool leaves_its_time(ad::Expr residual) const {
    SymbolicScope symbols = analysis_.symbols;  // time itself may not have been spoken of
    const ad::Expr now = symbols.coordinate(time_);
    for (const std::size_t number : symbols.leaves(residual)) {
      const SymbolicLeaf& leaf = symbols.leaf(number);
      if (leaf.kind == SymbolicLeaf::Kind::elsewhere && leaf.place.back() != now) return true;
    }
    return false;
  }

  void check_inputs(const EffectiveSetting& inputs) {
    for (const SettingValue& item : inputs.value.items)
      if (item.is_option && Feature(choice_of(*inputs.spec, item)).method().periodic &&
          std::find(item.numbers.begin(), item.numbers.end(), time_) != item.numbers.end())
        report(item.tree->span, "a network that is periodic in time", "it would repeat itself in every window");
  }

  const Analysis& analysis_;
  const EffectiveSetting& windows_;
  std::vector<Diagnostic>& diagnostics_;
  std::size_t time_;
};

}  // namespace

void check_windows(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  const EffectiveSetting* windows = find_windows(analysis);
  if (windows == nullptr) return;
  if (analysis.model->time == nullptr) {
    diagnostics.push_back(Finding(Code::no_time, windows->place, "`windows` need a `time`")
                              .label("there is none")
                              .help("state `time t in [0, 1]`, or take `windows` out"));
    return;
  }
  Conflicts(analysis, *windows, diagnostics).find();
}

}  // namespace ansatz::dsl
