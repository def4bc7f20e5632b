// The few operations on vectors of parameters that every optimiser needs, in double precision and in a fixed
// order of summation: the same numbers give the same bits.
#pragma once

#include <span>
#include <vector>

namespace ansatz::optimise {

using Vector = std::vector<double>;
using In = std::span<const double>;
using Out = std::span<double>;

double dot(In a, In b);
double norm(In a);     // 2-norm
double largest(In a);  // largest magnitude; NaN when any component is
bool all_finite(In a);
void add_scaled(Out y, double a, In x);  // y += a x
void scale(Out y, double a);             // y *= a
void copy(In from, Out to);

}  // namespace ansatz::optimise
