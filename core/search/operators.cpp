#include "ansatz/core/search/operators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/special.hpp"

namespace ansatz::search {
namespace {

/// The words of operators.def for expressions.
namespace words {

using ad::abs, ad::atan, ad::cosh, ad::erf, ad::exp, ad::expm1, ad::log, ad::max, ad::min, ad::pow, ad::sigmoid,
    ad::sin, ad::sinh, ad::softplus, ad::sqrt, ad::tanh;

ad::Expr max(ad::Expr a, double b) { return ad::max(a, a.graph().constant(b)); }
ad::Expr max(double a, ad::Expr b) { return ad::max(b.graph().constant(a), b); }
ad::Expr min(ad::Expr a, double b) { return ad::min(a, a.graph().constant(b)); }
ad::Expr erfc(ad::Expr x) { return find_special_function("erfc")->apply(0, x); }
ad::Expr bessel_i(double order, ad::Expr x) { return find_special_function("bessel_i")->apply(order, x); }

}  // namespace words

/// The text of a formula of the table: of `constant(c)` it is c.
std::string text_of(std::string_view formula) {
  constexpr std::string_view constant = "constant(";
  return std::string(
      formula.starts_with(constant) ? formula.substr(constant.size(), formula.size() - constant.size() - 1) : formula);
}

struct BuiltIn {
  std::string_view name;
  std::size_t arity;
  Origin origin;  // of unary operators
  ad::Expr (*value)(std::span<const ad::Expr> arguments);
  std::string_view formula;
};

constexpr BuiltIn table[] = {
#define ANSATZ_UNARY(name, origin, formula)                                                  \
  {#name, 1, Origin::origin,                                                                 \
   [](std::span<const ad::Expr> arguments) {                                                 \
     using namespace words;                                                                  \
     const ad::Expr x = arguments[0];                                                        \
     [[maybe_unused]] const auto constant = [x](double c) { return x.graph().constant(c); }; \
     return formula;                                                                         \
   },                                                                                        \
   #formula},
#define ANSATZ_OF_TWO(name, arity, formula)             \
  {#name, arity, Origin::aquasurf,                      \
   [](std::span<const ad::Expr> arguments) {            \
     using namespace words;                             \
     const ad::Expr a = arguments[0], b = arguments[1]; \
     return formula;                                    \
   },                                                   \
   #formula},
#define ANSATZ_BINARY(name, formula) ANSATZ_OF_TWO(name, 2, formula)
#define ANSATZ_MANY(name, formula) ANSATZ_OF_TWO(name, Operator::many, formula)
#include "search/operators.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
#undef ANSATZ_MANY
#undef ANSATZ_OF_TWO
};

template <class Asked>
std::vector<std::string_view> names_of(const Asked& asked) {
  std::vector<std::string_view> names;
  for (const BuiltIn& row : table)
    if (asked(row)) names.push_back(row.name);
  return names;
}

bool is_name(std::string_view name) {
  const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  const auto follows = [&](char c) { return letter(c) || std::isdigit(static_cast<unsigned char>(c)) != 0; };
  return !name.empty() && letter(name[0]) && std::all_of(name.begin(), name.end(), follows) && name != "x";
}

void require_sound(const Operator& op) {
  if (!is_name(op.name))
    throw UserError(fmt::format(
        "`{}` is no name of an operator: it is made of letters, digits and _, and `x` is the argument", op.name));
  if (!op.value) throw UserError(fmt::format("operator `{}` needs a function of expressions", op.name));
  if (op.text.empty())
    throw UserError(fmt::format("operator `{}` needs a text in the language of .pde files", op.name));
  if (op.arity > 2)
    throw UserError(
        fmt::format("operator `{}` has {} arguments; it may have one, two, or many that are taken together "
                    "two by two",
                    op.name, op.arity));
}

}  // namespace

Operator unary_operator(std::string name, Function value, std::string text) {
  Operator made{.name = std::move(name), .arity = 1, .value = {}, .text = std::move(text)};
  if (value) made.value = [value = std::move(value)](std::span<const ad::Expr> x) { return value(x[0]); };
  require_sound(made);
  return made;
}

Operator binary_operator(std::string name, std::function<ad::Expr(ad::Expr, ad::Expr)> value, std::string text) {
  Operator made{.name = std::move(name), .arity = 2, .value = {}, .text = std::move(text)};
  if (value) made.value = [value = std::move(value)](std::span<const ad::Expr> x) { return value(x[0], x[1]); };
  require_sound(made);
  return made;
}

Operators::Operators() : built_in_(std::size(table)) {
  for (const BuiltIn& row : table)
    all_.push_back(
        std::make_shared<const Operator>(Operator{std::string(row.name), row.arity, row.value, text_of(row.formula)}));
}

OperatorRef Operators::add(Operator added) {
  require_sound(added);
  const auto same =
      std::find_if(all_.begin(), all_.end(), [&](const OperatorRef& op) { return op->name == added.name; });
  if (same != all_.end() && static_cast<std::size_t>(same - all_.begin()) >= built_in_)
    throw UserError(fmt::format("there are two operators `{}`; give one of them another name", added.name));
  if (same != all_.end()) {
    all_.erase(same);
    --built_in_;
  }
  return all_.emplace_back(std::make_shared<const Operator>(std::move(added)));
}

OperatorRef Operators::find(std::string_view name) const {
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const OperatorRef& op) { return op->name == name; });
  return found == all_.end() ? nullptr : *found;
}

OperatorRef Operators::named(std::string_view name) const {
  if (OperatorRef found = find(name)) return found;
  std::string names;
  for (const OperatorRef& op : all_) names += fmt::format("{}{}", names.empty() ? "" : ", ", op->name);
  throw UserError(fmt::format("there is no operator `{}`; there are {}", name, names));
}

std::vector<OperatorRef> Operators::named(std::span<const std::string_view> names) const {
  std::vector<OperatorRef> found;
  for (const std::string_view name : names) found.push_back(named(name));
  return found;
}

std::vector<std::string_view> unary_names(Origin origin) {
  return names_of([&](const BuiltIn& row) { return row.arity == 1 && row.origin == origin; });
}

std::vector<std::string_view> binary_names() {
  return names_of([](const BuiltIn& row) { return row.arity == 2; });
}

std::vector<std::string_view> many_names() {
  return names_of([](const BuiltIn& row) { return row.arity == Operator::many; });
}

}  // namespace ansatz::search
