// Gradients by Adept 2: its tape holds derivatives at one point, so each evaluation records anew, as its users do.
#include <adept.h>

#include <memory>

#include "measure.hpp"

int main(int count, char** arguments) {
  return bench::measure("Adept 2", count, arguments, [](const std::string& name) -> bench::Gradient {
    const auto stack = std::make_shared<adept::Stack>();
    const auto x = std::make_shared<std::vector<adept::adouble>>(bench::start(name).size());
    return [stack, x, name](const std::vector<double>& at, std::vector<double>& result) {
      adept::set_values(x->data(), x->size(), at.data());
      stack->new_recording();
      adept::adouble y = bench::value(name, *x);
      y.set_gradient(1.0);
      stack->compute_adjoint();
      adept::get_gradients(x->data(), x->size(), result.data());
      return y.value();
    };
  });
}
