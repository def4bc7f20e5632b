// Activations without the derivatives that conditions take of fields, in pieces or polynomials: found by their
// expressions, before anything is trained.
#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/core.hpp"
#include "core/contains.hpp"
#include "core/mistakes.hpp"

using namespace ansatz;
using test::contains;
using test::mistake_of;

namespace {

/// A line whose field has derivatives up to this order in its equation, by a network of these layers.
Problem of_order(std::size_t order, const Activation& activation, std::vector<std::uint32_t> hidden = {4}) {
  Problem p("order");
  const Coordinate x = p.space("x", interval(0, 1));
  const Field u = p.field("u");
  p.equation("bend", [=](At at) {
    ad::Expr sum = at(u) * at(u);
    ad::Expr derivative = at(u);
    for (std::size_t i = 0; i < order; ++i) derivative = at.d(derivative, x);
    return sum + derivative - at(x);
  });
  p.network({.hidden = std::move(hidden), .activation = activation});
  p.sampling.equation = 8;
  p.train(Adam{.steps = 1});
  return p;
}

}  // namespace

TEST_CASE("an activation in pieces has no derivatives but those of its pieces") {
  const Activation leaky{"leaky", [](ad::Expr z) { return ad::max(z, 0.1 * z); }};
  const Activation elu{"elu",
                       [](ad::Expr z) { return ad::select(ad::gt(z, z.graph().constant(0)), z, ad::exp(z) - 1.0); }};
  const Activation squared{"squared", [](ad::Expr z) { return pow(ad::max(z, z.graph().constant(0)), 2); }};
  const Activation hard{"hard", [](ad::Expr z) { return ad::sign(z); }};
  const Activation still{"still", [](ad::Expr z) { return ad::broadcast(z.graph().constant(1), z.shape()); }};
  for (const Activation& activation : {Activation{"relu"}, leaky}) {
    CAPTURE(activation.name);
    CHECK(mistake_of(of_order(1, activation)).empty());
    const std::string said = mistake_of(of_order(2, activation, {4, 4, 4}));
    CHECK_MESSAGE(contains(said,
                           "is made of pieces whose second derivative is 0, and has none where they meet; a "
                           "condition takes the second derivative of `u`"),
                  said);
  }
  CHECK(mistake_of(of_order(4, elu)).empty());
  CHECK(mistake_of(of_order(2, squared)).empty());
  CHECK(contains(mistake_of(of_order(3, squared, {4, 4})), "pieces whose third derivative is 0"));
  CHECK(contains(mistake_of(of_order(1, hard)), "the derivative of `hard` is 0 wherever there is one"));
  CHECK(contains(mistake_of(of_order(0, still)), "`still` does not depend on its argument"));
  Problem rowdy = of_order(2, {"relu"});
  rowdy.networks[0].adaptive = Rowdy{.terms = 2};
  CHECK(mistake_of(rowdy).empty());
}

TEST_CASE("layers of a polynomial lose the derivatives above their degree, unless inputs or an ansatz have them") {
  const Activation square{"square", [](ad::Expr z) { return z * z; }};
  const Activation line{"line", [](ad::Expr z) { return 2.0 * z; }};
  CHECK(mistake_of(of_order(2, square)).empty());
  CHECK(contains(mistake_of(of_order(3, square)),
                 "`square` is a polynomial of degree 2, and 1 layer of it make one of degree 2: the third derivative "
                 "of `u` is 0 everywhere"));
  CHECK(mistake_of(of_order(4, square, {4, 4})).empty());
  CHECK(contains(mistake_of(of_order(5, square, {4, 4})), "2 layers of it make one of degree 4: the 5th derivative"));
  CHECK(contains(mistake_of(of_order(2, line, {4, 4, 4})), "polynomial of degree 1"));
  Problem waves = of_order(2, line);
  waves.networks[0].inputs = {periodic(waves.coordinate_named("x"), 3)};
  CHECK(mistake_of(waves).empty());
  Problem held = of_order(2, line);
  const Coordinate x = held.coordinate_named("x");
  held.ansatz_of(held.field_named("u"), [=](At at, ad::Expr net) { return ad::sin(at(x)) * net; });
  CHECK(mistake_of(held).empty());
}
