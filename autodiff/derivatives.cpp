// Forward and reverse mode, from graph to graph. Each is one loop over node numbers, upwards for tangents and
// downwards for cotangents, and each knows three cases only: an elementwise operation (its partial
// derivatives stand in elementwise.def), an operation linear in each operand, and one linear in all of them
// together (structural.cpp).
//
// Tangents and cotangents are kept as small as they are: one that is the same for all points, rows or columns
// stays free, a single row, a single column, and repeats only where an operation needs its size. So the
// tangent of the first layer, W e_i, costs nothing per point. Structural zeros are not stored at all.
#include "ansatz/autodiff/derivatives.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ansatz/autodiff/error.hpp"
#include "identities.hpp"

namespace ansatz::ad {
namespace {

/// Expressions by node number; what was never set is a structural zero.
class Sensitivities {
 public:
  explicit Sensitivities(std::size_t size) : values_(size) {}
  bool has(std::uint32_t id) const { return id < values_.size() && values_[id].valid(); }
  Expr operator[](std::uint32_t id) const { return values_[id]; }
  void set(std::uint32_t id, Expr value) {
    while (op_of(value) == Op::broadcast) value = operand_of(value, 0);
    if (!is_zero(value)) values_[id] = value;
  }

 private:
  std::vector<Expr> values_;
};

// dy / d(operand i) of an elementwise y.
Expr elementwise_partial(Expr y, std::size_t i) {
  Graph& graph = y.graph();
  [[maybe_unused]] const auto constant = [&graph](double value) { return graph.constant(value); };
  const Expr a = operand_of(y, 0), x = a, b = info(op_of(y)).arity > 1 ? operand_of(y, 1) : a;
  switch (op_of(y)) {
#define ANSATZ_UNARY(name, value, partial, doc) \
  case Op::name: {                              \
    return partial;                             \
  }
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) \
  case Op::name: {                                            \
    return i == 0 ? Expr(partial_a) : Expr(partial_b);        \
  }
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
    default: throw InternalFault(fmt::format("{} is not elementwise", info(op_of(y)).name));
  }
}

// `x` with as many rows and columns as `like`; what is the same at all points stays so.
Expr fit_columns(Expr x, const Shape& like) { return fit(x, {like.rows, like.cols, x.shape().axis}); }

void check_repeats(Graph& graph, std::string_view what, const Shape& given, const Shape& wanted) {
  if ((given.rows != wanted.rows && given.rows != 1) || (given.cols != wanted.cols && given.cols != 1) ||
      (given.axis != wanted.axis && given.on_axis()))
    throw UserError(fmt::format("{} is a {}, which does not repeat to a {}", what, describe(graph, given),
                                describe(graph, wanted)));
}

// --- forward ----------------------------------------------------------------------------------------

// sum_i (dy / d operand_i) tangent_i.
Expr elementwise_tangent(Expr y, std::span<const std::uint32_t> operands, const Sensitivities& tangents) {
  Expr sum = y.graph().constant(0);
  for (std::size_t i = 0; i < operands.size(); ++i)
    if (tangents.has(operands[i])) sum = sum + elementwise_partial(y, i) * tangents[operands[i]];
  return sum;
}

// The tangent takes the place of its operand; a sum over points needs the points.
Expr separate_tangent(Expr y, std::span<const std::uint32_t> operands, const Sensitivities& tangents) {
  Graph& graph = y.graph();
  const Node node = graph.node(y.id());
  Expr sum = graph.constant(0);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (!tangents.has(operands[i])) continue;
    std::vector<Expr> replaced;
    for (const std::uint32_t operand : operands) replaced.push_back(graph.at(operand));
    const Shape& shape = replaced[i].shape();
    replaced[i] =
        node.op == Op::sum_points ? fit(tangents[operands[i]], shape) : fit_columns(tangents[operands[i]], shape);
    sum = sum + graph.make(node.op, replaced, node.attribute, node.attribute2, node.shape);
  }
  return sum;
}

// All operands are replaced by their tangents; the condition of a select stays.
Expr joint_tangent(Expr y, std::span<const std::uint32_t> operands, const Sensitivities& tangents) {
  Graph& graph = y.graph();
  std::vector<Expr> replaced;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Expr operand = graph.at(operands[i]);
    if (op_of(y) == Op::select && i == 0)
      replaced.push_back(operand);
    else
      replaced.push_back(
          fit_columns(tangents.has(operands[i]) ? tangents[operands[i]] : graph.constant(0), operand.shape()));
  }
  return graph.make(op_of(y), replaced);
}

Expr tangent_of(Expr y, const Sensitivities& tangents) {
  const auto pool = y.graph().operands(y.id());
  const std::vector<std::uint32_t> operands(pool.begin(), pool.end());  // making nodes moves the pool
  if (std::none_of(operands.begin(), operands.end(), [&](std::uint32_t id) { return tangents.has(id); }))
    return y.graph().constant(0);
  const StructuralRule* rule = structural_rule(op_of(y));
  if (rule == nullptr) return elementwise_tangent(y, operands, tangents);
  return rule->linear == Linearity::joint ? joint_tangent(y, operands, tangents)
                                          : separate_tangent(y, operands, tangents);
}

// --- reverse ----------------------------------------------------------------------------------------

// The sum of `x` over the rows, or over the columns, of a free matrix or a value at points.
Expr sum_rows(Expr x) {
  if (x.shape().cols == 1) return sum(x);
  return matmul(broadcast(x.graph().constant(1), {1, x.shape().rows, free_axis}), x);
}
Expr sum_columns(Expr x) {
  if (x.shape().rows == 1) return sum(x);
  return matmul(x, broadcast(x.graph().constant(1), {x.shape().cols, 1, free_axis}));
}

