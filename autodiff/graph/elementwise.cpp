#include "ansatz/autodiff/elementwise.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::ad {

struct Elementwise::Definition {
  std::string name;
  std::function<double(double)> value;
  std::function<Expr(Expr, Expr)> derivative;
};

const std::string& Elementwise::name() const { return definition_->name; }

double Elementwise::value(double x) const { return definition_->value(x); }

Expr Elementwise::derivative(Expr x, Expr y) const {
  const Expr slope = definition_->derivative(x, y);
  if (!slope.valid() || &slope.graph() != &x.graph())
    throw UserError(fmt::format("`{}`: its derivative is {}", name(),
                                slope.valid() ? "a formula of another graph" : "empty; it must return a formula"));
  const Shape &of = x.shape(), &found = slope.shape();
  const bool fits = (found.rows == of.rows || found.rows == 1) && (found.cols == of.cols || found.cols == 1) &&
                    (found.axis == of.axis || !found.on_axis());
  if (!fits)
    throw UserError(fmt::format("`{}`: its derivative is a {}, of a {}", name(), describe(x.graph(), found),
                                describe(x.graph(), of)));
  return slope;
}

Elementwise elementwise(std::string name, std::function<double(double)> value,
                        std::function<Expr(Expr x, Expr y)> derivative) {
  if (name.empty()) throw UserError("elementwise: the function needs a name");
  if (!value || !derivative) throw UserError(fmt::format("elementwise: `{}` needs a value and a derivative", name));
  return Elementwise(std::make_shared<const Elementwise::Definition>(
      Elementwise::Definition{std::move(name), std::move(value), std::move(derivative)}));
}

}  // namespace ansatz::ad
