// The syntax tree of a `.pde` file: what was written, before anything is known of its meaning.
//
// Plain values with byte spans, no pointers and no parser types. The parser builds it, the checks and the
// formatter read it. An expression is one uniform node; what its children are is said at each kind.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ansatz/dsl/source.hpp"

namespace ansatz::dsl {

struct Name {
  std::string text;
  Span span;
};

enum class ExprKind : std::uint8_t {
  number,       // number
  string,       // text, without the quotes
  boolean,      // number is 0 or 1
  name,         // text
  unary,        // text is the operator: "-", "+", "not"; one child
  binary,       // text is the operator, "**" already folded to "^"; two children
  comparison,   // a chain 0 < x < 1: n children, n-1 operators in `operators`
  conditional,  // if, then, else: three children
  call,         // text is the function; children are the arguments, `arguments` says how each was given
  list,         // [a, b, c]
  duration,     // 1 h 30 min, in the value of `until`: number is 90, and text what it counts, "minutes"
};

/// How an argument of a call was given: positional; named, `n = 10`; binder, `s in [0, 1]`; or file, as in
/// `polygon from "outline.csv"`, where it is the only one.
struct ArgumentForm {
  enum class Kind : std::uint8_t { positional, named, binder, file } kind = Kind::positional;
  Name name;  // of a named argument or a binder
};

struct Expression {
  ExprKind kind = ExprKind::number;
  Span span;           // the whole expression
  Span operator_span;  // of the operator, or the function's name
  std::string text;
  double number = 0;
  bool parenthesised = false;
  std::vector<Expression> children;
  std::vector<std::string> operators;
  std::vector<ArgumentForm> arguments;
};

struct Setting {
  Name key;  // dotted keys as written: "network.adaptive"
  Expression value;
};

struct Header {  // pde 1
  std::string version;
};
struct Text {  // title "...", include "..."
  enum class Kind : std::uint8_t { title, include } kind = Kind::title;
  std::string text;
  Span text_span;
};
struct TableClause {  // exact u, v from "kdv.csv"; what follows `let D(x)`, without names
  std::vector<Name> names;
  std::string file;
  Span file_span;
};
struct Definition {  // param, let, unknown, region
  enum class Kind : std::uint8_t { param, let, unknown, region } kind = Kind::param;
  Name name;
  std::vector<Name> parameters;  // let f(x, y) = ...
  bool is_function = false;
  std::optional<Expression> value;
  std::optional<TableClause> table;  // let D(x) from "table.csv" with method = cubic
  std::vector<Setting> with;         // of the table
  std::optional<Expression> range;   // `in [lo, hi]`: a list of two
  bool range_is_set = false;         // `in {a, b}`: a list of the members
};
struct DomainDeclaration {  // domain, over, time
  enum class Kind : std::uint8_t { domain, over, time } kind = Kind::domain;
  bool is_time() const { return kind == Kind::time; }
  std::vector<Name> names;
  Expression shape;
  std::vector<Setting> with;
};
struct GivenDeclaration {  // given f(x) in gaussian(length = 0.2)
  Name name;
  std::vector<Name> arguments;
  Expression how;
};
struct FieldPart {  // `on lower`, behind the names that it is said of
  Expression where;
  std::size_t end = 0;  // of these names
};
struct FieldDeclaration {
  std::vector<Name> names;
  std::vector<Name> of;          // the coordinates that they depend on; empty: all
  bool complex = false;          // all of them
  std::vector<FieldPart> parts;  // each of the names from where the one before ends; names behind the last: everywhere

  /// The part of the domain that name `i` lives on, or null.
  const Expression* part_of(std::size_t i) const {
    for (const FieldPart& part : parts)
      if (i < part.end) return &part.where;
    return nullptr;
  }
};
struct Equation {
  Expression left;
  Expression right;
  Span span;
  std::string relation = "=";  // of a `check` also "<", "<=", ">", ">="
};
struct RegionPlace {  // `x = 1` (name and value) or an expression: boundary, boundary(s), point([0, 0])
  std::optional<Name> coordinate;
  Expression value;
  Span span;
};
struct RegionClause {
  std::vector<RegionPlace> places;
  std::optional<Expression> where;
  Span span;
};
struct ConditionStatement {
  enum class Kind : std::uint8_t { eq, bc, ic, fit, exact, ansatz, check, history } kind = Kind::eq;
  std::optional<Name> label;
  std::vector<Equation>
      equations;  // none where there is a table; two of `check 0 <= u <= 1` and of `check u >= 0, v >= 0`
  std::optional<TableClause> table;  // of `exact`
  std::optional<RegionClause> region;
  std::vector<Setting> with;
};
struct Block {  // network, sample, loss, train, data, compute, output, plot, sweep, search
  std::string keyword;
  std::optional<Name> name;
  std::vector<Name> of;
  std::vector<Setting> settings;
  bool has_braces = false;
};

struct Statement {
  Span span;                  // from the keyword to the last token
  Span keyword;               // the reserved word it starts with
  std::string documentation;  // `##` lines above it
  std::variant<Header, Text, Definition, DomainDeclaration, GivenDeclaration, FieldDeclaration, ConditionStatement,
               Block>
      content;
};

struct File {
  std::vector<Statement> statements;
};

/// A comment, from its `#` to the last character of the line. Comments are no part of the tree: the formatter puts
/// them back by their places.
struct Comment {
  Span span;
  bool whole_line = false;  // nothing but white space before it
};

}  // namespace ansatz::dsl
