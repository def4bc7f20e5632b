// Values of a field that are known at points alone: those that were measured, those that a fit asks for, and exact ones
// from a table. Pictures draw them as marks beside what was found.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "plots/kind.hpp"
#include "plots/samples.hpp"

namespace ansatz::plots {

struct Known {
  std::string label;           // "lab", the name of the data or of the fit; "exact"
  bool exact = false;          // of a table that the field is compared with
  bool measured = false;       // data, whose points were given
  std::vector<double> points;  // point by point, all coordinates of each
  std::vector<double> values;
};

/// All that is known of a quantity; nothing where it is no field.
std::vector<Known> known_values(const Solution& solution, const PlotQuantity& quantity);

/// Whether exact values of it stand in a table.
bool has_exact_table(const Problem& problem, const PlotQuantity& quantity);

/// Those that lie where a picture is cut: on it, or, where fewer than two are, within a hundredth of the domain's size
/// of it along each coordinate that is held. At most `most` of them, any.
Known lying_on(const Known& known, const Held& held, std::span<const std::size_t> over, const Problem& problem,
               std::size_t most);

}  // namespace ansatz::plots
