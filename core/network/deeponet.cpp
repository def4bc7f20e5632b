#include "ansatz/core/deeponet.hpp"

#include <algorithm>
#include <utility>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

constexpr Limits widths{1, 1e4};
constexpr Limits depths{1, 1e4, false, false, true};

using Rows = std::vector<std::uint32_t>;

ColumnFunction picking(Rows rows) {
  return [rows = std::move(rows)](ad::Expr h) {
    std::vector<ad::Expr> parts;
    for (const std::uint32_t row : rows) parts.push_back(h[row]);
    return ad::concat(parts);
  };
}

/// Dense layers with activations behind `first`; `rows`: how many it gives, and then how many the last one does.
ColumnFunction hidden_layers(ColumnFunction first, std::uint32_t& rows, const Rows& neurons, LayerParts& parts) {
  for (const std::uint32_t count : neurons) {
    const auto map = parts.linear(count, std::exchange(rows, count));
    first = [before = std::move(first), map, sigma = parts.activation({count, map})](ad::Expr h) {
      return sigma((*map)(before(h)));
    };
  }
  return first;
}

MadeLayer make_deeponet(const DeepOnet& own, const LayerOutput& before, LayerParts& parts) {
  const Rows& given = before.parameters;
  if (given.empty())
    throw UserError(
        "it comes first and reads what a problem is solved over, and there is nothing; state that by `over` or "
        "`given`");
  Rows places;
  for (std::uint32_t row = 0; row < before.rows; ++row)
    if (!std::binary_search(given.begin(), given.end(), row)) places.push_back(row);
  if (places.empty()) throw UserError("its trunk reads places and times, and the problem has none");
  auto rows = static_cast<std::uint32_t>(given.size());
  const ColumnFunction branch = hidden_layers(picking(given), rows, own.branch, parts);
  const auto amplitudes = parts.linear(own.features, rows);
  rows = static_cast<std::uint32_t>(places.size());
  Rows neurons = own.trunk;
  neurons.push_back(own.features);
  const ColumnFunction trunk = hidden_layers(picking(places), rows, neurons, parts);
  return {{own.features}, [=](ad::Expr h) { return (*amplitudes)(branch(h)) * trunk(h); }};
}

}  // namespace

std::shared_ptr<const LayerMethod> method_of(const DeepOnet&) {
  static const auto method = std::make_shared<const LayerMethod>(
      described<DeepOnet>, "deeponet",
      About("products of what a branch makes of the parameters of a problem and a trunk of place and time; it comes "
            "first",
            {{"L. Lu and P. Jin and G. Pang and Z. Zhang and G. E. Karniadakis",
              "Learning nonlinear operators via DeepONet based on the universal approximation theorem of operators",
              "Nature Machine Intelligence 3, 218-229", 2021}}),
      std::vector{setting("features", &DeepOnet::features, widths, "how many products"),
                  setting("branch", &DeepOnet::branch, depths, "neurons of each hidden layer of the branch"),
                  setting("trunk", &DeepOnet::trunk, depths, "neurons of each hidden layer of the trunk")},
      make_deeponet);
  return method;
}

}  // namespace ansatz
