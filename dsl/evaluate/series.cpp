#include "evaluate/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "evaluate/functions.hpp"
#include "source/limits.hpp"

namespace ansatz::dsl {
namespace {

constexpr std::array series{
    SeriesInfo{"..", "a..b", "the numbers a, a + 1, ... up to b"},
    SeriesInfo{"linspace", "linspace(a, b, n)", "n numbers from a to b, at equal distances"},
    SeriesInfo{"logspace", "logspace(a, b, n)", "n numbers from a to b, both > 0, in equal ratios"},
};

bool is_range(const Expression& tree) { return tree.kind == ExprKind::binary && tree.text == ".."; }

double finite(Evaluator& constants, const Expression& tree) {
  const double value = constants.number(tree, "the end of a series");
  if (!std::isfinite(value))
    fail(Finding(Code::wrong_value, tree.span, fmt::format("the end of a series is finite; got {}", value)));
  return value;
}

void require_count(double count, Span place) {
  if (count > static_cast<double>(limits::list_elements))
    fail(Finding(Code::too_large, place, fmt::format("a series of more than {} numbers", limits::list_elements)));
}

std::vector<double> range(Evaluator& constants, const Expression& tree) {
  const double first = finite(constants, tree.children[0]), last = finite(constants, tree.children[1]);
  if (last < first)
    fail(Finding(Code::wrong_value, tree.span, fmt::format("there is no number from {} up to {}", first, last))
             .label("empty"));
  const double count = std::floor(last - first) + 1;
  require_count(count, tree.span);
  std::vector<double> numbers;
  for (double i = 0; i < count; ++i) numbers.push_back(first + i);
  return numbers;
}

double rounded(double value) {
  const std::string text = fmt::format("{:.12g}", value);
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<double> spaced(Evaluator& constants, const Expression& call) {
  const bool in_ratios = call.text == "logspace";
  require_arguments(call, 3, 3, in_ratios ? "logspace(a, b, n)" : "linspace(a, b, n)");
  const double first = finite(constants, call.children[0]), last = finite(constants, call.children[1]);
  const Expression& third = call.children[2];
  const double count = constants.number(third, "the number of values");
  if (!(count >= 2) || count != std::floor(count))
    fail(Finding(Code::wrong_value, third.span,
                 fmt::format("the number of values is a whole number >= 2; got {}", count)));
  require_count(count, third.span);
  for (const Expression* end : {&call.children[0], &call.children[1]})
    if (in_ratios && !(constants.number(*end, "the end of a series") > 0))
      fail(Finding(Code::wrong_value, end->span, "the ends of `logspace` are numbers > 0")
               .label("not > 0")
               .help("they are the first and the last value, not exponents: `logspace(1e-4, 1e-1, 4)`"));
  std::vector<double> numbers;
  for (double i = 0; i < count; ++i) {
    const double part = i / (count - 1);
    const double between = in_ratios ? first * std::pow(last / first, part) : first + (last - first) * part;
    numbers.push_back(i == 0 ? first : i == count - 1 ? last : rounded(between));
  }
  return numbers;
}

}  // namespace

std::span<const SeriesInfo> number_series() { return series; }

bool is_series(const Model& model, const Expression& tree) {
  if (is_range(tree)) return true;
  return tree.kind == ExprKind::call && model.find(tree.text) == nullptr &&
         std::any_of(series.begin(), series.end(), [&](const SeriesInfo& one) { return one.name == tree.text; });
}

std::vector<double> numbers_of_series(Evaluator& constants, const Expression& tree) {
  return is_range(tree) ? range(constants, tree) : spaced(constants, tree);
}

}  // namespace ansatz::dsl
