// Statistics against published values, and against counting all there is to count.
#include "compare/statistics.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "ansatz/autodiff/error.hpp"

using namespace ansatz::compare;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

bool near(double a, double b) { return std::abs(a - b) <= 1e-12 * std::max(1.0, std::abs(b)); }

/// Of all sequences of `n` throws of a coin, the part that has `fewer` heads or less, or as few tails.
double counted(unsigned n, unsigned fewer) {
  std::uint64_t extreme = 0;
  for (std::uint64_t throws = 0; throws < (1u << n); ++throws) {
    const auto heads = static_cast<unsigned>(std::popcount(throws));
    extreme += heads <= fewer || n - heads <= fewer ? 1 : 0;
  }
  return static_cast<double>(extreme) / std::ldexp(1, static_cast<int>(n));
}

SignTest test_of(unsigned less, unsigned greater, unsigned tied) {
  std::vector<double> a, b;
  const auto add = [&](unsigned count, double x, double y) {
    a.insert(a.end(), count, x), b.insert(b.end(), count, y);
  };
  add(less, 1, 2), add(greater, 3, 2), add(tied, 2, 2);
  return sign_test(a, b);
}

}  // namespace

TEST_CASE("quartiles are those of R and NumPy") {
  const Summary four = summary_of({4, 1, 3, 2});
  CHECK(four.count == 4);
  CHECK((near(four.lower, 1.75) && near(four.median, 2.5) && near(four.upper, 3.25)));
  const Summary six = summary_of({7, 15, 36, 39, 40, 41});
  CHECK((near(six.lower, 20.25) && near(six.median, 37.5) && near(six.upper, 39.75)));
  const Summary one = summary_of({5});
  CHECK((one.lower == 5 && one.median == 5 && one.upper == 5));
  CHECK(summary_of({}).count == 0);
  CHECK(std::isnan(summary_of({}).median));
}

TEST_CASE("infinite values are the worst ones, and never make a middle that is not a number") {
  const Summary some = summary_of({1, infinity, 2, 3});
  CHECK((near(some.median, 2.5) && some.upper == infinity));
  const Summary most = summary_of({infinity, 1, infinity});
  CHECK((most.lower == infinity && most.median == infinity && most.upper == infinity));
}

TEST_CASE("the sign test counts what coins would do") {
  for (unsigned n = 1; n <= 12; ++n)
    for (unsigned less = 0; less <= n; ++less)
      CHECK(near(test_of(less, n - less, n % 3).p, counted(n, std::min(less, n - less))));
  CHECK(near(test_of(5, 15, 0).p, 0.04138946533203125));  // binom.test(5, 20) of R
  CHECK(near(test_of(2, 8, 3).p, 0.109375));
}

TEST_CASE("ties are left out of the sign test and counted, and infinities tie") {
  const SignTest test =
      sign_test(std::vector<double>{1, 2, infinity, infinity}, std::vector<double>{1, 3, infinity, 5});
  CHECK((test.less == 1 && test.greater == 1 && test.tied == 2 && test.p == 1));
  CHECK(sign_test({}, {}).p == 1);
  CHECK(sign_test(std::vector<double>{1}, std::vector<double>{1}).p == 1);
  CHECK_THROWS_AS(sign_test(std::vector<double>{1}, {}), ansatz::InternalFault);
}

TEST_CASE("no sign test of so many pairs is below the least p") {
  for (unsigned n = 1; n <= 12; ++n) CHECK(near(test_of(n, 0, 0).p, least_p(n)));
  CHECK(least_p(0) == 1);
}

TEST_CASE("Holm's correction is that of R, and never below what it corrects") {
  const std::vector<double> corrected = holm({0.01, 0.04, 0.03, 0.005});  // p.adjust(..., "holm")
  const std::vector<double> expected{0.03, 0.06, 0.06, 0.02};
  for (std::size_t k = 0; k < expected.size(); ++k) CHECK(near(corrected[k], expected[k]));
  CHECK(holm({}).empty());
  std::mt19937 random(1);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (int round = 0; round < 100; ++round) {
    std::vector<double> p(1 + random() % 20);
    for (double& value : p) value = uniform(random);
    const std::vector<double> after = holm(p);
    for (std::size_t a = 0; a < p.size(); ++a) {
      CHECK((after[a] >= p[a] && after[a] <= 1));
      CHECK(after[a] <= std::min(1.0, static_cast<double>(p.size()) * p[a]) + 1e-15);  // never beyond Bonferroni
      for (std::size_t b = 0; b < p.size(); ++b) CHECK((p[a] > p[b] || after[a] <= after[b]));
    }
  }
}
