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
  bool along = true;      // they are over that coordinate: they end where the domain does, and points lie beside them
  std::vector<double> x;  // as long as what `of` returns
  std::function<std::vector<double>(const std::vector<double>& values)> of;
  std::string x_label;
  std::string y_prefix;  // before the name of the quantity
  figures::Scale scale = figures::Scale::linear;
  Lines lines = Lines::automatic;
  Ranges ranges = Ranges::shared;
};

/// Curves of a quantity at several places and steps in one panel or in several, as `Lines` says; of a problem in one
/// coordinate those of all quantities in one. Exact values are dashed, values that are known at points are rings.
figures::Figure draw_curves(const Curves& curves, const Plot& plot, const Solution& solution,
                            const Snapshots& snapshots);

template <class Settings>
Setting lines_of(Lines Settings::*member) {
  return setting("lines", member,
                 {{"automatic", Lines::automatic, "up to five in a panel, of more a panel each"},
                  {"together", Lines::together, "all in one panel"},
                  {"apart", Lines::apart, "a panel each"}},
                 "curves of a quantity at several places and steps, and of several quantities over the one coordinate");
}

}  // namespace ansatz::plots
