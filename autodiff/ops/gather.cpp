// Rows by a list, in any order and as often as they are listed; and the transpose, which
// adds rows up where they came from.
#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "graph/reference_value.hpp"
#include "ops/patterns.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

std::uint32_t count_of(Words list) { return static_cast<std::uint32_t>(list.size()); }

// --- gather: the attributes are the list ----------------------------------------------------------------

Shape gather_shape(Graph& g, const Proposal& p) {
  const Shape& a = p.operands[0].shape();
  if (p.attributes.empty()) shape_error(g, p, "no rows were asked for");
  for (const std::uint32_t row : p.attributes)
    if (row >= a.rows && row != Windows::zeros)
      shape_error(g, p, fmt::format("row {} was asked for, of rows 0 to {}", row, a.rows - 1));
  return {count_of(p.attributes), a.cols, a.axis};
}

Expr gather_transposed(Expr y, Expr cotangent, std::size_t) {
  const Words list = y.graph().attributes(y.id());
  const std::vector<std::uint32_t> rows(list.begin(), list.end());
  return scatter_sum(cotangent, rows, operand_of(y, 0).shape().rows);
}

Windows gather_windows(Words list) { return {{list.begin(), list.end()}, 1}; }

void gather_reference(const ReferenceCall& call) {
  for_each(call.y, [&](auto row, auto col, auto p) {
    const std::uint32_t from = call.attributes[row];
    call.y.at(row, col, p) = from == Windows::zeros ? 0 : call.operands[0]->repeated(from, col, p);
  });
}

void gather_free(const FreeCall& call) {
  const FreeNumbers a = call.operand(0);
  double* out = call.target;
  for (const std::uint32_t row : call.attributes)
    out = row == Windows::zeros ? std::fill_n(out, a.cols, 0.0) : std::copy_n(a.at + row * a.cols, a.cols, out);
}

constexpr Rule gather_identities[] = {
    ANSATZ_RULE(gather, "of 0", is_zero(n.a), n.c(0)),
};

// --- scatter_sum: the attributes are the number of rows of the result, then the list ----------------------

Shape scatter_shape(Graph& g, const Proposal& p) {
  const Shape& a = p.operands[0].shape();
  const std::uint32_t total = p.attributes.empty() ? 0 : p.attributes[0];
  if (total == 0 || p.attributes.size() - 1 != a.rows)
    shape_error(g, p,
                fmt::format("{} rows were listed for {}, to be added to {} rows",
                            p.attributes.empty() ? 0 : p.attributes.size() - 1, a.rows, total));
  for (const std::uint32_t row : p.attributes.subspan(1))
    if (row >= total && row != Windows::zeros)
      shape_error(g, p, fmt::format("row {} was listed, of rows 0 to {}", row, total - 1));
  return {total, a.cols, a.axis};
}

Expr scatter_transposed(Expr y, Expr cotangent, std::size_t) {
  const Words list = y.graph().attributes(y.id()).subspan(1);
  return gather(cotangent, std::vector<std::uint32_t>(list.begin(), list.end()));
}

/// For every row of the result those that are added to it; windows are as long as the longest needs.
Windows scatter_windows(Words attributes) {
  const Words list = attributes.subspan(1);
  std::vector<std::uint32_t> filled(attributes[0], 0);
  for (const std::uint32_t row : list)
    if (row != Windows::zeros) ++filled[row];
  Windows windows{{}, std::max(1u, *std::max_element(filled.begin(), filled.end()))};
  windows.rows.assign(std::size_t{attributes[0]} * windows.size, Windows::zeros);
  std::fill(filled.begin(), filled.end(), 0);
  for (std::uint32_t i = 0; i < count_of(list); ++i)
    if (list[i] != Windows::zeros) windows.rows[std::size_t{list[i]} * windows.size + filled[list[i]]++] = i;
  return windows;
}

void scatter_reference(const ReferenceCall& call) {
  const Words list = call.attributes.subspan(1);
  for (std::size_t i = 0; i < list.size(); ++i)
    for (std::size_t col = 0; col < call.y.shape.cols && list[i] != Windows::zeros; ++col)
      for (std::size_t p = 0; p < call.y.points; ++p)
        call.y.at(list[i], col, p) += call.operands[0]->repeated(i, col, p);
}

void scatter_free(const FreeCall& call) {
  const FreeNumbers a = call.operand(0);
  const Words list = call.attributes.subspan(1);
  std::fill_n(call.target, call.size(), 0.0);
  for (std::size_t i = 0; i < list.size(); ++i)
    for (std::size_t col = 0; col < call.cols && list[i] != Windows::zeros; ++col)
      call.target[list[i] * call.cols + col] += a.at[i * a.cols + col];
}

constexpr Rule scatter_identities[] = {
    ANSATZ_RULE(scatter_sum, "of 0", is_zero(n.a), n.c(0)),
};

}  // namespace

constinit const StructuralOperation ops::gather{.shape = gather_shape,
                                                .tangent = tangent_of_each,
                                                .transpose = gather_transposed,
                                                .reference = gather_reference,
                                                .free = gather_free,
                                                .form = WindowProduct{gather_windows},
                                                .identities = gather_identities,
                                                .distributes = Distributes::over_sums};

constinit const StructuralOperation ops::scatter_sum{.shape = scatter_shape,
                                                     .tangent = tangent_of_each,
                                                     .transpose = scatter_transposed,
                                                     .reference = scatter_reference,
                                                     .free = scatter_free,
                                                     .form = WindowProduct{scatter_windows},
                                                     .identities = scatter_identities,
                                                     .distributes = Distributes::over_sums};

Expr gather(Expr a, std::span<const std::uint32_t> rows) { return make(Op::gather, std::array{a}, rows); }

Expr scatter_sum(Expr a, std::span<const std::uint32_t> rows, std::uint32_t total_rows) {
  std::vector<std::uint32_t> attributes{total_rows};
  attributes.insert(attributes.end(), rows.begin(), rows.end());
  return make(Op::scatter_sum, std::array{a}, attributes);
}

}  // namespace ansatz::ad
