// The equations, as multipliers and functions. Adding one is adding an entry here and a line in main.cpp's table.
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include "periodic.hpp"

namespace reference {
namespace {

constexpr Complex i{0, 1};
using std::numbers::pi;

// u_t = diffusivity u_xx + rate (u - u^3), u(x, 0) = x^2 cos(pi x): with 1e-4 and 5 from Raissi, Perdikaris and
// Karniadakis (2019). The start has a corner at x = +-1.
Periodic allen_cahn(std::string name, double diffusivity, double rate) {
  Periodic p{std::move(name), {"u"}, -1, 1, 1, {}, {}, {}, {}};
  p.start = [](double x) { return Complex(x * x * std::cos(pi * x)); };
  p.linear = [=](double k) { return Complex(rate - diffusivity * k * k); };
  p.multiplier = [](double) { return Complex(1); };
  p.nonlinear = [=](Complex u) { return -rate * u * u * u; };
  return p;
}

// u_t + u u_x + 0.022^2 u_xxx = 0, u(x, 0) = cos(pi x): Zabusky and Kruskal (1965).
Periodic korteweg_de_vries() {
  Periodic p{"kdv", {"u"}, -1, 1, 1, {}, {}, {}, {}};
  p.start = [](double x) { return Complex(std::cos(pi * x)); };
  p.linear = [](double k) { return i * (0.022 * 0.022 * k * k * k); };
  p.multiplier = [](double k) { return -i * k; };
  p.nonlinear = [](Complex u) { return 0.5 * u * u; };
  return p;
}

// i h_t + h_xx / 2 + |h|^2 h = 0, h(x, 0) = 2 sech x, h = u + i v: from the same paper. The start has a small corner at
// x = +-5.
Periodic schroedinger() {
  Periodic p{"schroedinger", {"u", "v"}, -5, 5, pi / 2, {}, {}, {}, {}};
  p.start = [](double x) { return Complex(2 / std::cosh(x)); };
  p.linear = [](double k) { return -i * (k * k / 2); };
  p.multiplier = [](double) { return Complex(1); };
  p.nonlinear = [](Complex h) { return i * std::norm(h) * h; };
  return p;
}

}  // namespace

Periodic thick_walls() { return allen_cahn("act_bench_allen_cahn", 1e-2, 2); }

std::vector<Periodic> problems() { return {allen_cahn("allen_cahn", 1e-4, 5), korteweg_de_vries(), schroedinger()}; }

}  // namespace reference
