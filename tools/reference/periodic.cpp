// ETDRK4 in Fourier space. The names of the coefficients and stages are those of Kassam and Trefethen.
#include "periodic.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <unsupported/Eigen/FFT>

namespace reference {
namespace {

using Vector = std::vector<Complex>;
using std::numbers::pi;

// exp(h L), exp(h L / 2) and the four weights of the scheme, for one mode. Their formulas cancel near h L = 0, so
// they are means over a circle around h L, on which they do not.
struct Coefficients {
  Complex E, E2, Q, f1, f2, f3;
};

Coefficients coefficients(Complex L, double h) {
  constexpr int points = 64;
  Coefficients c{std::exp(h * L), std::exp(h * L / 2.0), 0, 0, 0, 0};
  for (int j = 0; j < points; ++j) {
    const Complex z = h * L + std::polar(1.0, 2 * pi * (j + 0.5) / points), e = std::exp(z), z3 = z * z * z;
    const double share = h / points;
    c.Q += share * (std::exp(z / 2.0) - 1.0) / z;
    c.f1 += share * (-4.0 - z + e * (4.0 - 3.0 * z + z * z)) / z3;
    c.f2 += share * (2.0 + z + e * (z - 2.0)) / z3;
    c.f3 += share * (-4.0 - 3.0 * z - z * z + e * (4.0 - z)) / z3;
  }
  return c;
}

class Stepper {
 public:
  Stepper(const Periodic& problem, std::size_t modes, double h) : problem_(problem), values_(modes), spectrum_(modes) {
    for (std::size_t m = 0; m < modes; ++m) {
      const double k = wave_number(m);
      coefficients_.push_back(coefficients(problem.linear(k), h));
      multiplier_.push_back(2 * m == modes ? 0 : problem.multiplier(k));  // the highest mode has no sign of its own
    }
    project_start();
    for (Vector* stage : {&a_, &b_, &c_}) stage->resize(modes);
  }

  void step() {
    const std::size_t modes = v_.size();
    nonlinear(v_, Nv_);
    for (std::size_t m = 0; m < modes; ++m) a_[m] = at(m).E2 * v_[m] + at(m).Q * Nv_[m];
    nonlinear(a_, Na_);
    for (std::size_t m = 0; m < modes; ++m) b_[m] = at(m).E2 * v_[m] + at(m).Q * Na_[m];
    nonlinear(b_, Nb_);
    for (std::size_t m = 0; m < modes; ++m) c_[m] = at(m).E2 * a_[m] + at(m).Q * (2.0 * Nb_[m] - Nv_[m]);
    nonlinear(c_, Nc_);
    for (std::size_t m = 0; m < modes; ++m) {
      v_[m] = at(m).E * v_[m] + at(m).f1 * Nv_[m] + 2.0 * at(m).f2 * (Na_[m] + Nb_[m]) + at(m).f3 * Nc_[m];
    }
  }

  const Vector& values() {
    fft_.inv(values_, v_);
    return values_;
  }

  double x(std::size_t i) const {
    return problem_.lower +
           (problem_.upper - problem_.lower) * static_cast<double>(i) / static_cast<double>(values_.size());
  }

 private:
  double wave_number(std::size_t m) const {
    const auto modes = static_cast<double>(values_.size()), index = static_cast<double>(m);
    return 2 * pi / (problem_.upper - problem_.lower) * (2 * index > modes ? index - modes : index);
  }

  // From 32 times as many samples: where the start has a corner, its interpolant at the points of the grid alone
  // errs in the low modes by 1/N^2, which stays; the high modes that are left out here are damped or small.
  void project_start() {
    constexpr std::size_t finer = 32;
    const std::size_t modes = values_.size();
    Vector samples(finer * modes), all;
    const double period = problem_.upper - problem_.lower;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      samples[i] =
          problem_.start(problem_.lower + period * static_cast<double>(i) / static_cast<double>(samples.size()));
    }
    fft_.fwd(all, samples);
    v_.assign(modes, 0);
    for (std::size_t m = 0; 2 * m < modes; ++m) v_[m] = all[m] / double(finer);
    for (std::size_t m = 1; 2 * m < modes; ++m) v_[modes - m] = all[samples.size() - m] / double(finer);
  }

  const Coefficients& at(std::size_t m) const { return coefficients_[m]; }

  void nonlinear(const Vector& v, Vector& out) {
    fft_.inv(spectrum_, v);
    for (Complex& u : spectrum_) u = problem_.nonlinear(u);
    fft_.fwd(out, spectrum_);
    for (std::size_t m = 0; m < out.size(); ++m) out[m] *= multiplier_[m];
  }

  const Periodic& problem_;
  Eigen::FFT<double> fft_;
  std::vector<Coefficients> coefficients_;
  Vector multiplier_, values_, spectrum_;
  Vector v_, a_, b_, c_, Nv_, Na_, Nb_, Nc_;
};

}  // namespace

Table solve(const Periodic& problem, std::size_t modes, std::size_t steps, std::size_t intervals_x,
            std::size_t intervals_t) {
  if (intervals_x == 0 || intervals_t == 0 || modes % intervals_x != 0 || steps % intervals_t != 0) {
    throw std::invalid_argument("modes and steps must be multiples of the intervals of the table");
  }
  Table table{intervals_x, intervals_t, {}};
  Stepper stepper(problem, modes, problem.end / static_cast<double>(steps));
  for (std::size_t i = 0; i <= intervals_x; ++i) {  // the start itself, not its Fourier sum
    table.values.push_back(problem.start(stepper.x(i * (modes / intervals_x))));
  }
  for (std::size_t j = 0; j < intervals_t; ++j) {
    for (std::size_t s = 0; s < steps / intervals_t; ++s) stepper.step();
    const auto& values = stepper.values();
    for (std::size_t i = 0; i <= intervals_x; ++i) table.values.push_back(values[i * (modes / intervals_x) % modes]);
  }
  return table;
}

Difference compare(const Table& a, const Table& b) {
  double apart = 0, size = 0, most = 0;
  for (std::size_t k = 0; k < a.values.size(); ++k) {
    apart += std::norm(a.values[k] - b.values.at(k));
    size += std::norm(a.values[k]);
    most = std::max(most, std::abs(a.values[k] - b.values[k]));
  }
  return {std::sqrt(apart / size), most};
}

}  // namespace reference
