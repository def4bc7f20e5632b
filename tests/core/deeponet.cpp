// Branch and trunk, against plain loops; what is drawn of a normal distribution; sums of waves.
#include "ansatz/core/deeponet.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/amplitudes.hpp"
#include "ansatz/core/prism.hpp"
#include "ansatz/core/sampling.hpp"
#include "built_network.hpp"

using namespace ansatz;
using test::Built;
using test::Column;
using test::tanh_of;

namespace {

Column products(Column a, const Column& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] *= b[i];
  return a;
}

Domain uncertain() {
  Domain domain{{"x", "c"}, prism(interval(0, 2), {{-3, 5}}), {}, {}};
  domain.parameters = 1;
  domain.normal[1] = {1, 0.5};
  return domain;
}

}  // namespace

TEST_CASE("a DeepONet is the sum of what a branch makes of parameters times what a trunk makes of places") {
  Built network({DeepOnet{.features = 3, .branch = {4}, .trunk = {2}}}, FixedSlopes{}, PlainWeights{}, 2);
  Built linear({DeepOnet{.features = 3, .branch = {}, .trunk = {}}}, FixedSlopes{}, PlainWeights{}, 2);
  for (const Column& at : {Column{-0.8, 0.3, 0.9}, Column{0.1, -1, 0}, Column{0.6, 0.2, -0.4}}) {
    const Column x{at[0]}, c{at[1], at[2]};
    const Column branch = network.map(2, tanh_of(network.map(1, c)));
    const Column trunk = tanh_of(network.map(4, tanh_of(network.map(3, x))));
    CHECK(network(at) == doctest::Approx(network.map(5, products(branch, trunk))[0]).epsilon(1e-13));
    const Column flat = products(linear.map(1, c), tanh_of(linear.map(2, x)));
    CHECK(linear(at) == doctest::Approx(linear.map(3, flat)[0]).epsilon(1e-13));
  }
}

TEST_CASE("a DeepONet needs parameters and places, and comes first") {
  NetworkSpec spec;
  spec.fields = {0};
  spec.layers = {DeepOnet{}};
  CHECK_THROWS_WITH_AS(count_weights(spec, 3), doctest::Contains("state that by `over` or `given`"), UserError);
  CHECK_THROWS_WITH_AS(count_weights(spec, InputRows(2, {0, 1})), doctest::Contains("the problem has none"), UserError);
  spec.layers = {Dense{4}, Act{}, DeepOnet{}};
  CHECK_THROWS_WITH_AS(count_weights(spec, InputRows(3, {1, 2})), doctest::Contains("it comes first"), UserError);
}

TEST_CASE("parameters are drawn as they are distributed, inside and on the boundary, and other coordinates evenly") {
  const Domain domain = uncertain();
  Region ends;
  ends.places.emplace_back();
  const PointSet sets[] = {sample_interior(domain, 4096, SobolPoints{}, 1, "inside"),
                           sample_boundary(domain, ends, 4096, SobolPoints{}, 1, "ends")};
  for (const PointSet& set : sets) {
    const std::vector<double> c(set.points.begin() + static_cast<std::ptrdiff_t>(set.count), set.points.end());
    for (const double deviations : {-2.0, -1.0, -0.3, 0.0, 0.7, 1.5}) {
      const auto below = std::count_if(c.begin(), c.end(), [&](double v) { return v < 1 + 0.5 * deviations; });
      const double probability = std::erfc(-deviations / std::numbers::sqrt2) / 2;
      CHECK(static_cast<double>(below) / static_cast<double>(set.count) == doctest::Approx(probability).epsilon(0.02));
    }
  }
  const PointSet& inside = sets[0];
  for (const double x : {0.2, 1.0, 1.7}) {
    const auto first = inside.points.begin(), last = first + static_cast<std::ptrdiff_t>(inside.count);
    const auto below = std::count_if(first, last, [x](double v) { return v < x; });
    CHECK(static_cast<double>(below) / 4096 == doctest::Approx(x / 2).epsilon(0.01));
  }
}

TEST_CASE("places have no distributions, and deviations are positive") {
  Domain domain = uncertain();
  domain.normal[0] = {1, 1};
  CHECK_THROWS_WITH_AS(sample_interior(domain, 9, SobolPoints{}, 0, ""), doctest::Contains("is no parameter"),
                       UserError);
  domain = uncertain();
  domain.normal[1].mean = 50;
  CHECK_THROWS_WITH_AS(sample_interior(domain, 9, SobolPoints{}, 0, ""), doctest::Contains("hardly ever in [-3, 5]"),
                       UserError);
  domain.normal[1].deviation = 0;
  CHECK_THROWS_WITH_AS(sample_interior(domain, 9, SobolPoints{}, 0, ""), doctest::Contains("the deviation 0"),
                       UserError);
}

TEST_CASE("the nearest sum of waves is found, and how far it is off") {
  std::vector<std::vector<double>> waves(3, std::vector<double>(50));
  std::vector<double> wanted(50), beyond(50);
  for (std::size_t p = 0; p < 50; ++p) {
    const double x = std::numbers::pi * (static_cast<double>(p) + 0.5) / 50;  // where cosines are orthogonal
    for (std::size_t k = 0; k < 3; ++k) waves[k][p] = std::cos(static_cast<double>(k) * x);
    wanted[p] = 2 - 0.5 * std::cos(2 * x);
    beyond[p] = wanted[p] + std::cos(5 * x);
  }
  const Amplitudes exact = nearest_sum(waves, wanted), near = nearest_sum(waves, beyond);
  for (const Amplitudes& found : {exact, near}) {
    CHECK(found.values[0] == doctest::Approx(2));
    CHECK(std::abs(found.values[1]) < 1e-12);
    CHECK(found.values[2] == doctest::Approx(-0.5));
  }
  CHECK(exact.misfit < 1e-12);
  CHECK(near.misfit == doctest::Approx(std::sqrt(0.5 / (4 + 0.125 + 0.5))));
  wanted[7] = NAN;
  CHECK_THROWS_WITH_AS(nearest_sum(waves, wanted), "the function is not finite everywhere", UserError);
}
