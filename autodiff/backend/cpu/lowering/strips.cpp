// A sum of products +-a b c +- d e f runs as one instruction: intermediate products that nobody else reads are not
// written at all. A node is joined into its reader when that is its only reader and stands in the same group.
#include "backend/cpu/lowering/strips.hpp"

#include <algorithm>
#include <unordered_map>

namespace ansatz::ad {
namespace {

constexpr std::size_t most_factors = 3;
constexpr StripCode neg = table_code(Op::neg), mul = table_code(Op::mul), sub = table_code(Op::sub);

/// +- the product of some values.
struct Product {
  bool minus = false;
  std::vector<Ref> factors;
};

class GroupEmitter {
 public:
  GroupEmitter(const std::vector<Item>& items, const Step& group, Addresses& addresses,
               std::vector<StripInstruction>& code)
      : items_(items), group_(group), addresses_(addresses), code_(code), rows_(items[group.items[0]].rows) {
    for (const std::uint32_t i : group.items) uses_[i] = 0;
    for (const std::uint32_t i : group.items)
      for (const Ref& operand : items[i].operands)
        if (in_group(operand)) ++uses_[operand.index];
  }

  void run() {
    plan();
    gather();
    find_last_reads();
    for (std::size_t k = 0; k < planned_.size(); ++k) emit(k);
  }

 private:
  struct Planned {
    std::uint32_t item;
    StripCode code;
    std::vector<Ref> operands;
    std::size_t turn = 0;
  };

  bool in_group(const Ref& ref) const { return reads_in_place(items_, ref, rows_) && uses_.contains(ref.index); }

  /// Whether `ref` is a value of this group, by that operation, that only one reader sees.
  bool joinable(const Ref& ref, StripCode code) const {
    return in_group(ref) && uses_.at(ref.index) == 1 && !addresses_.kept(ref.index) && items_[ref.index].code == code;
  }

  /// `ref` as a product, taking apart as many single-reader products as fit.
  Product as_product(const Ref& ref) const {
    Product product{false, {ref}};
    for (std::size_t k = 0; k < product.factors.size();) {
      const Ref factor = product.factors[k];
      if (joinable(factor, neg)) {
        product.minus = !product.minus;
        product.factors[k] = items_[factor.index].operands[0];
      } else if (product.factors.size() < most_factors && joinable(factor, mul)) {
        product.factors[k] = items_[factor.index].operands[0];
        product.factors.push_back(items_[factor.index].operands[1]);
      } else {
        ++k;
      }
    }
    return product;
  }

  Product product_of(const Item& item) const {
    Product left = as_product(item.operands[0]);
    if (item.code == neg) {
      left.minus = !left.minus;
      return left;
    }
    // Both sides whole where they fit, else the longer one taken as a value.
    Product right = as_product(item.operands[1]);
    if (left.factors.size() + right.factors.size() > most_factors) {
      Product& longer = left.factors.size() >= right.factors.size() ? left : right;
      longer = {false, {item.operands[&longer == &left ? 0 : 1]}};
      if (left.factors.size() + right.factors.size() > most_factors) right = {false, {item.operands[1]}};
    }
    left.minus = left.minus != right.minus;
    left.factors.insert(left.factors.end(), right.factors.begin(), right.factors.end());
    return left;
  }

  Planned sum_of(std::uint32_t i, Product left, Product right) const {
    if (left.minus && !right.minus && !right.factors.empty()) std::swap(left, right);
    const Signs signs = left.minus                              ? Signs::minus_minus
                        : right.minus && !right.factors.empty() ? Signs::plus_minus
                                                                : Signs::plus_plus;
    Planned planned{i, sum_of_products_code({left.factors.size(), right.factors.size(), signs}), left.factors};
    planned.operands.insert(planned.operands.end(), right.factors.begin(), right.factors.end());
    return planned;
  }

