// What is known of a problem once its statements have been understood: the step between the model (names) and
// the core's `Problem` (what is solved). Conditions are here as symbols, so that they can be asked what they
// contain; the checks read this, the lowering turns it into a `Problem`. Neither changes it.
//
// Read next: analyser.hpp (how it comes to be), check/checks.hpp and lower/lower.hpp (who reads it).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ansatz/core/images.hpp"
#include "ansatz/core/problem.hpp"
#include "ansatz/dsl/search.hpp"
#include "ansatz/dsl/sweep.hpp"
#include "evaluate/evaluate.hpp"
#include "evaluate/symbolic.hpp"
#include "names/model.hpp"
#include "settings/blocks.hpp"

namespace ansatz::dsl {

/// One scalar residual of a condition.
struct SymbolicResidual {
  ad::Expr value;
  const Equation* equation = nullptr;
  std::optional<std::size_t> lost_jump;  // of SymbolicScope: the coordinate
};

struct ConditionFacts {
  const Statement* statement = nullptr;
  ConditionKind kind = ConditionKind::equation;
  std::string name;
  std::string stated;               // the name of the statement; that of fields in pieces is a condition for each side
  std::optional<std::size_t> side;  // a region: what it says of fields in pieces is of the pieces that live there
  Region region;
  std::vector<SymbolicResidual> residuals;
  EffectiveBlock with;
  bool good = true;  // nothing wrong with it

  const ConditionStatement& content() const { return std::get<ConditionStatement>(statement->content); }
};

/// The part of the domain that a field lives on: `field Ta on lower`.
struct PartFacts {
  const Expression* written = nullptr;
  std::function<bool(const double* point)> holds;  // with points a rounding error outside, where it is a shape
};

/// The exact solution of a field, or of an expression of fields: a formula, or numbers at the evaluation points
/// (`from "table.csv"`).
struct ExactFacts {
  std::size_t field = 0;  // of an expression: the number of fields, and on from there
  Span span;
  ad::Expr value;                  // invalid where it is a table
  std::vector<double> values;      // of a table
  const Expression* of = nullptr;  // the expression; null: the field itself
};

/// `ansatz u = ... net ...`
struct AnsatzFacts {
  std::size_t field = 0;
  const Equation* equation = nullptr;
  ad::Expr value;                   // of coordinates, unknowns, and outputs of the field's network
  std::optional<std::size_t> part;  // of a complex field: 0 of its real part, 1 of the imaginary one
  std::optional<std::size_t> side;  // of a piece of a field: the region where it lives
};

/// What a column of data holds: a field, a derivative of one, or what an expression says.
struct MeasuredQuantity {
  std::string column;
  const Expression* value = nullptr;  // an expression; null: the field, differentiated
  const Symbol* whole = nullptr;      // the field, where it is in pieces
  std::size_t field = 0;
  std::vector<std::size_t> derivatives;  // ascending
  ad::Expr symbol;                       // the same

  bool is_field() const { return value == nullptr && whole == nullptr && derivatives.empty(); }
};

/// `data obs { file = "..." }`
struct DataFacts {
  const Statement* statement = nullptr;
  std::string name;
  std::vector<MeasuredQuantity> quantities;  // none where it could not be understood
  bool weighed = false;                      // by standard deviations: behind the quantities stand factors of residuals
  Measurements drawn;
};

/// `data training { images = "..." }`; the files are found, and not read.
struct ImageFacts {
  const Statement* statement = nullptr;
  ImageFiles files;
  std::vector<Augmentation> augmentation;
  std::vector<Span> augmentation_places;  // of each
  std::map<ImagePart, Span> places;       // of what says which; of `images` always
};

/// Of a problem that may be wrong: what could not be read is not here, and its mistakes are in the diagnostics.
struct Analysis {
  std::shared_ptr<const Model> model;
  SymbolicScope symbols;  // of all that stands below

  Domain domain;               // its shape has the parameters of `over` behind the coordinates of space
  std::vector<Interval> over;  // of these
  bool domain_known = false;
  std::vector<PartFacts> parts;  // by field; of those that live everywhere empty
  std::vector<UnknownSpec> unknowns;
  std::vector<ConditionFacts> conditions;
  std::vector<ConditionFacts> checks;
  std::vector<ExactFacts> exact;
  std::vector<AnsatzFacts> ansatz;
  bool ansatz_known = true;  // all that the file states
  std::vector<std::optional<double>> exact_unknowns;
  std::vector<double> evaluation_points;  // those of tables, point by point
  std::vector<EffectiveBlock> blocks;
  std::vector<DataFacts> data;
  std::optional<ImageFacts> training, test;  // of a problem of images
  std::vector<const Symbol*> used;           // the names that all these speak of
  Sweep sweep;
  std::optional<SearchPlan> search;  // of a file with a search; its problems are found, and not read
  std::vector<const Symbol*> used_by_sweep;

  /// The ansatz of a field, or null.
  const AnsatzFacts* ansatz_of(std::size_t field) const;
};

/// Understands every statement of a model whose definitions are resolved, and reports all that is wrong with them.
/// Settings are read with their defaults; the model remembers the trees of these, which data files were found, and the
/// names of conditions. It is only read afterwards.
Analysis analyse(const std::shared_ptr<Model>& model, std::vector<Diagnostic>& diagnostics);

/// The same of a problem of images.
Analysis analyse_images(const std::shared_ptr<Model>& model, std::vector<Diagnostic>& diagnostics);

/// The same of a search.
Analysis analyse_search(const std::shared_ptr<Model>& model, std::vector<Diagnostic>& diagnostics);

/// A shape in space for all parameters of `over`.
GeometryPtr in_domain(const Analysis& analysis, GeometryPtr shape);

/// The declarations that these names lead to: their own, those in their values and ranges, and so on.
std::set<const Declared*> declarations_behind(const Model& model, std::vector<const Symbol*> names);
/// Those that the problem itself speaks of, its plots included, whatever its sweep does.
std::set<const Declared*> declarations_in_use(const Analysis& analysis);

}  // namespace ansatz::dsl
