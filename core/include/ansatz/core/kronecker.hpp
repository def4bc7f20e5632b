// Activations that are sums of functions with trained amplitudes and frequencies: deep Kronecker networks and, of waves
// of growing frequency, rowdy activations. Source: `method_of`.
//
//   sigma(n a z) + sum_k n alpha_k phi_k(n F_k z)
//
// sigma is the activation of the network. a and F start at 1/n and alpha at 0: the network starts as that of sigma, to
// the bit. Without functions it is Llaaf, or, of neurons, Nlaaf. Read next: network/kronecker.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/adaptation.hpp"

namespace ansatz {

/// An elementwise function that such a sum may hold. It has no settings.
struct FunctionMethod : Method {
  static constexpr std::string_view family = "function";
  using Value = std::function<ad::Expr(ad::Expr z)>;

  FunctionMethod(std::string name, std::string doc, Value of);

  Value value;
};

using ElementwiseFunction = ChoiceOf<FunctionMethod>;

/// The built-in activation of this name (activation.hpp). Throws UserError, listing them, where there is none.
ElementwiseFunction elementwise(std::string_view name);
/// Any other; the name is for messages.
ElementwiseFunction elementwise(std::string name, FunctionMethod::Value value);
/// The built-in ones, in the order of their table.
std::vector<std::shared_ptr<const FunctionMethod>> elementwise_functions();

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
