// `ansatz` and `network { input = ... }`: what they may say, what is checked, and what reaches the problem.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "compiled.hpp"
#include "test_scope.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using ansatz::test::GivenFields;
using ansatz::test::messages;

namespace {

const std::string wave =
    "domain x in [0, 1]\ntime t in [0, 1]\nfield u\nunknown a = 2\nparam pe = 3\neq u_tt = a*u_xx + pe\n";

Compilation compiled(const std::string& text) { return compile_text("test.pde", text, ".", {}); }
std::string messages_for(const std::string& more) { return messages(compiled(wave + more)); }

}  // namespace

TEST_CASE("an ansatz reaches the problem as it is written") {
  const Compilation c = compiled(wave + "let g = sin(pi*x)\nansatz u = g + pe*a*t^2*x*(1 - x)*(net + dx(x^3))\n");
  REQUIRE_MESSAGE(c.problem, messages(c));
  CHECK(messages(c) == "");  // t^2 fixes value and velocity at the start: no `ic` is missing
  REQUIRE(c.problem->ansatz.size() == 1);
  const GivenFields scope(2, {[](ad::Expr at) { return at[0]; }}, {2}, {});
  const ad::Expr value = c.problem->ansatz[0].value(scope, scope.graph().constant(5));
  const double x = 0.25, t = 0.5;
  const auto found = scope.evaluate({value}, {{x}, {t}});
  CHECK(found[0][0] == doctest::Approx(std::sin(std::numbers::pi * x) + 6 * t * t * x * (1 - x) * (5 + 3 * x * x)));
  CHECK(compiled(c.resolved).resolved == c.resolved);
}

TEST_CASE("an ansatz that does not fix the start leaves the initial conditions to be stated") {
  CHECK(messages_for("ansatz u = t*net\n") == "E0402 `u` is second order in time but has no initial conditions; ");
  CHECK(messages_for("ansatz u = x*(1 - x)*net\n").starts_with("E0402"));
  CHECK(messages_for("ansatz u = t*net\nic u_t = 0\n") == "");
}

TEST_CASE("what an ansatz cannot say") {
  CHECK(messages_for("ansatz w = net\n") == "E0203 an `ansatz` is of a field; ");
  CHECK(messages_for("ansatz 2*u = net\n") == "E0203 an `ansatz` is of a field; ");
  CHECK(messages_for("ic u = 0, u_t = 0\nansatz u = x\n") == "E0405 the ansatz of `u` does not contain `net`; ");
  CHECK(messages_for("ansatz u = t^2*net*u_x\n") == "E0407 an ansatz cannot contain the field `u`; ");
  CHECK(messages_for("ansatz u = t^2*net\nansatz u = net\n") == "E0201 field `u` has two ansatz statements; ");
  CHECK(messages_for("ansatz u = t^2*net on x = 0\n") ==
        "E0403 an `ansatz` holds everywhere; it has no `on` and no `with`; ");
  CHECK(messages_for("ansatz u = t^2*[net, net]\n").starts_with("E0301"));
  CHECK(messages_for("param net = 2\nansatz u = t^2*net\n").starts_with("E0201 `net` has a meaning of its own"));
  CHECK(messages_for("ic u = 0, u_t = net\n").starts_with("E0203 unknown name `net`"));
}

TEST_CASE("a condition that the ansatz contradicts is a warning; one that it meets is none") {
  const std::string made = "ansatz u = 2*t + t^2*x*(1 - x)*net\n";
  CHECK(messages_for(made + "ic u = 0, u_t = 2\nbc u = 2*t on x = 0\nbc u_x = 0 on x = 1\n") == "");
  CHECK(messages_for(made + "bc wall: u = 1 on x = 0\n").starts_with("W0611 the ansatz leaves"));
  CHECK(messages_for(made + "ic start: u_t = 3\n").starts_with("W0611 the ansatz leaves -1 in `start`"));
  CHECK(messages_for("ansatz u = a + t^2*net\nic u = 3\n") == "");  // the unknown can meet it
}

TEST_CASE("inputs reach the problem as they are written") {
  const Compilation c = compiled(
      wave +
      "ic u = 0, u_t = 0\nnetwork { input = [t, periodic(x, harmonics = 2), fourier(x, t, scale = pe), x*t] }\n");
  REQUIRE_MESSAGE(c.problem, messages(c));
  const std::vector<InputFeature>& inputs = c.problem->networks[0].inputs;
  REQUIRE(inputs.size() == 4);
  CHECK(!inputs[0].method);
  CHECK(inputs[0].coordinates == std::vector<std::size_t>{1});
  CHECK(inputs[1].method == Periodic{.harmonics = 2});
  CHECK(inputs[1].coordinates == std::vector<std::size_t>{0});
  CHECK(inputs[2].method == RandomFourier{.scale = 3});
  CHECK(inputs[2].coordinates == std::vector<std::size_t>{0, 1});
  REQUIRE(inputs[3].value);
  const GivenFields scope(2, {[](ad::Expr at) { return at[0]; }}, {2}, {});
  CHECK(scope.evaluate({inputs[3].value(scope)}, {{3}, {0.5}})[0][0] == 1.5);
  CHECK(compiled(c.resolved).resolved == c.resolved);
}

TEST_CASE("what cannot be an input") {
  const auto with = [](const std::string& list) {
    return messages_for("ic u = 0, u_t = 0\nnetwork { input = " + list + " }\n");
  };
  CHECK(with("x").starts_with("E0304 `input` must be a list"));
  CHECK(with("[]").starts_with("E0304"));
  CHECK(with("[x, u]").starts_with("E0407"));
  CHECK(with("[a*x]").starts_with("E0407"));
  CHECK(with("[x, pe]").starts_with("E0405"));
  CHECK(with("[x, w]").starts_with("E0203"));
  CHECK(with("[periodic(x, t)]") == "E0303 `periodic` is of one coordinate; ");
  CHECK(with("[fourier()]") == "E0303 `fourier` is of coordinates; ");
  CHECK(with("[periodic(2*x)]") == "E0303 `periodic` is of coordinates; ");
  CHECK(with("[periodic(x, waves = 2)]") == "E0303 `periodic` has no argument `waves`; ");
  CHECK(with("[periodic(x = x)]") == "E0303 `periodic` is of one coordinate; ");
  CHECK(with("[periodic(x, harmonics = 0)]").starts_with("E0304"));
  CHECK(with("[fourier(x, t, scale = -1)]").starts_with("E0304"));
}
