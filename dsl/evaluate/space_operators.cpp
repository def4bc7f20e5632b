#include "evaluate/space_operators.hpp"

#include <fmt/format.h>

#include "evaluate/functions.hpp"

namespace ansatz::dsl {
namespace {

using System = CoordinateSystem;

/// h_i of the coordinates that the problem has, and the product of all.
struct Scales {
  std::vector<ad::Expr> h;
  ad::Expr product;
};

/// Coordinates are r and the angle; r, the angle and z, or r and z; r, the angle from the axis and that around it.
Scales scales_of(Evaluator& evaluator) {
  Scope& scope = evaluator.scope();
  const std::size_t dimensions = evaluator.model().space_dimensions();
  const ad::Expr one = evaluator.graph().constant(1);
  const System system = evaluator.model().system;
  if (system == System::cartesian) return {std::vector<ad::Expr>(dimensions, one), one};
  const ad::Expr r = scope.coordinate(0);
  if (system == System::polar) return {dimensions == 1 ? std::vector{one} : std::vector{one, r}, r};
  if (system == System::cylindrical) {
    if (dimensions == 3) return {{one, r, one}, r};
    return {std::vector<ad::Expr>(dimensions, one), r};
  }
  if (dimensions == 1) return {{one}, r * r};
  const ad::Expr around = r * ad::sin(scope.coordinate(1));
  if (dimensions == 2) return {{one, r}, r * around};
  return {{one, r, around}, r * around};
}

bool cartesian(const Evaluator& evaluator) { return evaluator.model().system == System::cartesian; }

ad::Expr divergence(Evaluator& evaluator, const std::vector<ad::Expr>& v) {
  const Scales scales = scales_of(evaluator);
  ad::Expr sum = evaluator.graph().constant(0);
  for (std::size_t i = 0; i < v.size(); ++i) {
    const ad::Expr flux = cartesian(evaluator) ? v[i] : scales.product / scales.h[i] * v[i];
    sum = sum + evaluator.scope().derivative(flux, i);
  }
  return cartesian(evaluator) ? sum : sum / scales.product;
}

}  // namespace

std::vector<ad::Expr> gradient(Evaluator& evaluator, ad::Expr e) {
  const Scales scales = scales_of(evaluator);
  std::vector<ad::Expr> parts;
  for (std::size_t i = 0; i < evaluator.model().space_dimensions(); ++i) {
    const ad::Expr slope = evaluator.scope().derivative(e, i);
    parts.push_back(cartesian(evaluator) ? slope : slope / scales.h[i]);
  }
  return parts;
}

std::vector<ad::Expr> space_vector(Evaluator& evaluator, const Expression& e) {
  std::vector<ad::Expr> parts = evaluator.components(e);
  const std::size_t dimensions = evaluator.model().space_dimensions();
  if (parts.size() != dimensions)
    fail(Finding(Code::wrong_kind, e.span,
                 fmt::format("a vector of {} components is needed here, one for each space coordinate; this has {}",
                             dimensions, parts.size())));
  return parts;
}

ad::Expr scalar_product(Evaluator& evaluator, const std::vector<ad::Expr>& a, const std::vector<ad::Expr>& b) {
  ad::Expr sum = evaluator.graph().constant(0);
  for (std::size_t i = 0; i < a.size(); ++i) sum = sum + a[i] * b[i];
  return sum;
}

std::vector<ad::Expr> unit_normal(Evaluator& evaluator) {
  std::vector<ad::Expr> normal;
  for (std::size_t i = 0; i < evaluator.model().space_dimensions(); ++i) normal.push_back(evaluator.scope().normal(i));
  if (cartesian(evaluator)) return normal;
  // Points are drawn in the space of the coordinates; the normal there is a gradient, whose components are divided by
  // h.
  const Scales scales = scales_of(evaluator);
  const ad::Expr zero = evaluator.graph().constant(0);
  for (std::size_t i = 0; i < normal.size(); ++i)  // 0 stays 0 on the axis, where h is
    normal[i] = ad::select(ad::eq(normal[i], zero), zero, normal[i] / scales.h[i]);
  const ad::Expr length = ad::sqrt(scalar_product(evaluator, normal, normal));
  for (ad::Expr& component : normal) component = component / length;
  return normal;
}

Value evaluate_grad(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 1, 1, "grad(expression)");
  return Value::vector(gradient(evaluator, evaluator.scalar(call.children[0])));
}

