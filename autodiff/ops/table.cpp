#include "ops/table.hpp"

#include <iterator>

namespace ansatz::ad {
namespace {

// In the order of `Op`, where these follow each other.
constexpr const StructuralOperation* table[] = {
#define ANSATZ_STRUCTURAL(name, arity, parameters, doc) &ops::name,
#include "ansatz/autodiff/structural.def"
#undef ANSATZ_STRUCTURAL
};

constexpr Op order[] = {
#define ANSATZ_STRUCTURAL(name, arity, parameters, doc) Op::name,
#include "ansatz/autodiff/structural.def"
#undef ANSATZ_STRUCTURAL
};
constexpr auto first = static_cast<std::size_t>(order[0]);

}  // namespace

const StructuralOperation* structural(Op op) {
  const auto number = static_cast<std::size_t>(op);
  return number < first || number - first >= std::size(table) ? nullptr : table[number - first];
}

}  // namespace ansatz::ad
