// The derivatives that users ask for, in terms of jvp (forward.cpp) and vjp (reverse.cpp).
#include "ansatz/autodiff/derivatives.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "graph/identities.hpp"

namespace ansatz::ad {
namespace {

void check_scalar(std::string_view who, Expr x) {
  if (x.shape().size() != 1)
    throw UserError(fmt::format("{}: a scalar is needed, not a {}; for vectors there are jacobian and vjp", who,
                                describe(x.graph(), x.shape())));
}

void check_column(std::string_view who, Expr input) {
  if (input.shape().cols != 1)
    throw UserError(fmt::format("{}: the input must be a column, not {}; use vjp or grad", who,
                                describe(input.graph(), input.shape())));
}

}  // namespace

std::vector<Expr> grad(Expr scalar, std::span<const Expr> inputs) {
  check_scalar("grad", scalar);
  const Expr one = scalar.graph().constant(1);
  return vjp({&scalar, 1}, {&one, 1}, inputs);
}

Expr grad(Expr scalar, Expr input) { return grad(scalar, {&input, 1})[0]; }

Expr partial(Expr output, Expr input, std::uint32_t row) {
  check_column("partial", input);
  if (row >= input.shape().rows)
    throw UserError(fmt::format("partial: row {} of a {}: rows are numbered 0 to {}", row,
                                describe(input.graph(), input.shape()), input.shape().rows - 1));
  return jvp(output, input, pad(input.graph().constant(1), row, input.shape().rows));
}

std::vector<Expr> jacobian(Expr output, Expr input) {
  check_column("jacobian", input);
  std::vector<Expr> columns;
  for (std::uint32_t i = 0; i < input.shape().rows; ++i) columns.push_back(partial(output, input, i));
  return columns;
}

std::vector<Expr> hessian(Expr scalar, Expr input) {
  check_scalar("hessian", scalar);
  const std::vector<Expr> gradient = jacobian(scalar, input);
  const auto n = static_cast<std::uint32_t>(gradient.size());
  std::vector<Expr> entries(gradient.size() * n);
  for (std::uint32_t i = 0; i < n; ++i)
    for (std::uint32_t j = 0; j <= i; ++j) entries[i * n + j] = entries[j * n + i] = partial(gradient[i], input, j);
  return entries;
}

Expr laplacian(Expr scalar, Expr input) {
  check_column("laplacian", input);
  Expr sum = scalar.graph().constant(0);
  for (std::uint32_t i = 0; i < input.shape().rows; ++i) sum = sum + partial(partial(scalar, input, i), input, i);
  return fit(sum, scalar.shape());
}

}  // namespace ansatz::ad
