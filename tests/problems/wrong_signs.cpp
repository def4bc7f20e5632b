// Does the oracle notice mistakes? Small problems, one for each thing that it knows: as they stand they are satisfied,
// with a wrong sign or side they are not. What it does not know is an error. The gallery itself: exact.cpp.
#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "misfit.hpp"

namespace {

struct Problem {
  std::string text;
  std::vector<std::pair<std::string, std::string>> mistakes;
};

const std::vector<Problem> problems = {
    {R"(domain (x, y) in disk([0, 0], 1)
        field u
        eq -lap(u) = 4
        bc dn(u) + 2*u = 0 on boundary
        exact u = 2 - x^2 - y^2)",
     {{"-lap", "lap"}, {"dn(u) +", "-dn(u) +"}}},
    {R"(domain (x, y, z) in shell([0, 0, 0], 0.5, 2)  # the normal of the inner boundary points to the centre
        field u
        eq div(grad(u)) = 0
        bc dn(u) = 4 on boundary(ball([0, 0, 0], 0.5))
        bc dot(normal, grad(u)) = -1/4 on boundary(ball([0, 0, 0], 2))
        exact u = 1/sqrt(x^2 + y^2 + z^2))",
     {{"= 4", "= -4"}, {"-1/4", "1/4"}, {"div(grad(u))", "div(norm(grad(u))*grad(u))"}}},
    {R"(domain (x, y) in rect([-1, -1], [1, 1]) - rect([0, -1], [1, 0])
        field u
        eq d(u, x, y) + dx(u) = 1
        bc dn(u) = 1 on x = 0  # part of a line that goes on inside
        bc dn(u) = 0 on y = 0 where x > 0.5
        exact u = x)",
     {{"= 1 on", "= -1 on"}, {"= 0 on", "= 0.1 on"}, {"d(u, x, y) +", "d(u, x, x) -"}}},
    {R"(domain (x, y) in rect([0, 0], [3, 3])
        time t in [0, 1]
        field u, v, p
        eq [u_t, v_t] + advect([u, v], [u, v]) + grad(p) = 0.1*lap([u, v])
        eq div([u, v]) = 0
        ic [u, v] = [sin(x)*cos(y), -cos(x)*sin(y)]
        bc p = 1/2*exp(-0.4*t) on point([0, 0])
        exact u = sin(x)*cos(y)*exp(-0.2*t), v = -cos(x)*sin(y)*exp(-0.2*t), p = (cos(2*x) + cos(2*y))/4*exp(-0.4*t))",
     {{"+ advect", "- advect"},
      {"+ grad", "- grad"},
      {"0.1*lap", "-0.1*lap"},
      {"div([u, v])", "div([u, -v])"},
      {"-cos(x)*sin(y)]", "cos(x)*sin(y)]"},
      {"p = 1/2", "p = -1/2"}}},
    {R"(domain r in [0.2, 1] with coordinates = spherical
        time t in [0, 0.3]
        field u
        eq u_t = lap(u)
        ic u = sin(pi*r)/r
        exact u = sin(pi*r)/r*exp(-pi^2*t))",
     {{"= lap", "= -lap"}, {"spherical", "polar"}, {"spherical", "cylindrical"}}},
    {R"(domain (r, angle) in rect([0.5, 0.1], [2, 3]) with coordinates = spherical
        field u
        eq lap(u) = 0
        eq div(cos(angle)*grad(u)) = 3*cos(angle)*sin(angle)^2
        bc dn(u) = -3*r*sin(angle)*cos(angle) on angle = 3
        exact u = r^2*(3*cos(angle)^2 - 1)/2)",
     {{"spherical", "polar"}, {"dn(u) =", "dn(u) = -"}, {"3*cos(angle)*sin", "-3*cos(angle)*sin"}}},
    {R"(domain x in [0, 1]
        time t in [0, 2]
        field u
        field s of t
        eq u_t = -u + integral(exp(w - t)*u(t = w), w in [0, t])
        eq s_t = integral(x*u, x in [0, 1]) + u_x(x = 1)
        exact u = exp(-t)*cosh(t), s = (t + (1 - exp(-2*t))/2)/4)",
     {{"+ integral", "- integral"},
      {"[0, t]", "[t, 0]"},
      {"u(t = w)", "u"},
      {"x*u", "-x*u"},
      {"u_x(x = 1)", "u(x = 1)"}}},
    {R"(domain x in [0, 1]
        time t in [1, 3]
        field u
        eq caputo(u, t, 1/2) = x*8/3*sqrt((t - 1)^3/pi)
        exact u = 5 + x*(t - 1)^2)",
     {{"= x*8", "= -x*8"}, {"1/2", "0.4"}, {"u, t", "t, t"}, {"[1, 3]", "[0, 3]"}}},
    {R"(domain x in [0, 1]
        region left = x < 0.5
        region right = not left
        field u on left, u on right
        let k = if left then 1 else 4
        let flux(f) = -k*dx(f)
        eq dx(flux(u)) = 0
        eq flux(u) = -4 on left
        eq u_x = 1 on right where x < 0.9
        bc k*dn(u) = 4 on x = 1
        bc jump(u) = 0, jump(k*dn(u)) = 0, jump(dn(u)) = -3 on interface(left, right)
        bc jump(u_x) = 3 on interface(x > 0.5, left)
        exact u = if left then 4*x else 3/2 + x)",
     {{"jump(k*dn", "jump(dn"},
      {"= -3", "= 3"},
      {"= 3 on", "= -3 on"},
      {"jump(u) = 0", "jump(u) = 0.1"},
      {"= -4 on left", "= 4 on left"},
      {"u_x = 1 on right", "u_x = 1 on left"},
      {"else 3/2", "else -3/2"}}},
    {R"(domain (x, y) in disk([0, 0], 2)
        region wire = disk([0, 0], 0.5)
        field A on wire, A on not wire
        eq -lap(A) = if wire then 4 else 0
        bc dn(A) = -1/4 on boundary
        bc jump(A) = 0, jump(dn(A)) = 0 on interface(wire, not wire)
        let r2 = x^2 + y^2
        exact A = if r2 < 0.25 then 0.25 - r2 else -0.25*log(4*r2))",
     {{"then 4", "then -4"},
      {"-1/4 on", "1/4 on"},
      {"jump(dn(A))", "jump((if wire then 1 else 2)*dn(A))"},
      {"else -0.25", "else 0.25"}}},
    {R"(domain x in [-1, 1]
        time t in [0, 1]
        field h complex
        eq i*h_t + h_xx/2 + abs2(h)*h = -2*i*h/h + (h - h + 1)*2*i
        ic re(h) = cos(2*x), im(h) = sin(2*x)
        bc dn(h)*conj(h) = 2*i on x = 1
        exact h = exp(2*i*x - i*t))",
     {{"i*h_t", "-i*h_t"}, {"= sin(2", "= -sin(2"}, {"= 2*i on", "= -2*i on"}, {"dn(h)*conj(h)", "dn(h)*h"}}},
    {R"(time t in [0, 4]
        field x, few
        unknown rate = 0.5 in [0, 1]
        eq x_tt = -rate*x, few_t = -few
        ic x = 1, x_t = 0
        check few >= 0
        check x = cos(4) on t = 4 with tolerance = 1e-3
        exact x = cos(t), few = exp(-t), rate = 1)",
     {{"-rate", "rate"}, {"few >= 0", "few <= 0"}, {"x = cos(4)", "x = 0.01 + cos(4)"}, {"rate = 1", "rate = -1"}}},
};

}  // namespace

