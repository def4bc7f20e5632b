// What a problem does where it does not say: the rules that settings follow which are left to it. They are the same for
// problems that were written as text and for those that were not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// The optimiser of a problem that names none, by the number of weights of its networks, for as many inputs as there
/// are coordinates: second-order steps where their matrices are small enough.
Stage default_stage(std::span<const NetworkSpec> networks, const InputRows& inputs);

/// Whether a stage steps by the last gradient alone.
bool trains_by_first_order(const Problem& problem);

/// Slopes of the activations: one a layer where a stage of first order trains, which they speed up, else none: under
/// `lm` and quasi-Newton stages alone they cost digits (docs/notes measures both). None beside an activation with
/// trained arguments, which adapts by itself.
Adaptation adaptation_of(const Problem& problem, const NetworkSpec& network);

/// How conditions are held: exactly, where they can be, under `auto` alone, which comes to most errors sooner by it
/// (docs/notes measures it), but not on domains with corners that turn inwards (corners.hpp); by terms of the loss
/// elsewhere.
Imposition imposition_of(const Problem& problem);

/// Points of each equation (2000 for each coordinate, 500 for each parameter with a distribution), of all boundary and
/// initial conditions together (a fifth of that), of each fit (as many).
std::size_t equation_points(const Problem& problem);
std::size_t boundary_points(const Problem& problem);
std::size_t fit_points(const Problem& problem);

/// Steps between two draws of points; 0: the first stay. They are drawn anew where every stage is of second order and
/// forgets nothing by it. There it matters most: `lm` brings the residual at few points down to nothing while it stays
/// large between them (docs/notes measures both).
std::uint64_t resampling_steps(const Problem& problem);

/// Whether these draws are taken only where the loss at the new points is clearly larger: under `auto`, where it is not
/// said how often points are drawn anew.
bool tests_points(const Problem& problem);

/// Where points of equations go at a draw: they follow the residual where it is this rule that draws.
Placement resampling_places(const Problem& problem);

}  // namespace ansatz
