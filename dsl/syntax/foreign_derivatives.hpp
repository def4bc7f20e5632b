// Derivatives as papers, LaTeX and other programs write them, and what this language writes for them:
//
//   ∂²u/∂x∂t   ∂u/∂t   \frac{\partial u}{\partial t}   d^2u/dx^2   du/dx   d/dx(u)     u_xt, u_t, u_x, dx(u)
//   ∂u/∂n   du/dn                                                                      dn(u), where no coordinate is n
//   ∇²u   grad^2 u   \nabla^2 u   ∇·V   Δu                                             lap(u), div(V)
//   u''   u_{xx}   u.x   u.diff(x, 2)   D[u, {x, 2}]                                   u_xx, u_x
//
// Those with letters that could be names are read so only where fields and coordinates of these names are declared in
// the same text. Pure functions of the text; the scanner (scanner_repairs.cpp) reports and repairs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "syntax/declared_names.hpp"

namespace ansatz::dsl {

/// What stands at a place of a text, spelt as here.
struct Respelling {
  std::string plain;    // empty where nothing of that kind stands there
  std::size_t end = 0;  // up to where the text was looked at; of what stands there, its end

  explicit operator bool() const { return !plain.empty(); }
};

/// A quotient of differentials at `at`, which begins with ∂, d, \partial or \frac.
Respelling quotient_of_differentials(std::string_view text, std::size_t at, const DeclaredNames& names);

/// ∇, `grad` or \nabla at `at` with a power or a product, or Δ before the name of a field.
Respelling nabla(std::string_view text, std::size_t at, const DeclaredNames& names);

/// What is written behind the name of a field, or of a derivative of one, that ends at `end`: `''`, `.x`, `.diff(x)`;
/// or behind the `_` with which the word ends: `{xx}`. Primes need that there is one coordinate.
Respelling marked_derivative(std::string_view text, std::size_t begin, std::size_t end, const DeclaredNames& names);

/// `D[u, x, t]` and `D[u, {x, 2}]` of a field at `at`.
Respelling bracketed_derivative(std::string_view text, std::size_t at, const DeclaredNames& names);

/// How many primes stand at `at`: `'`, ’ or ′, and two for ″; and where they end.
struct Primes {
  std::size_t count = 0;
  std::size_t end = 0;
};
Primes primes(std::string_view text, std::size_t at);

}  // namespace ansatz::dsl
