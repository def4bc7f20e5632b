#include "backend/cpu/lowering/winograd.hpp"

#include <algorithm>

namespace ansatz::ad {
namespace {

/// On either side. Over images of 16 x 16, filters were faster than plain sums from here on, and in single precision
/// slower with 8 channels.
constexpr std::uint32_t fewest_channels = 16;

/// Of what the plain product would cost; transforms take the rest.
constexpr double worth = 0.75;

/// Products of a pair of channels, in units of those of four tiles that pass together (winograd.cpp). Weights are read
/// for every group, so that one tile by itself costs more than its share.
double cost(const Filter& filter, std::uint32_t height, std::uint32_t width) {
  const std::uint32_t tiles =
      ((height + filter.outputs - 1) / filter.outputs) * ((width + filter.outputs - 1) / filter.outputs);
  const std::uint32_t rest = tiles % winograd_tiles_abreast;
  return filter.products() * (tiles + (rest == 0 ? 0 : 2 - 0.5 * rest));
}

std::optional<Filter> cheapest(const WindowLattice& lattice, std::uint32_t rows) {
  if (lattice.side_y != lattice.side_x || std::min(rows, lattice.channels) < fewest_channels) return std::nullopt;
  const std::uint32_t height = lattice.mirrored ? lattice.height : lattice.down;
  const std::uint32_t width = lattice.mirrored ? lattice.width : lattice.across;
  double least = worth * lattice.side_y * lattice.side_x * height * width;
  std::optional<Filter> best;
  for (const Filter& filter : {Filter{2, 3}, Filter{4, 3}, Filter{2, 5}})
    if (filter.side == lattice.side_y && cost(filter, height, width) < least) {
      least = cost(filter, height, width);
      best = filter;
    }
  return best;
}

}  // namespace

std::optional<Filter> choose_filter(const Item& item) {
  const auto& lattice = item.windows->lattice;
  if (!lattice || !item.weights) return std::nullopt;
  return cheapest(*lattice, item.rows / lattice->windows());
}

std::optional<Filter> choose_gradient_filter(const std::vector<Item>& items, const Item& item) {
  const auto suits = [](const Item& one) {
    const WindowLattice* lattice = one.windows && one.windows->lattice ? &*one.windows->lattice : nullptr;
    return lattice != nullptr && !lattice->mirrored ? cheapest(*lattice, one.rows) : std::nullopt;
  };
  for (const Item& other : items)
    if ((other.kind == Item::Kind::window_outer || other.kind == Item::Kind::outer) && other.number == item.number &&
        !suits(other))
      return std::nullopt;
  return suits(item);
}

}  // namespace ansatz::ad
