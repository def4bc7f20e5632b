// Operators and candidates: names, formulas, values, and what is no function.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "ansatz/core.hpp"
#include "core/contains.hpp"

using namespace ansatz;
using namespace ansatz::search;
using test::contains;

namespace {

/// What reading a name is refused with; empty where it is not.
std::string refusal(const std::string& name) {
  try {
    Candidate::parse(name, Operators());
  } catch (const UserError& error) {
    return error.what();
  }
  return {};
}

double value(const Candidate& candidate, double at) {
  ad::Graph graph;
  const ad::Expr x = graph.parameter("x");
  return ad::evaluate_reference(std::array{x}, std::array{candidate(x)}, std::array{std::vector{at}})[0][0];
}

double slope(const Candidate& candidate, double at) {
  ad::Graph graph;
  const ad::Expr x = graph.parameter("x");
  return ad::evaluate_reference(std::array{x}, std::array{ad::partial(candidate(x), x)},
                                std::array{std::vector{at}})[0][0];
}

}  // namespace

TEST_CASE("the table has the operators of AQuaSurF") {
  CHECK(unary_names(Origin::aquasurf).size() == 27);
  CHECK(unary_names(Origin::coatnet).size() == 4);
  CHECK(binary_names().size() == 7);
  CHECK(many_names().size() == 4);
}

TEST_CASE("unary operators have the values of their definitions") {
  struct Row {
    const char* name;
    double (*value)(double);
  };
  // Independent definitions: the C library and closed forms in plain numbers.
  const Row rows[] = {
      {"zero", [](double) { return 0.0; }},
      {"one", [](double) { return 1.0; }},
      {"identity", [](double x) { return x; }},
      {"negative", [](double x) { return -x; }},
      {"abs", [](double x) { return std::fabs(x); }},
      {"reciprocal", [](double x) { return 1 / x; }},
      {"square", [](double x) { return x * x; }},
      {"exp", [](double x) { return std::exp(x); }},
      {"erf", [](double x) { return std::erf(x); }},
      {"erfc", [](double x) { return std::erfc(x); }},
      {"sinh", [](double x) { return std::sinh(x); }},
      {"cosh", [](double x) { return std::cosh(x); }},
      {"tanh", [](double x) { return std::tanh(x); }},
      {"expm1", [](double x) { return std::expm1(x); }},
      {"sigmoid", [](double x) { return 0.5 * (1 + std::tanh(x / 2)); }},
      {"log_sigmoid", [](double x) { return std::log(0.5 * (1 + std::tanh(x / 2))); }},
      {"arcsinh", [](double x) { return std::asinh(x); }},
      {"arctan", [](double x) { return std::atan(x); }},
      {"bessel_i0e", [](double x) { return std::exp(-std::fabs(x)) * std::cyl_bessel_i(0, std::fabs(x)); }},
      {"bessel_i1e",
       [](double x) { return std::copysign(std::exp(-std::fabs(x)) * std::cyl_bessel_i(1, std::fabs(x)), x); }},
      {"relu", [](double x) { return x > 0 ? x : 0; }},
      {"elu", [](double x) { return x > 0 ? x : std::exp(x) - 1; }},
      {"selu", [](double x) { return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543773 * (std::exp(x) - 1)); }},
      {"swish", [](double x) { return x / (1 + std::exp(-x)); }},
      {"softplus", [](double x) { return std::log(1 + std::exp(x)); }},
      {"softsign", [](double x) { return x / (1 + std::fabs(x)); }},
      {"hard_sigmoid", [](double x) { return x < -2.5  ? 0
                                             : x > 2.5 ? 1
                                                       : 0.2 * x + 0.5; }},
      {"elish", [](double x) { return (x > 0 ? x : std::exp(x) - 1) / (1 + std::exp(-x)); }},
      {"leakyrelu", [](double x) { return x > 0 ? x : 0.01 * x; }},
      {"mish", [](double x) { return x * std::tanh(std::log(1 + std::exp(x))); }},
      {"gelu", [](double x) { return x * 0.5 * std::erfc(-x / std::sqrt(2.0)); }},
      {"sin", [](double x) { return std::sin(x); }},
      {"gauss", [](double x) { return std::exp(-x * x); }},
      {"sech", [](double x) { return 2 / (std::exp(x) + std::exp(-x)); }},
  };
  const Operators operators;
  std::size_t unary = 0;
  for (const OperatorRef& op : operators.all()) unary += op->arity == 1;
  CHECK(unary == std::size(rows));
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Candidate candidate = Candidate(operators.named(row.name), {Candidate()});
    for (const double at : {-4.3, -2.6, -1.1, -0.2, 0.3, 1.7, 2.4, 4.9}) {
      CAPTURE(at);
      CHECK(value(candidate, at) == doctest::Approx(row.value(at)).epsilon(1e-12));
      const double h = 1e-6;
      CHECK(slope(candidate, at) ==
            doctest::Approx((row.value(at + h) - row.value(at - h)) / (2 * h)).epsilon(1e-7).scale(1));
    }
    if (const ActivationInfo* known = find_activation(row.name)) {
      ad::Graph graph;
      const ad::Expr x = graph.parameter("x");
      CHECK_MESSAGE(known->function(x) == candidate(x), "the built-in activation of that name is another formula");
    }
  }
}

