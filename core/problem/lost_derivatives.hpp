// Whether networks have the derivatives that conditions take of their fields: what is 0 whatever is trained, or is not
// there, trains nothing, and its loss says nothing.
//
// It is decided on the expression of the activation. A derivative of it that is structurally 0 is lost where the
// activation is made of pieces (`relu`, |z|, `if z > 0 ...`): on each of them it is 0, and where they meet there is
// none. A smooth activation with such a derivative is a polynomial, and so is the network, of a degree that grows with
// its layers: that loses the derivatives above its own degree.
//
// Read next: activation.hpp (public), which says it of one network.
#pragma once

#include <cstddef>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// The highest order of derivatives that conditions take of each field, of the problem's fields in their order; 0 where
/// they take none.
std::vector<std::size_t> orders_taken(const Problem& problem);

/// No network lacks what is taken of its fields. Throws UserError that names the network and its activation.
void require_derivatives(const Problem& problem);

}  // namespace ansatz
