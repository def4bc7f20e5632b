// Gradients by ADOL-C: a tape is written once, then evaluated forward and in reverse.
#include <adolc/adolc.h>

#include "measure.hpp"

int main(int count, char** arguments) {
  return bench::measure("ADOL-C", count, arguments, [](const std::string& name) -> bench::Gradient {
    constexpr short tape = 1;
    constexpr unsigned int buffer =
        1u << 26;  // operations, locations, values, Taylor coefficients: none goes to a file
    const std::vector<double> start = bench::start(name);
    trace_on(tape, 1, buffer, buffer, buffer, buffer, 1);
    std::vector<adouble> x(start.size());
    for (std::size_t i = 0; i < x.size(); ++i) x[i] <<= start[i];
    adouble y = bench::value(name, x);
    double value = 0;
    y >>= value;
    trace_off();
    return [](const std::vector<double>& at, std::vector<double>& result) {
      double y_at = 0;
      const int n = static_cast<int>(at.size());
      ::zos_forward(tape, 1, n, 1, at.data(), &y_at);
      const double one = 1;
      ::fos_reverse(tape, 1, n, const_cast<double*>(&one), result.data());
      return y_at;
    };
  });
}
