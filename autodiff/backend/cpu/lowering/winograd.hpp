// Which products with windows are computed by minimal filtering (kernels/winograd.hpp), and with which filter.
#pragma once

#include <optional>
#include <vector>

#include "backend/cpu/kernels/winograd.hpp"
#include "backend/cpu/lowering/items.hpp"

namespace ansatz::ad {

/// For an item of kind `windows`; none where the plain product is as fast.
std::optional<Filter> choose_filter(const Item& item);

/// For an item of kind `window_outer`. Sums of all items of one gradient stand in one order, so it is one way for all.
std::optional<Filter> choose_gradient_filter(const std::vector<Item>& items, const Item& item);

}  // namespace ansatz::ad
