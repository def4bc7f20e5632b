// The value in doubles, and the gradient by central differences: what the libraries are checked against.
#include "measure.hpp"

int main(int count, char** arguments) {
  return bench::measure("plain doubles", count, arguments, [](const std::string& name) -> bench::Gradient {
    return [name](const std::vector<double>& x, std::vector<double>& gradient) {
      constexpr double h = 1e-5;  // about the cube root of the rounding error: the best for central differences
      std::vector<double> at = x;
      for (std::size_t i = 0; i < x.size(); ++i) {
        at[i] = x[i] + h;
        const double above = bench::value(name, at);
        at[i] = x[i] - h;
        gradient[i] = (above - bench::value(name, at)) / (2 * h);
        at[i] = x[i];
      }
      return bench::value(name, x);
    };
  });
}
