// `Reader` follows the instructions and knows which value stands in which place; its sums are those of
// kernels/strip.cpp.
#include "backend/cpu/native/formulas.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace ansatz::ad::native {
namespace {

using Kind = Operation::Kind;

class Reader {
 public:
  explicit Reader(const Layout& layout) : layout_(layout) {}

  bool read(const StripInstruction& instruction, bool needed) {
    for (int k = 0; k < instruction.operand_count; ++k) {
      const std::optional<int> value = operand(instruction.operands[k]);
      if (!value) return false;
      factors_[k] = *value;
    }
    const std::optional<Place> target = place(instruction.target);
    if (!target) return false;
    const int result = instruction.code == copy_code ? factors_[0] : sum(instruction.code);
    values_[key(instruction.target)] = result;
    if (needed) operations_[static_cast<std::size_t>(result)].targets.push_back(target->address);
    return true;
  }

  std::vector<Operation> take() { return std::move(operations_); }

 private:
  using Key = std::tuple<std::uint32_t, std::uint32_t, Space, bool>;
  static Key key(const StripOperand& o) { return {o.offset, o.step, o.space, o.local}; }

  std::optional<Place> place(const StripOperand& operand) const {
    const auto offset = static_cast<std::int32_t>(operand.offset * layout_.number_bytes);
    const std::size_t lanes = 64 / layout_.number_bytes;
    if (operand.space == Space::prepared) {
      if (operand.step == 0) return Place{{Base::prepared_fixed, offset, false}, true, true};
      if (operand.step == lanes && operand.scalar) return Place{{Base::prepared_row, offset, false}, true, false};
      return {};
    }
    if (operand.local) return Place{{Base::local, offset, true}};
    if (operand.step == layout_.stride) return Place{{Base::tile_row, offset, true}};
    if (operand.step == 0) return Place{{Base::tile_fixed, offset, true}};
    return {};
  }

  std::optional<int> operand(const StripOperand& operand) {
    const auto known = values_.find(key(operand));
    if (known != values_.end()) return known->second;
    const std::optional<Place> where = place(operand);
    if (!where) return {};
    operations_.push_back({.kind = Kind::load, .place = where});
    return values_[key(operand)] = static_cast<int>(operations_.size()) - 1;
  }

  int add(Kind kind, int a, int b = -1, int c = -1, Fused signs = Fused::add) {
    const auto [entry, added] = known_.try_emplace({kind, a, b, c, signs}, static_cast<int>(operations_.size()));
    if (added) operations_.push_back({kind, signs, {a, b, c}});
    return entry->second;
  }

  int product(const int* factors, std::size_t count) {
    int result = factors[0];
    for (std::size_t k = 1; k < count; ++k) result = add(Kind::mul, result, factors[k]);
    return result;
  }

  /// The cases of `sum_of_products` in kernels/strip.cpp.
  int sum(StripCode code) {
    const SumOfProducts form = product_form(code - products_code);
    const std::size_t left = form.left, right = form.right;
    const bool minus_left = form.signs == Signs::minus_minus, minus_right = form.signs != Signs::plus_plus;
    const int* f = factors_;
    if (right == 0) return minus_left ? add(Kind::negate, product(f, left)) : product(f, left);
    if (left == 1 && right == 1) {
      if (minus_left) return add(Kind::negate, add(Kind::add, f[0], f[1]));
      return add(minus_right ? Kind::sub : Kind::add, f[0], f[1]);
    }
    if (left == 1) {
      const Fused fused = minus_left ? Fused::negative_sub : minus_right ? Fused::negative_add : Fused::add;
      return add(Kind::fused, product(f + 1, right - 1), f[right], f[0], fused);
    }
    const Fused fused = minus_left ? Fused::negative_sub : minus_right ? Fused::sub : Fused::add;
    const int p = product(f, left - 1), r = product(f + left, right);
    return add(Kind::fused, p, f[left - 1], r, fused);
  }

  const Layout& layout_;
  std::vector<Operation> operations_;
  std::map<Key, int> values_;  // what stands where
  std::map<std::tuple<Kind, int, int, int, Fused>, int> known_;
  int factors_[max_strip_operands] = {};
};

}  // namespace

int Operation::count() const {
  switch (kind) {
    case Kind::load: return 0;
    case Kind::negate: return 1;
    case Kind::fused: return 3;
    default: return 2;
  }
}

std::optional<std::vector<Operation>> formulas(std::span<const StripInstruction> instructions, const Layout& layout,
                                               const std::vector<bool>& needed) {
  Reader reader(layout);
  for (std::size_t k = 0; k < instructions.size(); ++k)
    if (!reader.read(instructions[k], needed[k])) return {};
  return reader.take();
}

}  // namespace ansatz::ad::native
