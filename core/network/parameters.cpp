#include "network/parameters.hpp"

#include <algorithm>
#include <utility>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {

ad::Expr Parameters::add(std::string name, std::uint32_t rows, std::uint32_t columns, std::span<const double> start) {
  const std::size_t size = std::size_t{rows} * columns;
  if (start.size() != size) throw InternalFault("parameter " + name + ": start values do not match its shape");
  if (std::any_of(blocks_.begin(), blocks_.end(), [&](const ParameterBlock& block) { return block.name == name; }))
    throw UserError("two parameters are called `" + name + "`; what adds one of them must give it another name");
  if (!held_.empty()) {
    if (held_.size() < start_.size() + size) throw InternalFault("parameter " + name + ": no value is held for it");
    start = held_.subspan(start_.size(), size);
  }
  const ad::Expr leaf = held_.empty() ? graph_->parameter(name, rows, columns) : graph_->constant(rows, columns, start);
  blocks_.push_back({std::move(name), leaf, start_.size(), size});
  start_.insert(start_.end(), start.begin(), start.end());
  return leaf;
}

std::vector<ad::Expr> Parameters::leaves() const {
  std::vector<ad::Expr> result;
  result.reserve(blocks_.size());
  for (const ParameterBlock& block : blocks_) result.push_back(block.leaf);
  return result;
}

}  // namespace ansatz
