// `until = loss < 1e-8 or minutes > 10`: from a tree to the text of it that core understands (until.hpp), which has one
// spelling. Bounds may be any numbers that are known before training.
#include "ansatz/core/until.hpp"

#include <fmt/format.h>

#include <cmath>

#include "diagnostics/finding.hpp"
#include "settings/settings.hpp"

namespace ansatz::dsl {

SettingValue ValueReader::read_criteria(const SettingSpec& spec, const Expression& tree) {
  if (tree.kind == ExprKind::name && find_option(spec, tree.text) != nullptr) return read_option(spec, tree);
  std::vector<const Expression*> parts;  // from the last; a chain may be longer than the stack is deep
  const Expression* rest = &tree;
  for (; rest->kind == ExprKind::binary && rest->text == "or"; rest = &rest->children[0])
    parts.push_back(&rest->children[1]);
  SettingValue value;
  value.word = criterion(spec, *rest);
  for (std::size_t i = parts.size(); i-- > 0;) value.word += " or " + criterion(spec, *parts[i]);
  return value;
}

/// `10 min` is `minutes > 10`.
std::string ValueReader::duration(const Expression& tree) {
  if (!(tree.number > 0) || !std::isfinite(tree.number))
    fail(Finding(Code::wrong_value, tree.span, fmt::format("a stage runs for a time > 0; got {}", tree.number))
             .label("here"));
  return fmt::format("{} > {}", tree.text, tree.number);
}

std::string ValueReader::criterion(const SettingSpec& spec, const Expression& tree) {
  const Wanted wanted{spec.name, spec.type, spec.limits, describe(spec)};
  if (tree.kind == ExprKind::duration) return duration(tree);
  if (tree.kind != ExprKind::comparison || tree.operators.size() != 1 || tree.children[0].kind != ExprKind::name)
    refuse(wanted, tree, "");
  const Expression& quantity = tree.children[0];
  const char* sign = sign_of(quantity.text);
  if (sign == nullptr) refuse(wanted, quantity, fmt::format("`{}`", quantity.text));
  if (tree.operators[0] != sign)
    fail(Finding(Code::wrong_value, tree.span,
                 fmt::format("a stage runs until `{}` is {} a bound", quantity.text, *sign == '<' ? "below" : "above"))
             .help(fmt::format("write `{} = {} {} ...`", spec.name, quantity.text, sign)));
  const Wanted bound{quantity.text, SettingType::real, limits::positive,
                     describe_values(SettingType::real, limits::positive)};
  return fmt::format("{} {} {}", quantity.text, sign, number(bound, tree.children[1]));
}

}  // namespace ansatz::dsl