TEST_CASE("where pieces meet, the derivative is that of one of them") {
  for (const char* name : {"elu(x)", "elish(x)", "selu(x)", "leakyrelu(x)", "relu(x)"}) {
    CAPTURE(name);
    const Candidate candidate = Candidate::parse(name, Operators());
    const double at = slope(candidate, 0), left = slope(candidate, -1e-9), right = slope(candidate, 1e-9);
    CHECK((at == doctest::Approx(left) || at == doctest::Approx(right)));
  }
}

TEST_CASE("names are read and printed") {
  const Operators operators;
  for (const char* name :
       {"x", "tanh(x)", "max(relu(x),cosh(elu(x)))", "prod_n(sigmoid(x),negative(x),hard_sigmoid(x))", "unary(x)",
        "sum_n(x,x)", "pow(exp(x),sub(x,one(x)))"}) {
    CAPTURE(name);
    if (std::string(name) == "unary(x)") {
      CHECK(contains(refusal(name), "there is no operator `unary`, at character 1"));
      continue;
    }
    const Candidate read = Candidate::parse(name, operators);
    CHECK(read.name() == name);
    CHECK(Candidate::parse(read.name(), operators) == read);
  }
  CHECK(Candidate::parse(" max ( relu(x) ,\tx ) ", operators).name() == "max(relu(x),x)");
  CHECK_FALSE(Candidate::parse("tanh(x)", operators) == Candidate::parse("sinh(x)", operators));
  const Candidate best = Candidate::parse("prod_n(sigmoid(x),negative(x),hard_sigmoid(x))", operators);
  CHECK(best.size() == 4);
  CHECK(best.depth() == 2);
  CHECK(value(best, 1.5) == doctest::Approx(-1.5 / (1 + std::exp(-1.5)) * 0.8));
}

TEST_CASE("what is no name is refused, with the place and the reason") {
  CHECK(contains(refusal(""), "an operator or `x` is missing, at character 1"));
  CHECK(contains(refusal("tanh"), "`tanh` takes one argument in brackets, at character 5"));
  CHECK(contains(refusal("tanh(x,x)"), "`tanh` takes one argument, not 2, at character 1"));
  CHECK(contains(refusal("add(x)"), "`add` takes two arguments, not 1"));
  CHECK(contains(refusal("add(x,tanh)"), "`tanh` takes one argument in brackets, at character 11"));
  CHECK(contains(refusal("sum_n(x)"), "`sum_n` takes two arguments or more, not 1"));
  CHECK(contains(refusal("tanh(y)"), "there is no operator `y`, at character 6"));
  CHECK(contains(refusal("tanh(x"), "a `,` or `)` is missing, at character 7"));
  CHECK(contains(refusal("tanh(x))"), "nothing more is expected here, at character 8"));
  CHECK(contains(refusal("x x"), "nothing more is expected here, at character 3"));
  CHECK(contains(refusal("(x)"), "an operator or `x` is missing, at character 1"));
  CHECK(contains(refusal("tanh(\xc3\xa9)"), "an operator or `x` is missing, at character 6"));
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "tanh(";
  CHECK(contains(refusal(deep), "it is nested too deeply"));
}

