// What every program of this folder does:  PROGRAM CASE [SECONDS]
//
// It computes value and gradient once, then again and again for SECONDS of processor time (0: not at all), and prints
// one line of JSON:
// {"library", "value", "gradient": [...], "microseconds": the median of one evaluation of value and gradient}.
#pragma once

#include <time.h>  // clock_gettime is of POSIX

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "cases.hpp"

namespace bench {

/// Writes the gradient at x and returns the value there. What can be done before x is known was done before.
using Gradient = std::function<double(const std::vector<double>& x, std::vector<double>& gradient)>;

/// Of this thread on a processor: what else the machine does meanwhile does not count.
inline double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

inline double median_microseconds(const Gradient& gradient, const std::vector<double>& x, double seconds) {
  std::vector<double> times, result(x.size());
  const double begin = processor_seconds();
  for (double now = begin; now - begin < seconds;) {
    gradient(x, result);
    const double done = processor_seconds();
    times.push_back(1e6 * (done - now));
    now = done;
  }
  if (times.empty()) return 0;
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  return times[times.size() / 2];
}

/// `prepare` makes the gradient of a case.
inline int measure(const std::string& library, int count, char** arguments,
                   const std::function<Gradient(const std::string& name)>& prepare) {
  if (count < 2) {
    std::fprintf(stderr, "usage: %s rosenbrock|network|pendulum [SECONDS]\n", arguments[0]);
    return 2;
  }
  const std::string name = arguments[1];
  const std::vector<double> x = start(name);
  std::vector<double> result(x.size());
  const Gradient gradient = prepare(name);
  const double at_x = gradient(x, result);
  const double microseconds = median_microseconds(gradient, x, count > 2 ? std::atof(arguments[2]) : 0);
  std::printf("{\"library\": \"%s\", \"microseconds\": %.4g, \"value\": %.17g, \"gradient\": [", library.c_str(),
              microseconds, at_x);
  for (std::size_t i = 0; i < result.size(); ++i) std::printf("%s%.17g", i == 0 ? "" : ", ", result[i]);
  std::printf("]}\n");
  return 0;
}

}  // namespace bench
