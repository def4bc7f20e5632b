// What is known of a problem once its statements have been understood: the step between the model (names) and
// the core's `Problem` (what is solved). Conditions are here as symbols, so that they can be asked what they
// contain; the checks read this, the lowering turns it into a `Problem`.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "evaluate/evaluate.hpp"
#include "evaluate/symbolic.hpp"
#include "names/model.hpp"
#include "names/names.hpp"
#include "settings/blocks.hpp"

namespace ansatz::dsl {

/// One scalar residual of a condition.
struct SymbolicResidual {
  ad::Expr value;
  const Equation* equation = nullptr;
};

struct ConditionFacts {
  const Statement* statement = nullptr;
  ConditionKind kind = ConditionKind::equation;
  std::string name;
  Region region;
  std::vector<SymbolicResidual> residuals;
  EffectiveBlock with;
  bool good = true;  // nothing wrong with it

  const ConditionStatement& content() const { return std::get<ConditionStatement>(statement->content); }
};

/// The exact solution of a field: a formula, or numbers at the evaluation points (`from "table.csv"`).
struct ExactFacts {
  std::size_t field = 0;
  Span span;
  ad::Expr value;              // invalid where it is a table
  std::vector<double> values;  // of a table
};

/// `ansatz u = ... net ...`
struct AnsatzFacts {
  std::size_t field = 0;
  const Equation* equation = nullptr;
  ad::Expr value;  // of coordinates, unknowns, and outputs of the field's network
};

/// `data obs { file = "..." }`
struct DataFacts {
  const Statement* statement = nullptr;
  std::string name;
  std::vector<std::size_t> fields;  // that are measured
  Measurements drawn;               // one quantity a field
};

struct Analysis {
  explicit Analysis(std::shared_ptr<Model> of);

  std::shared_ptr<Model> model;
  std::vector<Diagnostic>& diagnostics;
  ConstantScope numbers;
  SymbolicScope symbols;
  Evaluator constants;  // in `numbers`
  Evaluator symbolic;   // in `symbols`
  Resolver resolver;

  Domain domain;
  bool domain_known = false;
  std::vector<UnknownSpec> unknowns;
  std::vector<ConditionFacts> conditions;
  std::vector<ExactFacts> exact;
  std::vector<AnsatzFacts> ansatz;
  bool ansatz_known = true;  // all that the file states
  std::vector<std::optional<double>> exact_unknowns;
  std::vector<double> evaluation_points;  // those of tables, point by point
  std::vector<EffectiveBlock> blocks;
  std::vector<DataFacts> data;

  /// Runs `action`; what it throws becomes a diagnostic. False if it threw.
  template <class Action>
  bool guarded(Action&& action) {
    try {
      action();
      return true;
    } catch (const Failure& failure) {
      diagnostics.push_back(failure.diagnostic);
    } catch (const Broken&) {  // reported where it broke
    }
    return false;
  }
};

// The steps, in this order.
void analyse_definitions(Analysis& analysis);  // params in range, unknowns, values that are no numbers
void analyse_domain(Analysis& analysis);
void analyse_conditions(Analysis& analysis);
void analyse_exact(Analysis& analysis);
void analyse_ansatz(Analysis& analysis);
void analyse_blocks(Analysis& analysis);
void analyse_data(Analysis& analysis);

/// The ansatz of a field, or null.
const AnsatzFacts* ansatz_of(const Analysis& analysis, std::size_t field);
/// A residual with every field that has an ansatz written out: its jets become derivatives of the ansatz. Nothing where
/// a field stands at another place.
std::optional<ad::Expr> with_ansatz(Analysis& analysis, ad::Expr residual);

/// Numbers at points of the domain, from a file with a column for each coordinate and each of `quantities`. Points
/// outside the domain are left out: W0610; E0503 where none is left. E0501 and E0502 as the file has them. Without
/// points where headers alone are read.
Measurements read_measurements(Analysis& analysis, const std::string& file, std::span<const std::string> quantities,
                               Span place);

/// The region after `on`.
Region read_region(Analysis& analysis, const RegionClause& clause);

}  // namespace ansatz::dsl
