// Formulas are asked at a point where fields are known to be nothing in particular: field i is exp(a . x) with numbers
// a of its own, whose derivatives of any order are never 0. What an expression speaks of is then what it depends on,
// and neither a network nor an ansatz is needed for it.
//
// Read next: check.hpp (all other rules), trial.hpp in loss (the point as training sees it).
#include "problem/meaning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "network/coordinate_scope.hpp"
#include "problem/numbers.hpp"

namespace ansatz {
namespace {

class AnyPoint final : public PointScope {
 public:
  AnyPoint(const Problem& problem, ad::Graph& graph)
      : problem_(problem),
        graph_(graph),
        axis_(graph.axis("point")),
        coordinates_(graph.input("coordinates", dimensions(), axis_)) {
    for (const std::string& field : problem.fields) fields_.push_back(graph.parameter(field, dimensions()));
    for (const UnknownSpec& unknown : problem.unknowns) unknowns_.push_back(graph.parameter(unknown.name));
  }

  /// What fields and unknowns are made of: whatever depends on one of these speaks of it.
  const std::vector<ad::Expr>& fields() const { return fields_; }
  const std::vector<ad::Expr>& unknowns() const { return unknowns_; }
  ad::Expr coordinates() const { return coordinates_; }

  ad::Graph& graph() const override { return graph_; }
  std::size_t space() const override { return problem_.domain.space.size(); }
  std::string_view name(Kind kind, std::size_t i) const override { return name_of(problem_, kind, i); }
  ad::Expr coordinate(std::size_t i) const override {
    require_number(problem_, Kind::coordinate, i);
    return coordinates_[static_cast<std::uint32_t>(i)];
  }
  ad::Expr field(std::size_t i) const override {
    require_number(problem_, Kind::field, i);
    return ad::exp(ad::sum(fields_[i] * coordinates_));
  }
  ad::Expr field_at(std::size_t i, std::span<const ad::Expr> coordinates) const override {
    return field_derivative_at(i, {}, coordinates);
  }
  ad::Expr field_derivative_at(std::size_t i, std::span<const std::size_t> derivatives,
                               std::span<const ad::Expr> coordinates) const override {
    require_number(problem_, Kind::field, i);
    ad::Expr exponent = graph_.constant(0), factor = graph_.constant(1);
    for (std::size_t j = 0; j < std::min<std::size_t>(coordinates.size(), dimensions()); ++j)
      exponent = exponent + fields_[i][static_cast<std::uint32_t>(j)] * coordinates[j];
    for (const std::size_t coordinate : derivatives) {
      require_number(problem_, Kind::coordinate, coordinate);
      factor = factor * fields_[i][static_cast<std::uint32_t>(coordinate)];
    }
    return factor * ad::exp(exponent);
  }
  ad::Expr derivative(ad::Expr e, std::size_t coordinate) const override {
    require_number(problem_, Kind::coordinate, coordinate);
    return ad::partial(e, coordinates_, static_cast<std::uint32_t>(coordinate));
  }
  // Whether the points of a condition have these is not the question here.
  ad::Expr normal(std::size_t) const override { return graph_.input("normal", 1, axis_); }
  ad::Expr unknown(std::size_t i) const override {
    require_number(problem_, Kind::unknown, i);
    return unknowns_[i];
  }
  ad::Expr measured(std::size_t) const override { return graph_.input("measured", 1, axis_); }

 private:
  std::uint32_t dimensions() const { return static_cast<std::uint32_t>(problem_.domain.dimensions()); }

  const Problem& problem_;
  ad::Graph& graph_;
  ad::Axis axis_;
  ad::Expr coordinates_;
  std::vector<ad::Expr> fields_, unknowns_;
};

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
