// How smooth functions are, decided on their expressions: what is known of them from calculus.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "ansatz/core.hpp"
#include "core/contains.hpp"

using namespace ansatz;
using ansatz::search::Candidate;
using ansatz::search::Operators;
using test::contains;

namespace {

constexpr int every = Smoothness::every;

struct Row {
  const char* name;
  int at_least, fails_at;
  double at = 0;
};

void check(const Row& row, const Interval& over = real_line) {
  CAPTURE(row.name);
  const Smoothness found = smoothness(Candidate::parse(row.name, Operators()), over);
  CAPTURE(found.reason);
  CHECK(found.at_least == row.at_least);
  CHECK(found.fails_at == row.fails_at);
  CHECK(found.at.has_value() == (row.fails_at != every));
  if (found.at) CHECK(*found.at == doctest::Approx(row.at).epsilon(1e-6).scale(1));
}

}  // namespace

TEST_CASE("of the 27 operators of AQuaSurF 18 are smooth, and of the others it is known what fails and where") {
  const std::vector<Row> pieces{{"abs(x)", 0, 1},        {"relu(x)", 0, 1},        {"selu(x)", 0, 1},
                                {"bessel_i0e(x)", 0, 1}, {"bessel_i1e(x)", 1, 2},  {"elu(x)", 1, 2},
                                {"softsign(x)", 1, 2},   {"reciprocal(x)", -1, 0}, {"hard_sigmoid(x)", 0, 1, -2.5}};
  for (const Row& row : pieces) check(row);
  std::size_t smooth = 0;
  const Operators operators;
  for (const std::string_view name : search::unary_names(search::Origin::aquasurf)) {
    const Smoothness found = smoothness(Candidate(operators.named(name), {Candidate()}));
    if (found.at_least == every) ++smooth;
  }
  CHECK(smooth == 18);
  for (const char* name : {"sin(x)", "gauss(x)", "sech(x)", "gelu(x)", "mish(x)"}) check({name, every, every});
  check({"elish(x)", 1, 2});
  check({"leakyrelu(x)", 0, 1});
}

TEST_CASE("kinks and jumps are as deep as the factors before them") {
  check({"mul(x,abs(x))", 1, 2});
  check({"prod_n(x,x,abs(x))", 2, 3});
  check({"square(relu(x))", 1, 2});
  check({"mul(square(x),relu(x))", 2, 3});
  check({"add(elu(x),softplus(x))", 1, 2});  // softplus(0) is no 64-bit number
  check({"sin(add(elu(x),one(x)))", 1, 2});
  check({"max(x,square(x))", 0, 1});
  check({"abs(sin(x))", 0, 1});
  check({"min(softplus(x),one(x))", 0, 1, std::log(std::exp(1.0) - 1)});
  check({"relu(cosh(x))", every, every});  // the kink is not reached
  check({"abs(add(square(x),x))", 0, 1, -1});
  check({"sub(abs(x),abs(x))", every, every});
}