Value evaluate_div(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 1, 1, "div(vector)");
  return Value::scalar(divergence(evaluator, space_vector(evaluator, call.children[0])));
}

Value evaluate_lap(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 1, 1, "lap(expression)");
  const Value of = evaluator.evaluate(call.children[0]);
  if (of.kind == Value::Kind::vector && !cartesian(evaluator))
    fail(Finding(Code::wrong_kind, call.span,
                 "the Laplacian of a vector is not that of its components in these coordinates")
             .label("a vector")
             .help("write `grad(div(v)) - curl(curl(v))`, or the components of the equation"));
  return evaluator.each_component_of(of, call.children[0],
                                     [&](ad::Expr part) { return divergence(evaluator, gradient(evaluator, part)); });
}

Value evaluate_curl(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 1, 1, "curl(vector)");
  const std::vector<ad::Expr> v = space_vector(evaluator, call.children[0]);
  const Scales scales = scales_of(evaluator);
  const bool plain = cartesian(evaluator);
  const auto d = [&](std::size_t component, std::size_t by) {
    return evaluator.scope().derivative(plain ? v[component] : scales.h[component] * v[component], by);
  };
  const auto turn = [&](std::size_t i, std::size_t j) {
    const ad::Expr difference = d(j, i) - d(i, j);
    return plain ? difference : difference / (scales.h[i] * scales.h[j]);
  };
  // The component out of the plane: of r and z that along the angle, which follows z and leads to r.
  if (v.size() == 2) return Value::scalar(evaluator.model().system == System::cylindrical ? turn(1, 0) : turn(0, 1));
  if (v.size() == 3) return Value::vector({turn(1, 2), turn(2, 0), turn(0, 1)});
  fail(Finding(Code::wrong_kind, call.span, "`curl` needs two or three space coordinates"));
}

Value evaluate_advect(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 2, 2, "advect(velocity, what)");
  const std::vector<ad::Expr> v = space_vector(evaluator, call.children[0]);
  const std::vector<ad::Expr> w = evaluator.components(call.children[1]);
  const bool turns = w.size() > 1 && !cartesian(evaluator);  // unit vectors change along the way
  if (turns && w.size() != v.size())
    fail(Finding(Code::wrong_kind, call.children[1].span,
                 fmt::format("a vector of {} components is needed here, one for each space coordinate; this has {}",
                             v.size(), w.size())));
  const Scales scales = scales_of(evaluator);
  std::vector<ad::Expr> parts;
  for (std::size_t i = 0; i < w.size(); ++i) {
    ad::Expr sum = scalar_product(evaluator, v, gradient(evaluator, w[i]));
    for (std::size_t j = 0; turns && j < w.size(); ++j) {
      if (j == i) continue;
      const ad::Expr along = evaluator.scope().derivative(scales.h[i], j);
      const ad::Expr across = evaluator.scope().derivative(scales.h[j], i);
      sum = sum + w[j] / (scales.h[i] * scales.h[j]) * (v[i] * along - v[j] * across);
    }
    parts.push_back(sum);
  }
  return Value::vector(std::move(parts));
}

Value evaluate_dn(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 1, 1, "dn(expression)");
  const std::vector<ad::Expr> normal = unit_normal(evaluator);
  return evaluator.each_component(
      call.children[0], [&](ad::Expr part) { return scalar_product(evaluator, normal, gradient(evaluator, part)); });
}

}  // namespace ansatz::dsl