  Planned plan_item(std::uint32_t i) const {
    const Item& item = items_[i];
    if (item.kind == Item::Kind::reduce) return {i, reduce_code, item.operands};
    if (item.code == neg || item.code == mul) return sum_of(i, product_of(item), {});
    if (item.code != table_code(Op::add) && item.code != sub) return {i, item.code, item.operands};
    Product right = as_product(item.operands[1]);
    right.minus = right.minus != (item.code == sub);
    return sum_of(i, as_product(item.operands[0]), std::move(right));
  }

  /// Backwards from the readers, so that what was joined is known when its own turn comes.
  void plan() {
    std::unordered_map<std::uint32_t, bool> read;
    for (auto i = group_.items.rbegin(); i != group_.items.rend(); ++i) {
      if (items_[*i].kind != Item::Kind::reduce && !addresses_.kept(*i) && !read[*i]) continue;
      planned_.push_back(plan_item(*i));
      for (const Ref& operand : planned_.back().operands)
        if (in_group(operand)) read[operand.index] = true;
    }
    std::reverse(planned_.begin(), planned_.end());
  }

  /// Stable order in which functions and sums of products take turns as seldom as their operands allow: neighbouring
  /// sums of products can then become one function of machine code.
  void gather() {
    std::unordered_map<std::uint32_t, std::size_t> turn;  // even: functions and others, odd: sums of products
    const auto turn_of = [&](const Planned& planned) {
      const std::size_t parity = is_sum_of_products(planned.code) ? 1 : 0;
      std::size_t result = parity;
      for (const Ref& operand : planned.operands)
        if (in_group(operand)) {
          const std::size_t before = turn.at(operand.index);
          result = std::max(result, before % 2 == parity ? before : before + 1);
        }
      return result;
    };
    for (Planned& planned : planned_) turn[planned.item] = planned.turn = turn_of(planned);
    std::stable_sort(planned_.begin(), planned_.end(),
                     [](const Planned& a, const Planned& b) { return a.turn < b.turn; });
  }

  void find_last_reads() {
    for (std::size_t k = 0; k < planned_.size(); ++k)
      for (const Ref& operand : planned_[k].operands)
        if (in_group(operand)) last_read_[operand.index] = k;
  }

  StripOperand operand(const Ref& ref) {
    const auto scratch = scratch_.find(ref.index);
    if (!ref.free && scratch != scratch_.end() && in_group(ref)) return addresses_.scratch(scratch->second);
    return addresses_.operand(ref);
  }

  StripOperand target(std::uint32_t i) {
    if (items_[i].kind == Item::Kind::reduce)
      return {addresses_.sums(items_[i].number, rows_, 1), 1, Space::tile, false, false};
    if (addresses_.kept(i)) return addresses_.item(i);
    std::uint32_t strip = 0;
    while (std::find(busy_.begin(), busy_.end(), strip) != busy_.end()) ++strip;
    busy_.push_back(strip);
    scratch_[i] = strip;
    return addresses_.scratch(strip);
  }

  void emit(std::size_t k) {
    const Planned& planned = planned_[k];
    StripInstruction instruction;
    instruction.code = planned.code;
    instruction.operand_count = static_cast<std::uint8_t>(planned.operands.size());
    for (std::size_t n = 0; n < planned.operands.size(); ++n) instruction.operands[n] = operand(planned.operands[n]);
    instruction.target = target(planned.item);
    for (const Ref& read : planned.operands)
      if (in_group(read) && last_read_[read.index] == k && scratch_.contains(read.index)) {
        std::erase(busy_, scratch_[read.index]);
      }
    code_.push_back(instruction);
  }

  const std::vector<Item>& items_;
  const Step& group_;
  Addresses& addresses_;
  std::vector<StripInstruction>& code_;
  std::uint32_t rows_;
  std::unordered_map<std::uint32_t, std::uint32_t> uses_, scratch_;
  std::unordered_map<std::uint32_t, std::size_t> last_read_;
  std::vector<Planned> planned_;
  std::vector<std::uint32_t> busy_;
};

}  // namespace

void emit_strips(const std::vector<Item>& items, const Step& group, Addresses& addresses,
                 std::vector<StripInstruction>& code) {
  GroupEmitter(items, group, addresses, code).run();
}

}  // namespace ansatz::ad
