// Gradients by CppAD: a tape is recorded and optimised once, then evaluated forward and in reverse.
#include <cppad/cppad.hpp>
#include <memory>

#include "measure.hpp"

int main(int count, char** arguments) {
  return bench::measure("CppAD", count, arguments, [](const std::string& name) -> bench::Gradient {
    const std::vector<double> start = bench::start(name);
    std::vector<CppAD::AD<double>> x(start.begin(), start.end()), y(1);
    CppAD::Independent(x);
    y[0] = bench::value(name, x);
    const auto function = std::make_shared<CppAD::ADFun<double>>(x, y);
    function->optimize();
    return [function](const std::vector<double>& at, std::vector<double>& result) {
      const double y_at = function->Forward(0, at)[0];
      result = function->Reverse(1, std::vector<double>{1.0});
      return y_at;
    };
  });
}
