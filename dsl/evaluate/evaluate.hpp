// The evaluator: an expression of the language, in a scope, gives a value.
//
// There is one, for residuals, activations, exact solutions, settings, parameters and shapes alike. Whatever is
// known is folded by the graph itself, so "a number" is a constant of the graph. Definitions are evaluated once
// and calls of functions once for each tuple of arguments: `let b = a + a`, sixty deep, is sixty additions.
//
// Everything wrong is thrown as a Failure with its place, whatever layer found it.
#pragma once

#include <map>
#include <optional>
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
  /// 1 where it holds, else 0.
  ad::Expr condition(const Expression& e);
  /// A finite number, known now: else E0304. `what` names it in the message.
  double number(const Expression& e, std::string_view what);
  /// left - right, one a component: E0302.
  std::vector<ad::Expr> residuals(const Equation& equation);
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
  Value evaluate_field(const Expression& e, const Symbol& field, const std::vector<std::size_t>& derivatives);
  Value definition(std::size_t index);
  Value call_definition(std::size_t index, const std::vector<Value>& arguments, Span place);
  /// The value of a table at its coordinates.
  Value look_up(const Declared& table, const std::vector<Value>& arguments, Span place);
  Value parameter(std::size_t index);
  const Value* bound(std::string_view name) const;
  ad::Expr as_condition(const Value& value, const Expression& e);
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

  const Model& model_;
  Scope& scope_;
  std::vector<Binding> bindings_;
  std::size_t frame_ = 0;  // bindings from here on are visible
  std::map<std::size_t, Value> definitions_;
  std::map<std::size_t, Value> parameters_;
  std::map<std::string, Value> calls_;
  std::size_t terms_ = 0;
};

/// The value of a constant of the graph; nothing for anything else.
std::optional<double> constant_of(ad::Expr e);

}  // namespace ansatz::dsl