// `cotangent` belongs to a value of shape `from` that repeats one of shape `to`: sums over the repetitions.
Expr reduce(Expr cotangent, const Shape& from, const Shape& to) {
  if (from.on_axis() && !to.on_axis()) cotangent = sum_points(fit(cotangent, {cotangent.shape().rows, 1, from.axis}));
  if (from.rows > 1 && to.rows == 1)
    cotangent = sum_rows(fit(cotangent, {from.rows, cotangent.shape().cols, cotangent.shape().axis}));
  if (from.cols > 1 && to.cols == 1)
    cotangent = sum_columns(fit(cotangent, {cotangent.shape().rows, from.cols, cotangent.shape().axis}));
  return cotangent;
}

// What node y hands back to its operand i.
Expr contribution(Expr y, Expr cotangent, std::size_t i) {
  const Shape shape = y.shape(), target = operand_of(y, i).shape();
  const StructuralRule* rule = structural_rule(op_of(y));
  if (rule == nullptr) return reduce(elementwise_partial(y, i) * cotangent, shape, target);
  const Expr transposed = rule->transpose(y, fit_columns(cotangent, shape), i);
  if (op_of(y) == Op::broadcast || op_of(y) == Op::select) return reduce(transposed, shape, target);
  if (op_of(y) == Op::concat) return reduce(transposed, {target.rows, target.cols, shape.axis}, target);
  return transposed;
}

// Adds up; neighbouring pads come after each other and become one.
Expr total(std::vector<Expr>& contributions) {
  const auto place = [](Expr x) { return op_of(x) == Op::pad ? x.graph().node(x.id()).attribute + 1 : 0; };
  std::stable_sort(contributions.begin(), contributions.end(), [&](Expr a, Expr b) { return place(a) < place(b); });
  Expr pads, others;
  for (const Expr& term : contributions) {
    Expr& sum = place(term) > 0 ? pads : others;
    sum = sum.valid() ? sum + term : term;
  }
  return !pads.valid() ? others : !others.valid() ? pads : others + pads;
}

// Nodes that depend on an input: the others receive no cotangent.
std::vector<char> depends_on(std::span<const Expr> inputs, std::span<const std::uint32_t> ids, const Graph& graph) {
  std::vector<char> depends(ids.empty() ? 0 : ids.back() + 1, 0);
  for (const Expr& input : inputs)
    if (input.id() < depends.size()) depends[input.id()] = 1;
  for (const std::uint32_t id : ids)
    for (const std::uint32_t operand : graph.operands(id)) depends[id] |= depends[operand];
  return depends;
}

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

std::vector<Expr> jvp(std::span<const Expr> outputs, std::span<const Direction> directions) {
  if (outputs.empty()) return {};
  Graph& graph = outputs[0].graph();
  std::vector<Expr> inputs;
  for (const Direction& direction : directions) inputs.push_back(direction.input);
  const std::vector<std::uint32_t> ids = reachable(outputs, inputs);
  Sensitivities tangents(ids.back() + 1);
  std::vector<char> given(ids.back() + 1, 0);
  for (const auto& [input, tangent] : directions) {
    check_repeats(graph, "jvp: the tangent", tangent.shape(), input.shape());
    if (input.id() >= given.size()) continue;
    given[input.id()] = 1;
    tangents.set(input.id(), tangents.has(input.id()) ? tangents[input.id()] + tangent : tangent);
  }
  for (const std::uint32_t id : ids)
    if (!given[id]) tangents.set(id, tangent_of(graph.at(id), tangents));
  std::vector<Expr> results;
  for (const Expr& output : outputs)
    results.push_back(fit(tangents.has(output.id()) ? tangents[output.id()] : graph.constant(0), output.shape()));
  return results;
}

Expr jvp(Expr output, Expr input, Expr tangent) {
  const Direction direction{input, tangent};
  return jvp({&output, 1}, {&direction, 1})[0];
}

std::vector<Expr> vjp(std::span<const Expr> outputs, std::span<const Expr> cotangents, std::span<const Expr> inputs) {
  if (inputs.empty()) return {};
  if (outputs.size() != cotangents.size())
    throw UserError(fmt::format("vjp: {} outputs but {} cotangents", outputs.size(), cotangents.size()));
  Graph& graph = inputs[0].graph();
  const std::vector<std::uint32_t> ids = reachable(outputs, inputs);
  const std::vector<char> depends = depends_on(inputs, ids, graph);
  std::vector<std::vector<Expr>> contributions(depends.size());
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    check_repeats(graph, "vjp: the cotangent", cotangents[k].shape(), outputs[k].shape());
    contributions[outputs[k].id()].push_back(cotangents[k]);
  }
  Sensitivities results(depends.size());
  std::vector<char> is_input(depends.size(), 0);
  for (const Expr& input : inputs)
    if (input.id() < is_input.size()) is_input[input.id()] = 1;

  for (auto position = ids.rbegin(); position != ids.rend(); ++position) {
    const std::uint32_t id = *position;
    if (!depends[id] || contributions[id].empty()) continue;
    const Expr y = graph.at(id), cotangent = total(contributions[id]);
    contributions[id].clear();
    if (is_input[id]) results.set(id, cotangent);
    if (is_input[id] || is_zero(cotangent)) continue;
    for (std::size_t i = 0; i < graph.operands(id).size(); ++i)
      if (const std::uint32_t operand = graph.operands(id)[i]; depends[operand])
        contributions[operand].push_back(contribution(y, cotangent, i));
  }
  std::vector<Expr> gradients;
  for (const Expr& input : inputs)
    gradients.push_back(fit(results.has(input.id()) ? results[input.id()] : graph.constant(0), input.shape()));
  return gradients;
}

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