TEST_CASE("functions without a value somewhere are told, with the place") {
  check({"div(tanh(x),x)", -1, 0});
  check({"div(one(x),sub(exp(x),sum_n(one(x),one(x))))", -1, 0, std::log(2.0)});
  check({"div(one(x),cosh(x))", every, every});
  check({"div(x,add(one(x),square(x)))", every, every});
  check({"div(x,erfc(x))", every, every});
  check({"pow(exp(x),sinh(x))", every, every});
  check({"pow(softplus(x),x)", every, every});
  check({"pow(x,square(x))", -1, 0, -0.625}, {-2, 2});
  check({"pow(relu(x),identity(x))", -1, 0, -500'000}, {-1e6, 1e6});
}

TEST_CASE("a range without the kink is smooth") {
  check({"abs(x)", every, every}, {0, 3});
  check({"reciprocal(x)", every, every}, {0.5, 100});
  check({"hard_sigmoid(x)", every, every}, {-2, 2});
  check({"softsign(x)", every, every}, {-5, 0});
}

TEST_CASE("what is not decided is said so") {
  // 1 + tanh(x) is never 0, but as near to it as one likes.
  const Candidate near_zero = Candidate::parse("div(one(x),add(one(x),tanh(x)))", Operators());
  const Smoothness on_line = smoothness(near_zero);
  CHECK(on_line.continuous(0) == Answer::undecided);
  CHECK(contains(on_line.reason, "it is not decided what its value does"));
  CHECK(smoothness(near_zero, {-10, 10}).at_least == every);
  // Of a function of the user's own nothing is known.
  const ad::Elementwise bump = ad::elementwise(
      "bump", [](double x) { return std::exp(-x * x); }, [](ad::Expr x, ad::Expr y) { return -2.0 * x * y; });
  CHECK(smoothness([&](ad::Expr x) { return bump(x); }).continuous(1) == Answer::undecided);
}

TEST_CASE("conditions, comparisons and steps") {
  const auto zero = [](ad::Expr x) { return x.graph().constant(0); };
  const auto of = [&](const auto& f) { return smoothness(f, real_line); };
  CHECK(of([&](ad::Expr x) { return ad::step(x); }).fails_at == 0);
  CHECK(of([&](ad::Expr x) { return ad::sign(x); }).fails_at == 0);
  CHECK(of([&](ad::Expr x) { return x * ad::sign(x); }).fails_at == 1);
  CHECK(of([&](ad::Expr x) { return x * x * x * ad::step(x); }).fails_at == 3);
  CHECK(of([&](ad::Expr x) { return x * x * x * ad::step(x); }).at_least == 2);
  const Smoothness elu = of([&](ad::Expr x) { return ad::select(ad::gt(x, zero(x)), x, ad::expm1(x)); });
  CHECK(elu.at_least == 1);
  CHECK(elu.fails_at == 2);
  // What is the same on both sides of 0, and something else at 0.
  CHECK(of([&](ad::Expr x) { return ad::sign(x) * ad::sign(x); }).fails_at == 0);
  CHECK(of([&](ad::Expr x) { return ad::eq(x, zero(x)); }).fails_at == 0);
  CHECK(of([&](ad::Expr x) { return x * ad::eq(x, zero(x)); }).fails_at == every);
  CHECK(smoothness([&](ad::Expr x) { return ad::floor(x); }, {-0.5, 0.5}).at_least == -1);
  CHECK(smoothness([&](ad::Expr x) { return ad::floor(1.0 - x * x); }, {-0.5, 0.5}).at_least == -1);
  CHECK(of([&](ad::Expr x) { return ad::floor(ad::sigmoid(x)); }).at_least == -1);
  CHECK(smoothness([&](ad::Expr x) { return ad::floor(x); }, {0.25, 0.75}).at_least == every);
  CHECK(smoothness([&](ad::Expr x) { return ad::tan(x); }, {-1.5, 1.5}).at_least == every);
  CHECK(smoothness([&](ad::Expr x) { return ad::log(x); }, {-1, 1}).fails_at == 0);
  CHECK(smoothness([&](ad::Expr x) { return ad::sqrt(x); }, {-1, 1}).fails_at == 0);
  CHECK(smoothness([&](ad::Expr x) { return ad::sqrt(x * x + 1.0); }).at_least == every);
  CHECK_THROWS_WITH_AS(smoothness([](ad::Expr x) { return x; }, {1, 1}), doctest::Contains("is no range of numbers"),
                       UserError);
}

TEST_CASE("what is proved agrees with numerical derivatives, over all pairs of operators") {
  // Of sums and products of two operators: a proof of one continuous derivative is contradicted by a jump of the
  // difference quotients at 0 or at a sample; a refutation at order 0 or 1 by their agreement.
  const Operators operators;
  std::size_t proved = 0, refuted = 0, undecided = 0;
  const search::Space space = search::aquasurf_space(operators);
  for (std::uint64_t i = 0; i < space.size(); i += 7) {
    const Candidate candidate = space[i];
    const Smoothness found = smoothness(candidate, {-4, 4}, 2);
    CAPTURE(candidate.name());
    CHECK((found.at_least < found.fails_at || found.at_least == every));
    const Answer answer = found.continuous(1);
    proved += answer == Answer::proved;
    refuted += answer == Answer::refuted;
    undecided += answer == Answer::undecided;
    if (answer != Answer::proved) continue;
    ad::Graph graph;
    const ad::Expr x = graph.parameter("x");
    const ad::Expr f = candidate(x);
    const auto at = [&](double v) {
      return ad::evaluate_reference(std::array{x}, std::array{f}, std::array{std::vector{v}})[0][0];
    };
    for (const double v : {-2.5, -1.0, 0.0, 1.0, 2.5}) {
      CAPTURE(v);
      constexpr double h = 1e-6;
      const double middle = at(v), left = (middle - at(v - h)) / h, right = (at(v + h) - middle) / h;
      CHECK(std::isfinite(middle));
      CHECK(std::abs(left - right) <= 1e-3 * (1 + std::abs(left) + std::abs(middle)));
    }
  }
  CHECK(proved > 300);
  CHECK(refuted > 200);
  CHECK(undecided < 40);
}

TEST_CASE("whether numbers are finite is asked in a bounded range") {
  const auto of = [](const char* name, Interval over, int order = 0) {
    return finiteness(Candidate::parse(name, Operators()), over, order);
  };
  CHECK(of("exp(exp(x))", {-5, 5}).answer == Answer::proved);
  const Finiteness overflow = of("exp(exp(x))", {-10, 10});
  CHECK(overflow.answer == Answer::refuted);
  CHECK_FALSE(std::isfinite(std::exp(std::exp(overflow.at.value()))));
  CHECK(of("exp(exp(exp(x)))", {-5, 1.8}).answer == Answer::proved);
  CHECK(of("reciprocal(x)", {-5, 5}).answer == Answer::refuted);
  CHECK(of("reciprocal(x)", {-5, 5}).at.value() == 0);
  CHECK(of("relu(x)", {-5, 5}, 3).answer == Answer::proved);
  CHECK(of("div(tanh(x),erfc(x))", {-5, 5}, 3).answer == Answer::proved);
  CHECK(of("div(x,erfc(x))", {-50, 50}).answer == Answer::refuted);
  CHECK(finiteness([](ad::Expr x) { return ad::sqrt(x * x); }, {-1, 1}, 0).answer == Answer::proved);
  CHECK(finiteness([](ad::Expr x) { return ad::sqrt(x * x); }, {-1, 1}, 1).answer == Answer::refuted);
  CHECK_THROWS_WITH_AS(of("tanh(x)", real_line), doctest::Contains("in a bounded range"), UserError);
}

TEST_CASE("ranges of values hold all of them") {
  const Operators operators;
  for (const search::OperatorRef& op : operators.all()) {
    if (op->arity != 1) continue;
    CAPTURE(op->name);
    const Candidate candidate(op, {Candidate()});
    const std::optional<ValueRange> range = value_range(candidate, {-5, 5});
    CHECK(range.has_value() == (op->name != "reciprocal"));
    if (!range) continue;
    ad::Graph graph;
    const ad::Expr x = graph.parameter("x");
    const ad::Expr f = candidate(x);
    for (int i = 0; i <= 1000; ++i) {
      const double v =
          ad::evaluate_reference(std::array{x}, std::array{f}, std::array{std::vector{-5 + i / 100.0}})[0][0];
      constexpr double rounding = 1e-13;  // of the values, which are those of 64-bit arithmetic
      CHECK(v >= range->bounds.lower - rounding);
      CHECK(v <= range->bounds.upper + rounding);
      if (range->never_zero) CHECK(v != 0);
    }
  }
  for (const char* name : {"one", "exp", "erfc", "cosh", "sigmoid", "softplus", "gauss", "sech"}) {
    CAPTURE(name);
    const ValueRange range = value_range(Candidate(operators.named(name), {Candidate()})).value();
    CHECK(range.never_zero);
    CHECK(range.bounds.lower >= 0);
  }
  CHECK(value_range(Candidate::parse("log_sigmoid(x)", operators))->never_zero);
  CHECK_FALSE(value_range(Candidate::parse("tanh(x)", operators))->never_zero);
}
