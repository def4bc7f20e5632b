// Curves of one coordinate or frequency, exact beside found: what a slice and its spectrum have in common.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "plots/kind.hpp"
#include "plots/samples.hpp"

namespace ansatz::plots {

/// What the curves of a plot are drawn of. `axis`: the values of the coordinate that the plot runs over.
struct Curves {
  std::vector<double> axis;
  std::vector<double> x;  // as long as what `of` returns
  std::function<std::vector<double>(const std::vector<double>& values)> of;
  std::string x_label;
  std::string y_prefix;  // before the name of the quantity
  figures::Scale scale = figures::Scale::linear;
};

/// A panel for each quantity, place and step; exact values are dashed.
figures::Figure draw_curves(const Curves& curves, const Plot& plot, const Solution& solution,
                            const Snapshots& snapshots);

}  // namespace ansatz::plots
