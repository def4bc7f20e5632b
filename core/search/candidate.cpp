#include "ansatz/core/search/candidate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::search {
namespace {

bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string arguments_taken(const Operator& op) {
  if (op.arity == Operator::many) return "two arguments or more";
  return op.arity == 1 ? "one argument" : "two arguments";
}

/// Reads names from the left, one character ahead.
class Reader {
 public:
  Reader(std::string_view name, const Operators& operators) : text_(name), operators_(operators) {}

  Candidate whole() {
    Candidate read = candidate(0);
    if (next() != '\0') refuse("nothing more is expected here");
    return read;
  }

 private:
  char next() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  [[noreturn]] void refuse(const std::string& why) const {
    throw UserError(fmt::format("`{}` is no function of x: {}, at character {}", text_, why, at_ + 1));
  }

  Candidate candidate(std::size_t depth) {
    if (depth > Candidate::most_depth) refuse("it is nested too deeply");
    next();
    const std::size_t begin = at_;
    while (at_ < text_.size() && in_name(text_[at_])) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word.empty()) refuse("an operator or `x` is missing");
    if (word == "x") return {};
    const OperatorRef op = operators_.find(word);
    if (!op) {
      at_ = begin;
      refuse(fmt::format("there is no operator `{}`", word));
    }
    return Candidate(op, arguments(*op, begin, depth));
  }

  std::vector<Candidate> arguments(const Operator& op, std::size_t begin, std::size_t depth) {
    if (next() != '(') refuse(fmt::format("`{}` takes {} in brackets", op.name, arguments_taken(op)));
    std::vector<Candidate> read;
    do {
      ++at_;
      read.push_back(candidate(depth + 1));
    } while (next() == ',');
    if (next() != ')') refuse("a `,` or `)` is missing");
    ++at_;
    const bool fits = op.arity == Operator::many ? read.size() >= 2 : read.size() == op.arity;
    if (!fits) {
      at_ = begin;
      refuse(fmt::format("`{}` takes {}, not {}", op.name, arguments_taken(op), read.size()));
    }
    return read;
  }

  std::string_view text_;
  const Operators& operators_;
  std::size_t at_ = 0;
};

/// Whether a formula is one piece wherever it stands: a name, a number, or one call.
bool is_atom(std::string_view formula) {
  std::size_t end = 0;
  while (end < formula.size() && (in_name(formula[end]) || formula[end] == '.')) ++end;
  if (end == formula.size()) return true;
  if (end == 0 || formula[end] != '(') return false;
  std::size_t open = 0;
  for (; end < formula.size(); ++end) {
    if (formula[end] == '(') ++open;
    if (formula[end] == ')' && --open == 0) break;
  }
  return end + 1 == formula.size();
}

/// `text` with formulas in the place of the names of its arguments, in brackets where they need them.
std::string put_in(std::string_view text, std::span<const std::string_view> names,
                   std::span<const std::string> formulas) {
  std::string made;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && (in_name(text[end]) || text[end] == '.')) ++end;
    const auto name = std::find(names.begin(), names.end(), text.substr(i, end - i));
    if (end == i) {
      made += text[i++];
      continue;
    }
    if (name == names.end()) {
      made += text.substr(i, end - i);
    } else {
      const std::string& formula = formulas[static_cast<std::size_t>(name - names.begin())];
      const bool alone =
          (i == 0 && end == text.size()) || (i > 0 && text[i - 1] == '(' && end < text.size() && text[end] == ')');
      made += alone || is_atom(formula) ? formula : fmt::format("({})", formula);
    }
    i = end;
  }
  return made;
}

}  // namespace

Candidate::Candidate(OperatorRef op, std::vector<Candidate> arguments) {
  const bool fits = op->arity == Operator::many ? arguments.size() >= 2 : arguments.size() == op->arity;
  if (!fits) throw UserError(fmt::format("`{}` takes {}, not {}", op->name, arguments_taken(*op), arguments.size()));
  std::size_t size = 1, depth = 0;
  for (const Candidate& argument : arguments) {
    size += argument.size();
    depth = std::max(depth, argument.depth());
  }
  if (size > most_operators || depth + 1 > most_depth)
    throw UserError(
        fmt::format("a function is made of {} operators, {} within each other, at most", most_operators, most_depth));
  tree_ = std::make_shared<const Tree>(Tree{std::move(op), std::move(arguments), size, depth + 1});
}

Candidate Candidate::parse(std::string_view name, const Operators& operators) {
  return Reader(name, operators).whole();
}

std::size_t Candidate::size() const { return tree_ ? tree_->size : 0; }
std::size_t Candidate::depth() const { return tree_ ? tree_->depth : 0; }

std::string Candidate::name() const {
  if (!tree_) return "x";
  std::string made = tree_->op->name + "(";
  for (std::size_t i = 0; i < tree_->arguments.size(); ++i) made += (i == 0 ? "" : ",") + tree_->arguments[i].name();
  return made + ")";
}

ad::Expr Candidate::apply(ad::Expr x) const {
  if (!tree_) return x;
  std::vector<ad::Expr> values;
  for (const Candidate& argument : tree_->arguments) values.push_back(argument.apply(x));
  ad::Expr value = tree_->op->value(std::span(values).first(std::min<std::size_t>(values.size(), 2)));
  for (std::size_t i = 2; i < values.size(); ++i) value = tree_->op->value(std::array{value, values[i]});
  return ad::broadcast(value, x.shape());
}

std::string Candidate::formula(std::string_view argument) const {
  if (!tree_) return std::string(argument);
  std::vector<std::string> formulas;
  for (const Candidate& part : tree_->arguments) formulas.push_back(part.formula(argument));
  const std::string& text = tree_->op->text;
  if (formulas.size() == 1) return put_in(text, std::array<std::string_view, 1>{"x"}, formulas);
  constexpr std::array<std::string_view, 2> names{"a", "b"};
  std::string made = put_in(text, names, std::span(formulas).first(2));
  for (std::size_t i = 2; i < formulas.size(); ++i) made = put_in(text, names, std::array{made, formulas[i]});
  return made;
}

bool operator==(const Candidate& a, const Candidate& b) {
  if (a.tree_ == b.tree_) return true;
  return a.tree_ && b.tree_ && a.tree_->op == b.tree_->op && a.tree_->arguments == b.tree_->arguments;
}

}  // namespace ansatz::search