TEST_CASE("small problems are satisfied as they stand, and not with a mistake") {
  for (const Problem& problem : problems) {
    CAPTURE(problem.text);
    CHECK(oracle::misfit(problem.text) < oracle::tolerance);
    for (const auto& mistake : problem.mistakes) {
      CAPTURE(mistake.first);
      CHECK(oracle::misfit(oracle::replaced(problem.text, mistake.first, mistake.second)) > 0.001);
    }
  }
}

TEST_CASE("the boundary of a difference has the faces of what is cut out, and none of what is gone") {
  const oracle::File file(R"(domain (x, y) in rect([-1, -1], [1, 1]) - rect([0, -1], [1, 0])
                             field u
                             bc u = 0 on boundary)");
  std::mt19937 random(1);
  std::set<std::pair<int, int>> normals;  // of the two inner faces
  for (const oracle::Spot& spot : spots(file, file.conditions.at(0), random)) {
    const long double x = spot.place.at("x"), y = spot.place.at("y");
    CHECK((x <= 0 || y >= 0));
    if (x == 0 || y == 0) normals.insert({static_cast<int>(spot.normal.at(0)), static_cast<int>(spot.normal.at(1))});
  }
  CHECK(normals == std::set<std::pair<int, int>>{{1, 0}, {0, -1}});
}

