// Colours: what roles look like in a theme, and maps from numbers to colours.
//
// Series have the colours of Okabe, Ito, "Color Universal Design" (2008), which people with any vision of colours tell
// apart; yellow, too light for lines, is left out.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "ansatz/core/figure.hpp"

namespace ansatz::figures {

using Rgb = std::array<std::uint8_t, 3>;

/// "#0072b2".
std::string hex(const Rgb& colour);

/// How many colours lines have before they repeat.
constexpr std::size_t series_colours = 6;

/// The colour of the k-th series of a panel, round and round.
Role series_role(std::size_t k);

/// `automatic` is no role of its own; series_role says which it is.
Rgb colour_of(Role role, Theme theme);

/// White or black; what transparent figures are thought to lie on is white.
Rgb background_of(Theme theme);

/// share in [0, 1]. The sequential map is viridis, whose lightness increases evenly: van der Walt, Smith, "A better
/// default colormap for Matplotlib", SciPy (2015), by the polynomials of M. Zucker (CC0), off by less than 1/100. The
/// diverging one runs from blue over light grey to red: Moreland, "Diverging color maps for scientific visualization",
/// ISVC (2009), computed by his formulas.
Rgb mapped_colour(ColourMap map, double share);

}  // namespace ansatz::figures
