// Settings that are lists: of numbers, of options. One value stands for a list of it alone.
#include <fmt/format.h>

#include <cmath>

#include "diagnostics/finding.hpp"
#include "evaluate/series.hpp"
#include "settings/settings.hpp"
#include "source/limits.hpp"

namespace ansatz::dsl {
namespace {

constexpr auto longest_list = static_cast<double>(limits::list_elements);

void require_length(const Expression& tree, double length) {
  if (!(length <= longest_list))
    fail(Finding(Code::too_large, tree.span, fmt::format("a list of more than {} members", longest_list)));
}

/// [a, b]*n.
bool is_repetition(const Expression& tree) {
  return tree.kind == ExprKind::binary && tree.text == "*" && tree.children[0].kind == ExprKind::list;
}

}  // namespace

std::vector<const Expression*> parts_of(const Expression& tree) {
  if (tree.kind != ExprKind::list) return {&tree};
  std::vector<const Expression*> parts;
  for (const Expression& child : tree.children) parts.push_back(&child);
  return parts;
}

template <class Member>
std::vector<Member> ValueReader::repeated(const Expression& tree, const std::vector<Member>& once) {
  if (!resolver_.resolve(tree.children[1])) throw Broken{};
  const double times = constants_.number(tree.children[1], "the number of repetitions");
  if (!(times >= 1) || times != std::floor(times))
    fail(Finding(Code::wrong_value, tree.children[1].span,
                 fmt::format("a list is repeated a whole number of times; got {}", times)));
  require_length(tree, times * static_cast<double>(once.size()));
  std::vector<Member> all;
  for (double i = 0; i < times; ++i) all.insert(all.end(), once.begin(), once.end());
  return all;
}

/// [a, b]*n repeats, 1..5 counts, lists may stand in lists; where a coordinate is held also linspace and logspace.
void ValueReader::append(std::vector<double>& numbers, const Wanted& wanted, const Expression& tree) {
  if (tree.kind == ExprKind::list) {
    for (const Expression& child : tree.children) append(numbers, wanted, child);
  } else if (tree.kind == ExprKind::binary && tree.text == "..") {
    const double first = number(wanted, tree.children[0]), last = number(wanted, tree.children[1]);
    require_length(tree, last - first + 1);
    for (double value = first; value <= last; ++value) numbers.push_back(value);
  } else if (wanted.type == SettingType::values && is_series(model_, tree)) {
    for (const Expression& child : tree.children)
      if (!resolver_.resolve(child)) throw Broken{};
    const std::vector<double> all = numbers_of_series(constants_, tree);
    numbers.insert(numbers.end(), all.begin(), all.end());
  } else if (is_repetition(tree)) {
    std::vector<double> once;
    append(once, wanted, tree.children[0]);
    const std::vector<double> all = repeated(tree, once);
    numbers.insert(numbers.end(), all.begin(), all.end());
  } else {
    numbers.push_back(number(wanted, tree));
  }
  require_length(tree, static_cast<double>(numbers.size()));
}

/// The same of options: [dense(20), act]*3 repeats, lists may stand in lists.
void ValueReader::append(std::vector<SettingValue>& options, const SettingSpec& spec, const Expression& tree) {
  if (tree.kind == ExprKind::list) {
    for (const Expression& child : tree.children) append(options, spec, child);
  } else if (is_repetition(tree)) {
    std::vector<SettingValue> once;
    append(once, spec, tree.children[0]);
    const std::vector<SettingValue> all = repeated(tree, once);
    options.insert(options.end(), all.begin(), all.end());
  } else {
    options.push_back(read_option(spec, tree));
    options.back().tree = &tree;
  }
  require_length(tree, static_cast<double>(options.size()));
}

SettingValue ValueReader::read_options(const SettingSpec& spec, const Expression& tree) {
  const Wanted wanted{spec.name, spec.type, spec.limits, describe(spec)};
  SettingValue value;
  append(value.items, spec, tree);
  if (value.items.empty()) refuse(wanted, tree, "an empty list");
  return value;
}

}  // namespace ansatz::dsl
