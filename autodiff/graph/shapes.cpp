// Shapes: how one is described in words, and how elementwise operands are fitted to each other.
#include <fmt/format.h>

#include <limits>

#include "ansatz/autodiff/error.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {
namespace {

// The size both agree on, where 1 repeats; 0 if there is none.
std::uint32_t join(std::uint32_t a, std::uint32_t b) { return a == b || b == 1 ? a : a == 1 ? b : 0; }

}  // namespace

std::uint32_t Extents::rows() const {
  std::uint64_t product = given() ? 1 : 0;
  for (std::size_t i = 0; i < count(); ++i) {
    product *= sizes[i];
    if (product == 0 || product > std::numeric_limits<std::uint32_t>::max()) return 0;
  }
  return static_cast<std::uint32_t>(product);
}

std::string describe(const Graph& graph, const Shape& shape) {
  const Extents& extents = shape.extents;
  std::string text = extents.given()
                         ? fmt::format("{} of {}", extents.count() == 3 ? "image" : "array",
                                       fmt::join(extents.sizes.begin(), extents.sizes.begin() + extents.count(), "x"))
                     : shape.size() == 1 ? "scalar"
                     : shape.cols == 1   ? fmt::format("vector of {}", shape.rows)
                                         : fmt::format("{}x{}", shape.rows, shape.cols);
  if (shape.on_axis()) text += fmt::format(" on axis `{}`", graph.axis_name(shape.axis));
  return text;
}

void shape_error(Graph& graph, const Proposal& proposal, std::string_view hint) {
  std::string operands;
  for (const Expr& operand : proposal.operands) {
    if (!operands.empty()) operands += form_of<MatrixProduct>(proposal.op) != nullptr ? " times " : " and ";
    operands += describe(graph, operand.shape());
  }
  throw UserError(fmt::format("{}: {}: {}", info(proposal.op).name, operands, hint));
}

Shape elementwise_shape(Graph& graph, Op op, std::span<const Expr> operands) {
  const Proposal proposal{op, operands, {}, {}};
  Shape result = operands[0].shape();
  for (const Expr& operand : operands.subspan(1)) {
    const Shape& other = operand.shape();
    if (result.on_axis() && other.on_axis() && result.axis != other.axis)
      shape_error(graph, proposal,
                  "values at the points of two different axes cannot be combined; reduce one of them first, for "
                  "example with mean_points");
    const std::uint32_t rows = join(result.rows, other.rows), cols = join(result.cols, other.cols);
    if (rows == 0)
      shape_error(graph, proposal,
                  fmt::format("{} rows and {} rows differ; only a single row is repeated", result.rows, other.rows));
    if (cols == 0)
      shape_error(
          graph, proposal,
          fmt::format("{} columns and {} columns differ; only a single column is repeated", result.cols, other.cols));
    const Axis axis = result.on_axis() ? result.axis : other.axis;
    if (axis != free_axis && cols != 1)
      shape_error(graph, proposal, "a value at points has one column; the columns of the other would not fit");
    const bool both = result.extents.given() && other.extents.given() && result.rows == other.rows;
    if (both && result.extents != other.extents)
      shape_error(graph, proposal, "the entries of one are not those of the other; use reshape where they are");
    const bool others = other.rows == rows && other.extents.given();
    const Extents extents = others ? other.extents : result.rows == rows ? result.extents : Extents();
    result = Shape{rows, cols, axis, cols == 1 ? extents : Extents()};
  }
  return result;
}

}  // namespace ansatz::ad
