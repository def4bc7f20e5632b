#include "ansatz/core/search/families.hpp"

#include "ansatz/core/search/space.hpp"

namespace ansatz::search {
namespace {

std::vector<std::string_view> names_of(const std::vector<OperatorRef>& operators) {
  std::vector<std::string_view> names;
  for (const OperatorRef& op : operators) names.push_back(op->name);
  return names;
}

}  // namespace

std::span<const OperatorFamily> operator_families() {
  static const SpaceSpec smooth = smooth_space(Operators()).spec();  // keeps the names
  static const std::vector<OperatorFamily> all = {
      {"smooth", Place::unary, "those that have all derivatives everywhere", names_of(smooth.unary)},
      {"aquasurf", Place::unary, "the 27 of AQuaSurF, some with kinks and poles", unary_names(Origin::aquasurf)},
      {"smooth", Place::binary, "add, sub and mul", {"add", "sub", "mul"}},
      {"guarded", Place::binary, "these, div and pow", names_of(smooth.binary)},
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
