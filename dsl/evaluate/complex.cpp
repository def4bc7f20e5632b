#include "evaluate/complex.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "evaluate/functions.hpp"

namespace ansatz::dsl {
namespace {

using Kind = Value::Kind;

struct Parts {
  ad::Expr re, im;
};

Value value_of(const Parts& z) { return Value::complex(z.re, z.im); }

Parts times(const Parts& a, const Parts& b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }

Parts over(const Parts& a, const Parts& b) {
  const ad::Expr size = b.re * b.re + b.im * b.im;
  return {(a.re * b.re + a.im * b.im) / size, (a.im * b.re - a.re * b.im) / size};
}

Parts argument(Evaluator& evaluator, const Expression& call, std::string_view signature) {
  require_arguments(call, 1, 1, signature);
  const Value z = as_complex(evaluator, evaluator.evaluate(call.children[0]), call.children[0]);
  return {z.parts[0], z.parts[1]};
}

constexpr int most_power = 16;

/// z^n by squares; n may be negative.
Parts power(Evaluator& evaluator, const Parts& z, const Value& exponent, const Expression& e) {
  const std::optional<double> known = exponent.kind == Kind::scalar ? constant_of(exponent.parts[0]) : std::nullopt;
  if (!known || *known != std::floor(*known) || std::abs(*known) > most_power)
    fail(Finding(Code::wrong_kind, e.operator_span,
                 fmt::format("powers of complex numbers are whole, from -{} to {}", most_power, most_power))
             .help("write the square of the absolute value as `abs2(h)`"));
  const Parts one{evaluator.graph().constant(1), evaluator.graph().constant(0)};
  Parts result = one, square = z;
  for (int n = static_cast<int>(std::abs(*known)); n > 0; n /= 2) {
    if (n % 2 == 1) result = times(result, square);
    square = times(square, square);
  }
  return *known < 0 ? over(one, result) : result;
}

}  // namespace

Value as_complex(Evaluator& evaluator, const Value& value, const Expression& e) {
  if (value.kind == Kind::complex) return value;
  if (value.kind == Kind::scalar) return Value::complex(value.parts[0], evaluator.graph().constant(0));
  fail(Finding(Code::wrong_kind, e.span, "a complex number is needed here, and this is " + describe(value)));
}

Value complex_binary(Evaluator& evaluator, std::string_view op, const Value& a, const Value& b, const Expression& e) {
  const Value left = as_complex(evaluator, a, e.children[0]);
  const Parts z{left.parts[0], left.parts[1]};
  if (op == "^") return value_of(power(evaluator, z, b, e));
  const Value right = as_complex(evaluator, b, e.children[1]);
  const Parts w{right.parts[0], right.parts[1]};
  if (op == "+") return value_of({z.re + w.re, z.im + w.im});
  if (op == "-") return value_of({z.re - w.re, z.im - w.im});
  if (op == "*") return value_of(times(z, w));
  if (op == "/") return value_of(over(z, w));
  fail(Finding(Code::wrong_kind, e.operator_span, fmt::format("complex numbers have no `{}`", op)));
}

Value complex_elementwise(const Value& z, const Expression& call) {
  const ad::Expr re = z.parts[0], im = z.parts[1];
  if (call.text == "abs") return Value::scalar(ad::sqrt(re * re + im * im));
  if (call.text == "exp") return Value::complex(ad::exp(re) * ad::cos(im), ad::exp(re) * ad::sin(im));
  fail(Finding(Code::wrong_kind, call.span, fmt::format("`{}` is not known of complex numbers", call.text))
           .label("of a complex number")
           .help("`exp`, `abs`, `abs2`, `conj`, `re` and `im` are"));
}

Value evaluate_re(Evaluator& evaluator, const Expression& call) {
  return Value::scalar(argument(evaluator, call, "re(z)").re);
}

Value evaluate_im(Evaluator& evaluator, const Expression& call) {
  return Value::scalar(argument(evaluator, call, "im(z)").im);
}

Value evaluate_conj(Evaluator& evaluator, const Expression& call) {
  const Parts z = argument(evaluator, call, "conj(z)");
  return Value::complex(z.re, -z.im);
}

Value evaluate_abs2(Evaluator& evaluator, const Expression& call) {
  const Parts z = argument(evaluator, call, "abs2(z)");
  return Value::scalar(z.re * z.re + z.im * z.im);
}

}  // namespace ansatz::dsl
