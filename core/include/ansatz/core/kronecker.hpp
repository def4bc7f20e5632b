// Activations that are sums of functions with trained amplitudes and frequencies: deep Kronecker networks and, of waves
// of growing frequency, rowdy activations. Source: `method_of`.
//
//   sigma(n a z) + sum_k n alpha_k phi_k(n F_k z)
//
// sigma is the activation of the network. a and F start at 1/n and alpha at 0: the network starts as that of sigma, to
// the bit. Without functions it is Llaaf, or, of neurons, Nlaaf. Read next: network/kronecker.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "ansatz/core/adaptation.hpp"
#include "ansatz/core/elementwise.hpp"

namespace ansatz {

/// A sum of given functions.
struct Kronecker {
  std::vector<ElementwiseFunction> functions;  // phi_1, phi_2, ...
  double n = 10;                               // >= 1
  PerWhat per = PerWhat::layer;                // what has a, alpha and F of its own
  Schedule recovery = 0.0;                     // of the slopes a
  SlopeOperator op = SlopeOperator::exp;
  SlopeTotal over = SlopeTotal::mean;
};

enum class Wave { sine, cosine };

/// phi_k(z) = sin(k z), or cos(k z), k = 1 .. terms.
struct Rowdy {
  std::uint32_t terms = 9;  // 1 .. 1000
  double n = 10;            // >= 1
  Wave wave = Wave::sine;
  PerWhat per = PerWhat::layer;
  Schedule recovery = 0.0;  // of the slopes a
  SlopeOperator op = SlopeOperator::exp;
  SlopeTotal over = SlopeTotal::mean;
};

std::shared_ptr<const AdaptationMethod> method_of(const Kronecker&);
std::shared_ptr<const AdaptationMethod> method_of(const Rowdy&);

}  // namespace ansatz