TEST_CASE("formulas have brackets where they need them") {
  const Operators operators;
  const auto formula = [&](const char* name) { return Candidate::parse(name, operators).formula("z"); };
  CHECK(formula("x") == "z");
  CHECK(formula("swish(x)") == "z * sigmoid(z)");
  CHECK(formula("swish(add(x,one(x)))") == "(z + 1) * sigmoid(z + 1)");
  CHECK(formula("sub(x,sub(x,negative(x)))") == "z - (z - (-z))");
  CHECK(formula("mul(tanh(x),gauss(x))") == "tanh(z) * exp(-(z * z))");
  CHECK(formula("div(swish(x),mul(x,x))") == "(z * sigmoid(z)) / (z * z)");
  CHECK(formula("sum_n(x,exp(x),negative(x))") == "(z + exp(z)) + (-z)");
  CHECK(formula("max(softplus(x),sin(x))") == "max(softplus(z), sin(z))");
  CHECK(formula("bessel_i0e(bessel_i1e(x))") ==
        "exp(-abs(exp(-abs(z)) * bessel_i(1, z))) * bessel_i(0, (exp(-abs(z)) * bessel_i(1, z)))");
}

TEST_CASE("operators of one's own are operators") {
  Operators operators;
  operators.add(unary_operator(
      "bump", [](ad::Expr x) { return 1.0 / (1.0 + x * x); }, "bump(x)"));
  operators.add(binary_operator(
      "mean", [](ad::Expr a, ad::Expr b) { return 0.5 * (a + b); }, "0.5*(a + b)"));
  const Candidate both = Candidate::parse("mean(bump(x),tanh(x))", operators);
  CHECK(value(both, 2) == doctest::Approx(0.5 * (0.2 + std::tanh(2))));
  CHECK(both.formula("z") == "0.5*(bump(z) + tanh(z))");
  // One takes the place of a built-in one, once; what was made of that stays.
  const Candidate before = Candidate::parse("tanh(x)", operators);
  operators.add(unary_operator(
      "tanh", [](ad::Expr x) { return ad::tanh(2.0 * x); }, "tanh(2*x)"));
  CHECK(value(Candidate::parse("tanh(x)", operators), 1) == doctest::Approx(std::tanh(2)));
  CHECK(value(before, 1) == doctest::Approx(std::tanh(1)));

  const auto mistake = [](const auto& f) -> std::string {
    try {
      f();
    } catch (const UserError& error) {
      return error.what();
    }
    return {};
  };
  const auto identity = [](ad::Expr x) { return x; };
  CHECK(contains(mistake([&] { operators.add(unary_operator("tanh", identity, "x")); }),
                 "there are two operators `tanh`"));
  CHECK(contains(mistake([&] { unary_operator("x", identity, "x"); }), "`x` is no name of an operator"));
  CHECK(contains(mistake([&] { unary_operator("2x", identity, "x"); }), "`2x` is no name of an operator"));
  CHECK(contains(mistake([&] { unary_operator("f", {}, "x"); }), "`f` needs a function"));
  CHECK(contains(mistake([&] { unary_operator("f", identity, ""); }), "`f` needs a text"));
  CHECK(contains(mistake([&] { operators.named("tanhh"); }), "there is no operator `tanhh`; there are zero, one"));
  CHECK(
      contains(mistake([&] { Candidate(operators.named("add"), {Candidate()}); }), "`add` takes two arguments, not 1"));
}
