// Formulas are asked at a point where nothing is known (any_point.hpp): what they speak of is what they depend on.
//
// Read next: check.hpp (all other rules), trial.hpp in loss (the point as training sees it).
#include "problem/meaning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "network/coordinate_scope.hpp"
#include "problem/any_point.hpp"

namespace ansatz {
namespace {

class Meaning {
 public:
  explicit Meaning(const Problem& problem) : problem_(problem), point_(problem, graph_) {}

  void require() {
    for (const Condition& condition : problem_.conditions) require_condition(condition);
    for (const AnsatzField& ansatz : problem_.ansatz)
      if (ansatz.field < problem_.fields.size()) require_ansatz(ansatz);
    require_spoken_of("field", point_.fields());
    require_spoken_of("unknown", point_.unknowns());
  }

 private:
  /// What `e` depends on; nothing where it is no formula of this graph, which whoever uses it refuses.
  std::vector<std::uint32_t> parts(ad::Expr e) const {
    if (!e.valid() || &e.graph() != &graph_) return {};
    return ad::reachable(std::span(&e, 1));
  }
  static bool holds(const std::vector<std::uint32_t>& parts, ad::Expr leaf) {
    return std::binary_search(parts.begin(), parts.end(), leaf.id());
  }

  /// Whether it is a sum or product of zeros: what was written says that something is itself, and holds.
  bool cancels(const std::vector<std::uint32_t>& found) const {
    return std::all_of(found.begin(), found.end(), [&](std::uint32_t id) {
      const ad::Op op = graph_.node(id).op;
      return op == ad::Op::constant ? graph_.constant_values(id)[0] == 0 : op != ad::Op::input && op != ad::Op::count;
    });
  }

  void require_condition(const Condition& condition) {
    const Residuals residuals = condition.residuals(point_);
    for (std::size_t j = 0; j < residuals.size(); ++j) {
      const std::vector<std::uint32_t> found = parts(residuals[j]);
      if (found.empty() || cancels(found)) continue;
      const bool of_fields = note(found, point_.fields()), of_unknowns = note(found, point_.unknowns());
      if (!of_fields && !of_unknowns)
        throw UserError(fmt::format(
            "condition `{}`: {} speaks of no field and of no unknown, so that no training can change it: it is {}",
            condition.name, residuals.size() == 1 ? "its residual" : fmt::format("residual {}", j + 1),
            ad::to_string(residuals[j])));
    }
  }

  /// Notes which of `leaves` are among the parts; whether there are any.
  bool note(const std::vector<std::uint32_t>& found, const std::vector<ad::Expr>& leaves) {
    bool any = false;
    for (const ad::Expr& leaf : leaves)
      if (holds(found, leaf)) {
        any = true;
        spoken_of_.insert(leaf.id());
      }
    return any;
  }

  void require_ansatz(const AnsatzField& ansatz) {
    const ad::Expr net = graph_.input("net", 1, point_.coordinates().shape().axis);
    const CoordinateScope at(point_.coordinates(), problem_.domain, point_.unknowns(), problem_.unknowns);
    const std::vector<std::uint32_t> found = parts(ansatz.value(at, net));
    if (found.empty()) return;
    note(found, point_.unknowns());
    if (!holds(found, net))
      throw UserError(fmt::format(
          "the ansatz of field `{}` does not use the output of its network: there is nothing to train in it",
          problem_.fields[ansatz.field]));
  }

  void require_spoken_of(std::string_view kind, const std::vector<ad::Expr>& leaves) const {
    for (const ad::Expr& leaf : leaves)
      if (!spoken_of_.contains(leaf.id()))
        throw UserError(fmt::format("{} `{}` is in no condition: nothing says what it is to be", kind,
                                    graph_.leaf(graph_.node(leaf.id()).leaf).name));
  }

  const Problem& problem_;
  ad::Graph graph_;
  AnyPoint point_;
  std::set<std::uint32_t> spoken_of_;
};

}  // namespace

void require_meaning(const Problem& problem) { Meaning(problem).require(); }

}  // namespace ansatz
