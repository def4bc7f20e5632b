#include "ansatz/core/search/families.hpp"

#include <algorithm>

namespace ansatz::search {
namespace {

/// Those of AQuaSurF with all derivatives on the whole line, and what solvers of differential equations are often built
/// with: arXiv:2301.05785, and section "smooth" of the guide of searches.
std::vector<std::string_view> smooth_unary() {
  return {"zero",  "one",  "identity",    "negative", "square",  "exp",   "erf",      "erfc",
          "sinh",  "cosh", "tanh",        "expm1",    "sigmoid", "swish", "softplus", "sin",
          "gauss", "sech", "log_sigmoid", "arcsinh",  "arctan",  "gelu",  "mish"};
}

}  // namespace

std::span<const OperatorFamily> operator_families() {
  static const std::vector<OperatorFamily> all = {
      {"smooth", Place::unary, "23 that have all derivatives everywhere", smooth_unary()},
      {"aquasurf", Place::unary, "the 27 of AQuaSurF, some with kinks and poles", unary_names(Origin::aquasurf)},
      {"smooth", Place::binary, "add, sub and mul", {"add", "sub", "mul"}},
      {"guarded",
       Place::binary,
       "add, sub and mul; div and pow, of which those functions stay that are finite and smooth",
       {"add", "sub", "mul", "div", "pow"}},
      {"aquasurf", Place::binary, "the 7 of AQuaSurF, with div, pow, max and min", binary_names()},
      {"smooth", Place::many, "sum_n and prod_n", {"sum_n", "prod_n"}},
      {"aquasurf", Place::many, "the 4 of AQuaSurF, with max_n and min_n", many_names()}};
  return all;
}

const OperatorFamily* find_family(Place place, std::string_view name) {
  for (const OperatorFamily& family : operator_families())
    if (family.place == place && family.name == name) return &family;
  return nullptr;
}

std::string_view name_of(Place place) {
  switch (place) {
    case Place::unary: return "unary";
    case Place::binary: return "binary";
    case Place::many: break;
  }
  return "many";
}

}  // namespace ansatz::search
