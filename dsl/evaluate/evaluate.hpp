// The evaluator: an expression of the language, in a scope, gives a value.
//
// There is one, for residuals, activations, exact solutions, settings, parameters and shapes alike. Whatever is
// known is folded by the graph itself, so "a number" is a constant of the graph. Definitions are evaluated once
// and calls of functions once for each tuple of arguments: `let b = a + a`, sixty deep, is sixty additions.
//
// Everything wrong is thrown as a Failure with its place, whatever layer found it.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/operation.hpp"
#include "evaluate/scope.hpp"
#include "evaluate/value.hpp"
#include "names/model.hpp"

namespace ansatz::dsl {

/// Thrown where a definition is used that was reported before.
struct Broken {};

/// Runs `action`; a Failure becomes a diagnostic, Broken is silent. False if it threw.
template <class Action>
bool guarded(std::vector<Diagnostic>& diagnostics, Action&& action) {
  try {
    action();
    return true;
  } catch (const Failure& failure) {
    diagnostics.push_back(failure.diagnostic);
  } catch (const Broken&) {  // reported where it broke
  }
  return false;
}

class Evaluator {
 public:
  Evaluator(const Model& model, Scope& scope) : model_(model), scope_(scope) {}

  Value evaluate(const Expression& e);
  /// The value as a scalar: E0306 for a condition, E0301 for anything else.
  ad::Expr scalar(const Expression& e) { return scalar_of(evaluate(e), e); }
  ad::Expr scalar_of(const Value& value, const Expression& e) const;
  /// Components of a scalar or a vector.
  std::vector<ad::Expr> components(const Expression& e) { return components_of(evaluate(e), e); }
  std::vector<ad::Expr> components_of(const Value& value, const Expression& e) const;
  /// The same with each component, or part of a complex number, put through `change`.
  template <class Change>
  Value each_component(const Expression& e, Change&& change) {
    return each_component_of(evaluate(e), e, std::forward<Change>(change));
  }
  template <class Change>
  Value each_component_of(const Value& value, const Expression& e, Change&& change) const {
    std::vector<ad::Expr> parts = value.kind == Value::Kind::complex ? value.parts : components_of(value, e);
    for (ad::Expr& part : parts) part = change(part);
    if (value.kind == Value::Kind::complex) return Value::complex(parts[0], parts[1]);
    return Value::vector(std::move(parts));
  }
  /// 1 where it holds, else 0; of a shape 1 at the points that belong to it.
  ad::Expr condition(const Expression& e);
  /// A finite number, known now: else E0304. `what` names it in the message.
  double number(const Expression& e, std::string_view what);
  /// left - right, one a component: E0302.
  std::vector<ad::Expr> residuals(const Equation& equation);
  /// Points lie on one side, a region that pieces of fields live on: such a field is its piece, and the names of these
  /// regions are true or false. Nothing: each point has what is valid where it lies.
  void stand_on(std::optional<std::size_t> region);
  /// What `action` gives there.
  template <class Action>
  auto on(std::optional<std::size_t> region, Action&& action) -> decltype(action()) {
    const SideOf back{*this, side_};
    stand_on(region);
    return action();
  }
  /// The places that points are of, for `jump`; null: any.
  void stand_at(const RegionClause* places);
  /// A field, differentiated by each of these in turn, whatever it consists of.
  Value field_value(const Symbol& field, std::span<const std::size_t> derivatives);
  /// What is said of the second region of an interface, less what is said of the first: `jump(e)`.
  Value jump(const Expression& call);
  /// Whether one was taken since the points were placed.
  bool took_jump() const { return took_jump_; }
  /// A `let` that is an activation, at its arguments.
  ad::Expr apply(std::size_t definition, std::span<const ad::Expr> arguments, Span place);

