// Formulas as people write them. Which nodes are written out is decided first, from the result downwards, so that the
// text of any graph is bounded; then each of them is written once.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <set>
#include <vector>

#include "ansatz/autodiff/elementwise.hpp"
#include "graph/identities.hpp"

namespace ansatz::ad {
namespace {

/// How an elementwise operation is written between its operands, and how tightly that binds.
struct Infix {
  Op op;
  std::string_view sign;
  int binds;
  bool associates;  // a o (b o c) is written without parentheses
};

constexpr int comparison = 1, sum = 2, product = 3, sign = 4, whole = 5;
constexpr Infix infixes[] = {
    {Op::add, " + ", sum, true},         {Op::sub, " - ", sum, false},        {Op::mul, "*", product, true},
    {Op::div, "/", product, false},      {Op::lt, " < ", comparison, false},  {Op::le, " <= ", comparison, false},
    {Op::gt, " > ", comparison, false},  {Op::ge, " >= ", comparison, false}, {Op::eq, " = ", comparison, false},
    {Op::ne, " != ", comparison, false},
};

const Infix* infix(Op op) {
  const auto* found = std::find_if(std::begin(infixes), std::end(infixes), [&](const Infix& i) { return i.op == op; });
  return found == std::end(infixes) ? nullptr : found;
}

constexpr std::size_t most_numbers = 8;    // of a constant matrix
constexpr std::size_t most_operands = 6;   // of a concat
constexpr std::size_t most_of_all = 1000;  // operations; formulas are written by recursion

class Printer {
 public:
  Printer(Expr e, std::size_t most) : graph_(e.graph()), root_(e.id()) {
    choose(std::min(most, most_of_all));
    name_shared();
  }

  std::string print() const {
    std::string text = written(root_, 0), where;
    for (const auto& [id, name] : names_)
      where += fmt::format("{}{} = {}", where.empty() ? " where " : ", ", name, written(id, 0));
    return text + where;
  }

 private:
  /// Operations are written out level by level from the result; what is behind the last one is "...".
  void choose(std::size_t most) {
    std::vector<std::uint32_t> level{root_};
    std::set<std::uint32_t> seen{root_};
    while (!level.empty()) {
      std::vector<std::uint32_t> next;
      for (const std::uint32_t id : level) {
        if (graph_.operands(id).empty() || chosen_.size() == most) continue;
        chosen_.insert(id);
        for (const std::uint32_t operand : graph_.operands(id)) {
          ++uses_[operand];
          if (seen.insert(operand).second) next.push_back(operand);
        }
      }
      level = std::move(next);
    }
  }

  /// What is written out and used more than once gets a name, unless it is as short as one.
  void name_shared() {
    std::string prefix = "t";
    while (taken(prefix)) prefix += '_';
    for (const std::uint32_t id : chosen_)
      if (id != root_ && uses_.at(id) > 1 && !is_row(id)) names_[id] = fmt::format("{}{}", prefix, names_.size() + 1);
  }

  /// Whether an input that is written is called like a name.
  bool taken(const std::string& prefix) const {
    return std::any_of(uses_.begin(), uses_.end(), [&](const auto& use) {
      const Node& node = graph_.node(use.first);
      return node.op == Op::input && graph_.leaf(node.leaf).name.starts_with(prefix);
    });
  }

  static bool picks_rows(Op op) {
    const RowsOf* form = form_of<RowsOf>(op);
    return form != nullptr && form->first_row != nullptr;
  }

  /// One row of a leaf: x[0].
  bool is_row(std::uint32_t id) const {
    const Node& node = graph_.node(id);
    return picks_rows(node.op) && node.shape.rows == 1 && graph_.operands(graph_.operands(id)[0]).empty();
  }

  /// As an operand of something that binds as tightly as `around`.
  std::string text(std::uint32_t id, int around) const {
    const auto named = names_.find(id);
    if (named != names_.end()) return named->second;
    if (graph_.operands(id).empty()) return leaf(id, around);
    return chosen_.contains(id) ? written(id, around) : "...";
  }

  std::string written(std::uint32_t id, int around) const {
    if (graph_.operands(id).empty()) return leaf(id, around);
    if (!chosen_.contains(id)) return "...";
    const Node& node = graph_.node(id);
    const auto operands = graph_.operands(id);
    if (node.op == Op::neg) return enclosed("-" + text(operands[0], sign), sign, around);
    if (const Infix* form = infix(node.op))
      return enclosed(fmt::format("{}{}{}", text(operands[0], form->binds), form->sign,
                                  text(operands[1], form->associates ? form->binds : form->binds + 1)),
                      form->binds, around);
    if (picks_rows(node.op) && node.shape.rows == 1)
      return fmt::format("{}[{}]", text(operands[0], whole),
                         form_of<RowsOf>(node.op)->first_row(graph_.attributes(id)));
    return call(id);
  }

  std::string call(std::uint32_t id) const {
    const Node& node = graph_.node(id);
    const auto operands = graph_.operands(id);
    std::vector<std::string> parts;
    for (std::size_t k = 0; k < std::min(operands.size(), most_operands); ++k) parts.push_back(text(operands[k], 0));
    if (operands.size() > most_operands) parts.push_back(fmt::format("... {} more", operands.size() - most_operands));
    if (const UserFunction* form = form_of<UserFunction>(node.op))
      return fmt::format("{}({})", graph_.functions()[form->number(graph_.attributes(id))].name(),
                         fmt::join(parts, ", "));
    if (is_repetition(graph_.at(id))) parts.push_back(describe(graph_, node.shape));
    if (form_of<RowsBelow>(node.op) == nullptr)  // the parts tell where they end
      for (const std::uint32_t word : graph_.attributes(id)) parts.push_back(fmt::format("{}", word));
    return fmt::format("{}({})", info(node.op).name, fmt::join(parts, ", "));
  }

  std::string leaf(std::uint32_t id, int around) const {
    const Node& node = graph_.node(id);
    if (node.op == Op::input) return graph_.leaf(node.leaf).name;
    if (node.op == Op::count) return fmt::format("count({})", graph_.axis_name({node.leaf}));
    const auto values = graph_.constant_values(id);
    if (values.size() == 1) return enclosed(fmt::format("{}", values[0]), values[0] < 0 ? sign : whole, around);
    if (values.size() > most_numbers) return fmt::format("constant {}", describe(graph_, node.shape));
    std::vector<std::string> rows;
    for (std::size_t row = 0; row < node.shape.rows; ++row)
      rows.push_back(fmt::format("{}", fmt::join(values.subspan(row * node.shape.cols, node.shape.cols), " ")));
    return fmt::format("[{}]", fmt::join(rows, "; "));
  }

  static std::string enclosed(std::string text, int binds, int around) {
    return binds < around ? "(" + text + ")" : text;
  }

  Graph& graph_;
  std::uint32_t root_;
  std::set<std::uint32_t> chosen_;              // operations that are written out
  std::map<std::uint32_t, std::size_t> uses_;   // by those
  std::map<std::uint32_t, std::string> names_;  // of shared ones, operands before users
};

}  // namespace

std::string to_string(Expr e, std::size_t most) { return e.valid() ? Printer(e, most).print() : "(empty)"; }

std::ostream& operator<<(std::ostream& out, Expr e) { return out << to_string(e); }

}  // namespace ansatz::ad
