// Functions of the user's own: what is asked of them, and what they may not give.
#include "ansatz/autodiff/elementwise.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::ad {

Elementwise::Elementwise(FunctionOfSeveral function) {
  if (function.name.empty()) throw UserError("elementwise: the function needs a name");
  if (!function.value || !function.derivative)
    throw UserError(fmt::format("elementwise: `{}` needs a value and a derivative", function.name));
  if (function.arguments == 0 || function.arguments > FunctionOfSeveral::most_arguments)
    throw UserError(fmt::format("elementwise: `{}` has {} arguments; it may have 1 to {}", function.name,
                                function.arguments, FunctionOfSeveral::most_arguments));
  definition_ = std::make_shared<const FunctionOfSeveral>(std::move(function));
}

const std::string& Elementwise::name() const { return definition_->name; }
const std::string& Elementwise::identity() const { return definition_->identity; }
const std::string& Elementwise::source() const { return definition_->source; }
std::size_t Elementwise::arguments() const { return definition_->arguments; }

double Elementwise::value(std::span<const double> x) const { return definition_->value(x); }

Expr Elementwise::derivative(std::span<const Expr> x, Expr y, std::size_t i) const {
  const Expr slope = definition_->derivative(x, y, i);
  if (!slope.valid() || &slope.graph() != &y.graph())
    throw UserError(fmt::format("`{}`: its derivative is {}", name(),
                                slope.valid() ? "a formula of another graph" : "empty; it must return a formula"));
  const Shape &of = y.shape(), &found = slope.shape();
  const bool fits = (found.rows == of.rows || found.rows == 1) && (found.cols == of.cols || found.cols == 1) &&
                    (found.axis == of.axis || !found.on_axis());
  if (!fits)
    throw UserError(fmt::format("`{}`: its derivative is a {}, of a {}", name(), describe(y.graph(), found),
                                describe(y.graph(), of)));
  return slope;
}

Elementwise elementwise(std::string name, std::function<double(double)> value,
                        std::function<Expr(Expr x, Expr y)> derivative) {
  FunctionOfSeveral function{.name = std::move(name), .value = {}, .derivative = {}};
  if (value) function.value = [value = std::move(value)](std::span<const double> x) { return value(x[0]); };
  if (derivative)
    function.derivative = [derivative = std::move(derivative)](std::span<const Expr> x, Expr y, std::size_t) {
      return derivative(x[0], y);
    };
  return Elementwise(std::move(function));
}

}  // namespace ansatz::ad