  // For functions.
  Scope& scope() { return scope_; }
  const Model& model() const { return model_; }
  ad::Graph& graph() { return scope_.graph(); }
  /// `e` with a name bound to a value, for binders and defaults.
  Value evaluate_with(std::string_view name, const Value& value, const Expression& e);
  /// `e` in another scope, on the same graph, with what is bound here.
  Value evaluate_in(Scope& scope, const Expression& e) const;
  void bind(std::string_view name, const Value& value) { bindings_.push_back({std::string(name), value}); }
  std::size_t integral_depth = 0;
  /// Counts the terms of all sums and products that are written out: E0109 at `e` where there are too many.
  void count_term(const Expression& e);
  /// The number of the coordinate an argument names, or E0303.
  std::size_t coordinate_argument(const Expression& e) const;
  /// Turns whatever `action` throws into a Failure at `place`.
  template <class Action>
  auto at(Span place, Action&& action) -> decltype(action()) {
    try {
      return action();
    } catch (Refusal& refusal) {
      fail(refusal.finding.at(place));
    } catch (const UserError& error) {
      fail(Finding(Code::wrong_kind, place, error.what()));
    }
  }
  Value binary(std::string_view op, const Value& a, const Value& b, const Expression& e);
  ad::Expr power(ad::Expr base, ad::Expr exponent);

 private:
  struct Binding {
    std::string name;
    Value value;
  };

  Value evaluate_name(const Expression& e);
  Value evaluate_symbol(const Expression& e, const Symbol& symbol);
  Value evaluate_chain(const Expression& e);
  Value evaluate_unary(const Expression& e);
  Value evaluate_comparison(const Expression& e);
  Value evaluate_conditional(const Expression& e);
  Value evaluate_list(const Expression& e);
  Value evaluate_call(const Expression& e);
  Value evaluate_elsewhere(const Expression& e, const Symbol& field, const std::vector<std::size_t>& derivatives);
  ad::Expr piecewise(const Symbol& field, const std::function<ad::Expr(std::size_t piece)>& of);
  ad::Expr region(std::size_t index);
  ad::Expr on_side(ad::Expr condition, const Expression& e);
  void require_one_sided(const std::vector<ad::Expr>& values, const Expression& e);
  std::array<std::size_t, 2> sides_of_interface(const Expression& call) const;
  Value definition(std::size_t index);
  Value call_definition(std::size_t index, const std::vector<Value>& arguments, Span place);
  /// The value of a table at its coordinates.
  Value look_up(const Declared& table, const std::vector<Value>& arguments, Span place);
  Value parameter(std::size_t index);
  const Value* bound(std::string_view name) const;
  ad::Expr as_condition(const Value& value, const Expression& e);
  ad::Expr belongs_to(const Geometry& shape, const Expression& e);
  void check_size(const Expression& e);

  /// Hides the bindings in force while a definition is evaluated: it sees its own arguments only.
  class Frame {
   public:
    explicit Frame(Evaluator& evaluator)
        : evaluator_(evaluator), size_(evaluator.bindings_.size()), frame_(evaluator.frame_) {
      evaluator.frame_ = size_;
    }
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;
    ~Frame() {
      evaluator_.bindings_.resize(size_);
      evaluator_.frame_ = frame_;
    }

   private:
    Evaluator& evaluator_;
    std::size_t size_, frame_;
  };

  /// Goes back to a side.
  struct SideOf {
    SideOf(Evaluator& of, std::optional<std::size_t> was) : evaluator(of), side(was) {}
    SideOf(const SideOf&) = delete;
    SideOf& operator=(const SideOf&) = delete;
    ~SideOf() { evaluator.stand_on(side); }
    Evaluator& evaluator;
    std::optional<std::size_t> side;
  };

  const Model& model_;
  Scope& scope_;
  std::vector<Binding> bindings_;
  std::size_t frame_ = 0;  // bindings from here on are visible
  std::map<std::size_t, Value> definitions_;
  std::map<std::size_t, Value> parameters_;
  std::map<std::string, Value> calls_;
  std::size_t terms_ = 0;
  // Of fields in pieces: pieces.cpp.
  std::optional<std::size_t> side_;
  bool on_interface_ = false;  // so that what a coordinate decides there does not say which side is meant
  const RegionClause* places_ = nullptr;
  bool took_jump_ = false;
};

/// The value of a constant of the graph; nothing for anything else.
std::optional<double> constant_of(ad::Expr e);

}  // namespace ansatz::dsl
