// The letters of the NIST Digital Library of Mathematical Functions.
#include "typeset/letters.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ansatz::dsl {

std::string_view special_letter(std::string_view function) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 20> letters{{
      {"airy_ai", "\\operatorname{Ai}"},
      {"airy_bi", "\\operatorname{Bi}"},
      {"bessel_i", "I"},
      {"bessel_j", "J"},
      {"bessel_k", "K"},
      {"bessel_y", "Y"},
      {"chebyshev_t", "T"},
      {"digamma", "\\psi"},
      {"elliptic_e", "E"},
      {"elliptic_k", "K"},
      {"expint", "\\operatorname{Ei}"},
      {"expint_e", "E"},
      {"hermite_h", "H"},
      {"laguerre_l", "L"},
      {"lambert_w", "W"},
      {"legendre_p", "P"},
      {"polygamma", "\\psi"},
      {"sph_bessel_j", "\\mathsf{j}"},
      {"sph_bessel_y", "\\mathsf{y}"},
      {"tgamma", "\\Gamma"},
  }};
  const auto* found =
      std::find_if(letters.begin(), letters.end(), [&](const auto& row) { return row.first == function; });
  return found == letters.end() ? std::string_view{} : found->second;
}

}  // namespace ansatz::dsl
