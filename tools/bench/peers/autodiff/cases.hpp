// The functions whose gradients are timed, written once for any scalar type: double, or what a library traces with.
//
//   rosenbrock   sum of 100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2 over 1,000 scalars (Rosenbrock 1960, extended)
//   network      mean squared error of a tanh network 2-20-20-20-1 at 1,000 points, by its 921 weights and biases
//   pendulum     where a damped pendulum is after 200 steps of the classical Runge-Kutta method, by its 4 parameters
//
// Read next: measure.hpp, what a program of this folder prints.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {

/// Number i of a sequence that fills [0, 1) evenly: multiples of an irrational number, which differs by `stream`.
inline double even(std::size_t i, std::size_t stream) {
  constexpr std::array<double, 3> irrational{0.6180339887498949, 0.7548776662466927, 0.5698402909980532};
  const double value = static_cast<double>(i + 1) * irrational[stream];
  return value - std::floor(value);
}

template <class T>
T rosenbrock(const std::vector<T>& x) {
  const auto term = [&](std::size_t i) {
    const T valley = x[i + 1] - x[i] * x[i], side = 1.0 - x[i];
    return T(100.0 * valley * valley + side * side);
  };
  T sum = term(0);
  for (std::size_t i = 1; i + 1 < x.size(); ++i) sum = sum + term(i);
  return sum;
}

/// Widths of the layers of `network`, its points and what it is fitted to.
inline constexpr std::array<std::size_t, 5> widths{2, 20, 20, 20, 1};
inline constexpr std::size_t network_points = 1000;
inline double coordinate(std::size_t point, std::size_t i) { return 2 * even(point, i) - 1; }
inline double target(std::size_t point) { return std::sin(3 * coordinate(point, 0)) * std::exp(coordinate(point, 1)); }

/// For every layer the matrix of weights, row by row, then the biases.
inline std::size_t network_size() {
  std::size_t size = 0;
  for (std::size_t k = 1; k < widths.size(); ++k) size += widths[k] * (widths[k - 1] + 1);
  return size;
}

template <class T>
T network(const std::vector<T>& theta) {
  using std::tanh;
  std::vector<T> values, next;
  const auto squared_error = [&](std::size_t point) {
    std::size_t weight = 0;
    for (std::size_t k = 1; k < widths.size(); ++k) {
      const std::size_t in = widths[k - 1], out = widths[k], bias = weight + in * out;
      next.clear();
      for (std::size_t i = 0; i < out; ++i) {
        T z = theta[bias + i];
        for (std::size_t j = 0; j < in; ++j)
          z = z + theta[weight + i * in + j] * (k == 1 ? T(coordinate(point, j)) : values[j]);
        next.push_back(k + 1 < widths.size() ? T(tanh(z)) : z);
      }
      std::swap(values, next);
      weight = bias + out;
    }
    const T error = values[0] - target(point);
    return T(error * error);
  };
  T sum = squared_error(0);
  for (std::size_t point = 1; point < network_points; ++point) sum = sum + squared_error(point);
  return sum * (1.0 / static_cast<double>(network_points));
}

/// p: angle and angular velocity at the start, damping, gravity over length.
template <class T>
T pendulum(const std::vector<T>& p) {
  using std::sin;
  constexpr int steps = 200;
  constexpr double h = 0.02;
  T angle = p[0], velocity = p[1];
  const auto acceleration = [&](const T& a, const T& v) { return T(0.0 - p[2] * v - p[3] * sin(a)); };
  for (int step = 0; step < steps; ++step) {
    const T a1 = velocity, v1 = acceleration(angle, velocity);
    const T a2 = velocity + 0.5 * h * v1, v2 = acceleration(angle + 0.5 * h * a1, a2);
    const T a3 = velocity + 0.5 * h * v2, v3 = acceleration(angle + 0.5 * h * a2, a3);
    const T a4 = velocity + h * v3, v4 = acceleration(angle + h * a3, a4);
    angle = angle + h / 6 * (a1 + 2.0 * (a2 + a3) + a4);
    velocity = velocity + h / 6 * (v1 + 2.0 * (v2 + v3) + v4);
  }
  return angle;
}

/// Where the gradient is taken.
inline std::vector<double> start(std::string_view name) {
  if (name == "pendulum") return {1.0, 0.5, 0.2, 9.81};
  std::vector<double> x(name == "network" ? network_size() : 1000);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = name == "network" ? 0.8 * even(i, 2) - 0.4 : 0.5 + even(i, 2);
  return x;
}

template <class T>
T value(std::string_view name, const std::vector<T>& x) {
  if (name == "rosenbrock") return rosenbrock(x);
  if (name == "network") return network(x);
  if (name == "pendulum") return pendulum(x);
  throw std::invalid_argument("there is no such case");
}

}  // namespace bench
