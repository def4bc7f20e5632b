// Cotangents that reach one value, added up.
//
// Those of single rows arrive between zeros. One by one, n of them would take sums of n numbers each; here they are put
// in place together: the value is cut where the rows of any of them begin or end, and between two cuts stands the sum
// of those that reach there, or zero. So a gradient by the rows of a vector costs what one by as many scalars does.
#include <algorithm>

#include "derivatives/reverse.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {
namespace {

/// Rows [first, end) of a value; the others are zero.
struct Placed {
  Expr content;
  std::uint32_t first, end;
};

std::vector<std::uint32_t> cuts(const std::vector<Placed>& all) {
  std::vector<std::uint32_t> rows;
  for (const Placed& one : all) rows.insert(rows.end(), {one.first, one.end});
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

/// What stands between neighbouring cuts; an invalid expression where nothing does.
std::vector<Expr> sums_between(const std::vector<std::uint32_t>& cuts, const std::vector<Placed>& all) {
  std::vector<Expr> sums(cuts.size() - 1);
  for (const auto& [content, first, end] : all) {
    auto k = static_cast<std::size_t>(std::lower_bound(cuts.begin(), cuts.end(), first) - cuts.begin());
    for (; cuts[k] < end; ++k) {
      const Expr piece = slice(content, cuts[k] - first, cuts[k + 1] - cuts[k]);
      sums[k] = sums[k].valid() ? sums[k] + piece : piece;
    }
  }
  return sums;
}

/// The sum of all of them, of `rows` rows.
Expr put_in_place(std::vector<Placed> all, std::uint32_t rows) {
  std::stable_sort(all.begin(), all.end(), [](const Placed& a, const Placed& b) { return a.first < b.first; });
  std::uint32_t columns = 1;
  for (const Placed& one : all) columns = std::max(columns, one.content.shape().cols);
  for (Placed& one : all) one.content = fit_columns(one.content, {one.end - one.first, columns, free_axis});
  const std::vector<std::uint32_t> at = cuts(all);
  std::vector<Expr> parts = sums_between(at, all);
  for (std::size_t k = 0; k < parts.size(); ++k)
    if (!parts[k].valid()) parts[k] = fit(all[0].content.graph().constant(0), {at[k + 1] - at[k], columns, free_axis});
  return pad(concat(parts), at.front(), rows);
}

}  // namespace

Expr total(const std::vector<Expr>& contributions) {
  Expr sum;
  std::vector<Placed> placed;
  std::uint32_t rows = 0;
  for (const Expr& term : contributions) {
    if (const RowsWithin* form = form_of<RowsWithin>(op_of(term))) {
      const Expr content = operand_of(term, 0);
      const std::uint32_t first = form->first_row(term.graph().attributes(term.id()));
      placed.push_back({content, first, first + content.shape().rows});
      rows = term.shape().rows;
    } else {
      sum = sum.valid() ? sum + term : term;
    }
  }
  if (placed.empty()) return sum;
  const Expr in_place = put_in_place(std::move(placed), rows);
  return sum.valid() ? sum + in_place : in_place;
}

}  // namespace ansatz::ad
