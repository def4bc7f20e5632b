// The rule by which fields and residuals get their sizes, on numbers alone.
//
// What conditions do to a field is found by trying: with every field a constant, with one field shifted, with the
// network of one field added. All of it is to a factor of two or so; only orders matter.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "scales/probe.hpp"

namespace ansatz::scales {

/// Centre and size of every field; plain where its numbers are ordinary.
std::vector<FieldScale> field_scales(const Problem& problem, Probe& probe);

/// The condition of a residual, and its number there.
using ResidualName = std::pair<std::string, std::size_t>;
using NamedSizes = std::map<ResidualName, double>;

/// How large residuals are at the start; of several of one name the least.
NamedSizes named_sizes(const Problem& problem, Probe& probe, const std::vector<FieldScale>& scales);

/// By condition, what its residuals are to be divided by: nothing where all residuals of the problem are of like size
/// at the start, near one. `without`: what they were before conditions were built in; one that these meet has no size.
std::vector<std::vector<double>> residual_sizes(const Problem& problem, Probe& probe,
                                                const std::vector<FieldScale>& scales, const NamedSizes& without);

}  // namespace ansatz::scales
