// Data as they are used: some of the points of a table, drawn at random, and noise upon their values.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// Whether a point of a table, given by all its coordinates, belongs to the domain: it lies inside, or outside by no
/// more than numbers of tables are rounded by, 1e-6 of the domain's size.
bool belongs(const Domain& domain, const double* point);

/// `points` of the table's points in a random order (all of them without a number), each equally likely to be drawn. To
/// every value a normal number is added with the standard deviation `noise` times that of its quantity over the whole
/// table. The seed and the name decide both, and the noise of a point does not depend on which others are drawn.
/// Throws UserError when the table has fewer points.
Measurements draw_measurements(const Measurements& table, std::optional<std::size_t> points, double noise,
                               std::uint64_t seed, std::string_view name);

}  // namespace ansatz