TEST_CASE("special functions have the values of tables") {
  const std::vector<std::pair<std::string, double>> values = {
      {"bessel_j(0, 2)", 0.22389077914123567},     {"bessel_j(1, -2)", -0.57672480775687339},
      {"bessel_y(1, 3)", 0.32467442479179998},     {"bessel_i(1, 2)", 1.5906368546373291},
      {"bessel_k(1/3, 2)", 0.11654496129616525},   {"bessel_j_zero(0, 1)", 2.4048255576957728},
      {"bessel_j_zero(1, 3)", 10.173468135062722}, {"airy_ai(1)", 0.13529241631288141},
      {"airy_ai(-2)", 0.22740742820168558},        {"airy_bi(1)", 1.2074235949528713},
      {"airy_bi(-2)", -0.41230258795639849},       {"elliptic_k(0.5)", 1.6857503548125961},
      {"elliptic_e(0.5)", 1.4674622093394272},     {"erf(0.5) + erfc(0.5)", 1},
      {"atan2(1, -1)", 2.3561944901923449},        {"integral(s^2*exp(-s), s in [0, 3])", 1.1536198377463207}};
  for (const auto& value : values) {
    CAPTURE(value.first);
    const oracle::File file("time t in [0, 1] field u exact u = " + value.first);
    const oracle::Value found = oracle::value(file, file.fields.at("u").exact, {{{"t", 0}}, {}});
    CHECK(std::abs(static_cast<double>(found.number.real()) - value.second) < 1e-14);
  }
}

TEST_CASE("what the oracle does not know is an error") {
  const std::string head = R"(domain (x, y) in rect([0, 0], [1, 1])
                              region left = x < 0.5
                              field u on left, u on not left
                              field v
                              exact u = x, v = y )";
  CHECK(oracle::misfit(head + "bc jump(u) = 0 on interface(left, not left)") < oracle::tolerance);
  for (const char* statement : {"eq curl([u, v]) = 0",
                                "eq sinc(u) = 0",
                                "eq dn(u) = 0",
                                "eq jump(u) = 0",
                                "eq [u, v] = 0",
                                "eq u + [u, v] = 0",
                                "eq div(u) = 0",
                                "eq lap(u, v) = 0",
                                "eq d(u) = 0",
                                "eq advect([u], v) = 0",
                                "eq w = 0",
                                "eq u_z = 0",
                                "eq v(z = 1) = 0",
                                "eq u(left) = 0",
                                "eq re(u) = 0",
                                "eq sum(k in 1..3, u) = 0",
                                "eq integral(exp(-s), s in [0, inf]) = 0",
                                "eq u_xxxxxxx = 0",
                                "eq u < 0",
                                "bc u = x on interface(left, not left)",
                                "bc u = x on boundary(polygon([[0, 0], [1, 0], [0, 1]]))",
                                "bc u = x on boundary(disk([5, 5], 1))",
                                "bc u = x on interface(x + y < 1, left)",
                                "eq u = x on nowhere"}) {
    CAPTURE(statement);
    CHECK_THROWS(oracle::misfit(head + statement));
  }
}
