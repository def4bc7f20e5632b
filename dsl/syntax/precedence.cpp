#include "syntax/precedence.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "source/limits.hpp"

namespace ansatz::dsl {

namespace {

constexpr BinaryOperator table[] = {
    {"or", Precedence::or_, true},        {"and", Precedence::and_, true},      {"==", Precedence::comparison, true},
    {"!=", Precedence::comparison, true}, {"<", Precedence::comparison, true},  {"<=", Precedence::comparison, true},
    {">", Precedence::comparison, true},  {">=", Precedence::comparison, true}, {"..", Precedence::range, false},
    {"+", Precedence::sum, true},         {"-", Precedence::sum, true},         {"*", Precedence::product, false},
    {"/", Precedence::product, false},    {"&", Precedence::product, true},     {"^", Precedence::power, false},
};

Precedence tighter(Precedence p) { return static_cast<Precedence>(static_cast<int>(p) + 1); }

// The height of a tree, without recursion.
int height(const Expression& root) {
  std::vector<std::pair<const Expression*, int>> pending{{&root, 1}};
  int result = 0;
  while (!pending.empty()) {
    const auto [node, level] = pending.back();
    pending.pop_back();
    result = std::max(result, level);
    for (const Expression& child : node->children) pending.emplace_back(&child, level + 1);
  }
  return result;
}

class Grouping {
 public:
  Grouping(FlatExpression&& flat, std::uint32_t file, int depth) : flat_(flat), file_(file), depth_(depth) {}

  // Everything from here on that binds at least as tightly as `loosest`.
  Expression parse(Precedence loosest) {
    Expression left = prefixed();
    while (next_operator_ < flat_.operators.size()) {
      const Token& token = flat_.operators[next_operator_];
      const BinaryOperator& op = *binary_operator(token.text);
      if (op.precedence < loosest) break;
      ++next_operator_;
      if (op.precedence == Precedence::comparison) {
        compare(left, token, op);
      } else {
        Expression right =
            op.precedence == Precedence::power ? nested(token, op.precedence) : parse(tighter(op.precedence));
        left = binary(token, op, std::move(left), std::move(right));
      }
    }
    return left;
  }

 private:
  Expression prefixed() {
    FlatExpression::Operand& operand = flat_.operands[next_operand_];
    if (next_prefix_ == operand.prefixes.size()) {
      next_prefix_ = 0;
      return std::move(flat_.operands[next_operand_++].value);
    }
    const Token& token = operand.prefixes[next_prefix_++];
    Expression result;
    result.kind = ExprKind::unary;
    result.text = token.text;
    result.operator_span = span(token);
    result.children.push_back(nested(token, prefix_precedence(token.text)));
    result.span = {file_, token.begin, result.children[0].span.end};
    return result;
  }

  // The right side of what can pile up: signs and powers.
  Expression nested(const Token& token, Precedence loosest) {
    if (++depth_ > static_cast<int>(limits::nesting))
      throw LimitExceeded{token, fmt::format("expression nested more than {} deep", limits::nesting)};
    Expression result = parse(loosest);
    --depth_;
    return result;
  }

  Expression binary(const Token& token, const BinaryOperator& op, Expression&& left, Expression&& right) {
    Expression result;
    result.kind = ExprKind::binary;
    result.text = op.text;
    result.operator_span = span(token);
    result.span = {file_, left.span.begin, right.span.end};
    result.children.reserve(2);
    result.children.push_back(std::move(left));
    result.children.push_back(std::move(right));
    return result;
  }

  // 0 < x < 1 is one node of three children.
  void compare(Expression& left, const Token& token, const BinaryOperator& op) {
    Expression right = parse(tighter(Precedence::comparison));
    if (left.kind != ExprKind::comparison || left.parenthesised) {
      Expression chain;
      chain.kind = ExprKind::comparison;
      chain.operator_span = span(token);
      chain.span = left.span;
      chain.children.push_back(std::move(left));
      left = std::move(chain);
    }
    left.span.end = right.span.end;
    left.operators.emplace_back(op.text);
    left.children.push_back(std::move(right));
  }

  Span span(const Token& token) const { return {file_, token.begin, token.end}; }

  FlatExpression& flat_;
  std::uint32_t file_;
  int depth_;
  std::size_t next_operand_ = 0;
  std::size_t next_prefix_ = 0;
  std::size_t next_operator_ = 0;
};

}  // namespace

const BinaryOperator* binary_operator(std::string_view text) {
  if (text == "**") text = "^";
  const auto* found = std::find_if(std::begin(table), std::end(table), [&](const auto& op) { return op.text == text; });
  return found == std::end(table) ? nullptr : found;
}

Precedence prefix_precedence(std::string_view text) {
  if (text == "not") return Precedence::not_;
  return text == "-" || text == "+" ? Precedence::sign : Precedence::none;
}

Precedence precedence_of(const Expression& expression) {
  switch (expression.kind) {
    case ExprKind::conditional: return Precedence::none;
    case ExprKind::comparison:
    case ExprKind::duration: return Precedence::comparison;
    case ExprKind::unary: return prefix_precedence(expression.text);
    case ExprKind::binary: return binary_operator(expression.text)->precedence;
    default: return Precedence::primary;
  }
}

Expression group(FlatExpression&& flat, std::uint32_t file, int depth, std::size_t operands) {
  if (flat.operators.empty() && flat.operands[0].prefixes.empty()) return std::move(flat.operands[0].value);
  if (flat.operators.size() > limits::operators_in_row) {
    throw LimitExceeded{flat.operators[limits::operators_in_row],
                        fmt::format("more than {} operators in a row", limits::operators_in_row)};
  }
  const Token last = flat.operators.empty() ? flat.operands[0].prefixes[0] : flat.operators.back();
  Expression result = Grouping(std::move(flat), file, depth).parse(Precedence::none);
  const bool could_be_high = operands + limits::nesting > limits::tree_height;
  if (could_be_high && height(result) > static_cast<int>(limits::tree_height))
    throw LimitExceeded{last, fmt::format("expression more than {} operations deep", limits::tree_height)};
  return result;
}

}  // namespace ansatz::dsl
