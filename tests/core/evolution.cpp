// How far solutions of ordinary differential equations go, and the windows of time that follow from it.
#include "ansatz/core/evolution.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "ansatz/core/train.hpp"
#include "core/contains.hpp"
#include "core/window_problems.hpp"

using namespace ansatz;
using test::contains;

namespace {

/// u'' + damping u' + k^2 u = 0 from u = 1, u' = 0.
Problem oscillator(double k, double until, double damping = 0) {
  Problem p("oscillator");
  const Coordinate t = p.time("t", 0, until);
  const Field u = p.field("u");
  p.equation("motion", [=](At at) { return at.d(u, t, t) + damping * at.d(u, t) + k * k * at(u); });
  p.initial("height", [=](At at) { return at(u) - 1.0; });
  p.initial("velocity", [=](At at) { return at.d(u, t); });
  p.exact_of(u, [=](At at) { return ad::cos(k * at(t)); });
  p.network({.hidden = {12, 12}});
  p.sampling.equation = 200;
  p.compute.threads = 1;
  p.train(Lm{.steps = 60});
  return p;
}

/// u' = f(u) from a value.
Problem motion(double start, double until, std::function<ad::Expr(ad::Expr)> f) {
  Problem p("motion");
  const Coordinate t = p.time("t", 0, until);
  const Field u = p.field("u");
  p.equation("motion", [=](At at) { return at.d(u, t) - f(at(u)); });
  p.initial("start", [=](At at) { return at(u) - start; });
  return p;
}

/// An epidemic: it grows by e every two days, and then dies down.
Problem epidemic() {
  Problem p("epidemic");
  const Coordinate t = p.time("t", 0, 60);
  const Field s = p.field("S"), i = p.field("I");
  p.equation("healthy", [=](At at) { return at.d(s, t) + 0.8 * at(i) * at(s); });
  p.equation("ill", [=](At at) { return at.d(i, t) - 0.8 * at(i) * at(s) + at(i) / 4; });
  p.initial("some", [=](At at) { return at(s) - 0.995; });
  p.initial("few", [=](At at) { return at(i) - 0.005; });
  return p;
}

}  // namespace

TEST_CASE("what turns goes as far as its angle") {
  for (const double k : {0.5, 3.0, 20.0}) {
    CAPTURE(k);
    CHECK(distance_of(oscillator(k, 10)) == doctest::Approx(10 * k).epsilon(0.02));
  }
}

TEST_CASE("what grows goes as far as its logarithm, until it stands") {
  CHECK(distance_of(motion(1e-3, 20, [](ad::Expr u) { return 0.3 * u; })) == doctest::Approx(6).epsilon(0.02));
  // u' = u (1 - u) grows from 1/1000 to a half in log(1000), and dies down to 1 in about as long.
  const double distance = distance_of(motion(1e-3, 100, [](ad::Expr u) { return u * (1 - u); }));
  CHECK(distance > std::log(1e3));
  CHECK(distance < 4 * std::log(1e3));
}

TEST_CASE("a decay counts while it lasts, however fast it is and however long nothing happens after it") {
  const auto decay = [](double rate) { return distance_of(motion(1, 10, [=](ad::Expr u) { return -rate * u; })); };
  CHECK(decay(1) == doctest::Approx(std::log(1e2)).epsilon(0.2));    // until 10 exp(-t) = 0.1
  CHECK(decay(1e4) == doctest::Approx(std::log(1e6)).epsilon(0.2));  // until 1e5 exp(-1e4 t) = 0.1
  CHECK(windows_of(motion(1, 10, [](ad::Expr u) { return -1e4 * u; })) <= 3);
}

TEST_CASE("windows are as many as it takes for none to go far") {
  CHECK(windows_of(oscillator(1, 5.5)) == 1);
  CHECK(windows_of(oscillator(1, 11)) == 2);
  CHECK(windows_of(oscillator(10, 10)) == 17);
  CHECK(windows_of(oscillator(1e4, 10)) == most_windows);
  const std::size_t of_epidemic = windows_of(epidemic());
  CHECK(of_epidemic >= 4);
  CHECK(of_epidemic <= 6);
}

TEST_CASE("who says how many windows there are is obeyed, and nothing is said of it") {
  Problem p = oscillator(10, 10);
  REQUIRE(windows_in_words(p).size() == 1);
  CHECK(contains(windows_in_words(p)[0], "time is cut into 17 windows"));
  for (const std::size_t windows : {1, 3}) {
    p.sampling.windows = windows;
    CHECK(windows_of(p) == windows);
    CHECK(windows_in_words(p).empty());
  }
}

TEST_CASE("no windows where a stage takes all its steps, or something speaks of all times at once") {
  struct Case {
    const char* why;
    std::function<void(Problem&)> change;
  };
  const Coordinate t{0, "t"};
  const std::vector<Case> cases = {
      {"adam", [](Problem& p) { p.stages.insert(p.stages.begin(), Adam{.steps = 10}); }},
      {"fit", [](Problem& p) { p.fit("known", [u = p.field_named("u")](At at) { return at(u); }); }},
      {"unknown", [](Problem& p) { p.unknown("k"); }},
      {"periodic", [t](Problem& p) { p.networks[0].inputs = {periodic(t)}; }},
      {"no start", [](Problem& p) { p.conditions.pop_back(); }},
      {"an equation more", [](Problem& p) { p.equation("more", [u = p.field_named("u")](At at) { return at(u); }); }},
  };
  for (const Case& c : cases) {
    CAPTURE(c.why);
    Problem p = oscillator(10, 10);
    c.change(p);
    CHECK(windows_of(p) == 1);
  }
  CHECK(windows_of(test::wave(0)) == 1);  // it has space
}

TEST_CASE("paths that cannot be followed are as far as nothing") {
  CHECK(distance_of(motion(1, 2, [](ad::Expr u) { return u * u; })) == 0);  // infinite at t = 1
  CHECK(distance_of(motion(1, 2, [](ad::Expr u) { return ad::sqrt(u - 2); })) == 0);
}

TEST_CASE("an oscillation of many turns is solved in windows by itself, and says so") {
  const Solution solution = solve(oscillator(6, 4.6));
  CHECK(solution.windows() == 5);
  CHECK(solution.outcome().last.errors.at(0).l2_relative < 1e-4);
  bool said = false;
  for (const Event& event : solution.outcome().events) said |= contains(event.text, "cut into 5 windows");
  CHECK(said);
}
