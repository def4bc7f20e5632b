// Corners of plane domains at which solutions are not smooth. Where a domain takes an angle w > pi, solutions of
// equations of second order are like r^(pi/w) times a cosine or sine of pi/w times the angle (Grisvard, "Elliptic
// Problems in Nonsmooth Domains", 1985): their gradient is infinite there, and no smooth network comes near. Networks
// that are not told what to read are given both as inputs, the angle from the middle of the corner: the cosine is 0 on
// both sides, as a solution with given values is but for what is smooth, and the sine has no slope across them.
//
// Conditions that are built in would be so by distances, which have kinks at such corners: there `auto` keeps them
// terms of the loss (imposition_of in automatic.hpp). docs/notes/optimisers.md measures both.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

struct Corner {
  std::array<double, 2> at{};
  double middle = 0;   // the direction of the middle of the domain there, in radians
  double opening = 0;  // the angle that the domain takes; more than pi
  /// How far the ray opposite to the middle stays outside the domain; infinite: it never comes back.
  double clear = std::numeric_limits<double>::infinity();
};

/// Those of a shape in the plane whose angle is above `least_opening`, with straight or curved sides, wherever two
/// parts of its boundary meet; at most `most_corners`, those of the largest angles. None of shapes of other dimensions,
/// and of those whose boundary has more than `most_parts`: such an outline follows a curve.
std::vector<Corner> inward_corners(const Geometry& shape);

inline constexpr double least_opening = 1.02 * 3.141592653589793;
inline constexpr std::size_t most_corners = 8;
inline constexpr std::size_t most_parts = 100;

/// Those of the domain where some equation has second derivatives by both coordinates of space.
std::vector<Corner> singular_corners(const Problem& problem);

/// What networks read beside the coordinates because of them; none where nothing is added. In sentences.
std::vector<std::string> corners_in_words(const Problem& stated);

}  // namespace ansatz
