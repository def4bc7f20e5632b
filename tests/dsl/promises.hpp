// What the language promises of every text, as checks that the tests and the fuzzers share. Each throws Broken,
// saying what does not hold.
#pragma once

#include <stdexcept>
#include <string>
#include <type_traits>

#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/format.hpp"
#include "ansatz/dsl/parse.hpp"
#include "dsl/tree.hpp"

namespace ansatz::dsl::testing {

struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline void require(bool holds, const std::string& what) {
  if (!holds) throw Broken(what);
}

/// Calls `visit` for every expression of a statement that is not part of another.
template <class Visit>
void for_each_expression(const Statement& statement, Visit&& visit) {
  const auto settings = [&](const std::vector<Setting>& all) {
    for (const Setting& s : all) visit(s.value);
  };
  std::visit(
      [&](const auto& content) {
        using Content = std::decay_t<decltype(content)>;
        if constexpr (std::is_same_v<Content, Definition>) {
          if (content.value) visit(*content.value);
          if (content.range && !content.range_is_set) visit(*content.range);
        } else if constexpr (std::is_same_v<Content, DomainDeclaration>) {
          visit(content.shape);
        } else if constexpr (std::is_same_v<Content, GivenDeclaration>) {
          visit(content.how);
        } else if constexpr (std::is_same_v<Content, ConditionStatement>) {
          for (const Equation& e : content.equations) visit(e.left), visit(e.right);
          if (content.region)
            for (const RegionPlace& place : content.region->places) visit(place.value);
          if (content.region && content.region->where) visit(*content.region->where);
          settings(content.with);
        } else if constexpr (std::is_same_v<Content, Block>) {
          settings(content.settings);
        }
      },
      statement.content);
}

/// The text of each node's span reads as the same node, and lies inside the span of its parent.
inline void check_spans(const std::string& text, const Expression& e) {
  const std::string part = text.substr(e.span.begin, e.span.end - e.span.begin);
  Sources sources;
  const ParsedExpression again = parse_expression(sources, sources.add("e", part), true);  // it may be of `until`
  require(!has_errors(again.diagnostics), "the text of a node cannot be read: " + part);
  require(outline(again.expression) == outline(e), "the text of a node reads as another: " + part);
  for (const Expression& child : e.children) {
    require(e.span.begin <= child.span.begin && child.span.end <= e.span.end, "a child outside its parent: " + part);
    check_spans(text, child);
  }
}

/// The same of every statement of a file. The time is quadratic in the depth of expressions.
inline void check_spans(const std::string& text) {
  Sources sources;
  const Parsed parsed = parse(sources, sources.add("a.pde", text));
  if (has_errors(parsed.diagnostics)) return;
  for (const Statement& s : parsed.file.statements) {
    Sources alone;
    const auto file = alone.add("s.pde", text.substr(s.span.begin, s.span.end - s.span.begin));
    const Parsed again = parse(alone, file);
    require(!has_errors(again.diagnostics) && again.file.statements.size() == 1,
            "the text of a statement cannot be read: " + alone[file].text);
    Statement undocumented = s;
    undocumented.documentation.clear();
    require(outline(again.file.statements[0]) == outline(undocumented),
            "the text of a statement reads as another: " + alone[file].text);
    for_each_expression(s, [&](const Expression& e) { check_spans(text, e); });
  }
}

/// Diagnostics lie inside the texts they speak of, say something, and can be drawn in every form.
inline void check_diagnostics(const Sources& sources, const std::vector<Diagnostic>& diagnostics) {
  const auto inside = [&](const Span& span) {
    return span.file < sources.size() && span.begin <= span.end && span.end <= sources[span.file].text.size();
  };
  for (const Diagnostic& d : diagnostics) {
    require(!d.message.empty(), "a diagnostic that says nothing");
    require(inside(d.primary.span), "a diagnostic outside the text: " + d.message);
    for (const Label& label : d.secondary) require(inside(label.span), "a label outside the text: " + d.message);
    require(!d.fix.present || inside(d.fix.span), "a fix outside the text: " + d.message);
  }
  require(diagnostics.empty() || !render_text(sources, diagnostics, Colour::on).empty(), "nothing was drawn");
  require(!render_json(sources, diagnostics).empty(), "no JSON");
}

/// Reading, repairing, formatting: what is read survives being formatted, and formatting settles at once.
inline void check_text(const std::string& text) {
  Sources sources;
  const auto file = sources.add("a.pde", text);
  const Parsed parsed = parse(sources, file);
  check_diagnostics(sources, parsed.diagnostics);
  repair(text);
  const std::optional<std::string> once = format_file(sources, file);
  require(once.has_value() != has_errors(parsed.diagnostics), "formatting and reading disagree");
  if (!once) return;
  const auto second = sources.add("a.pde", *once);
  require(outline(parse(sources, second).file) == outline(parsed.file), "formatting changed the tree");
  const std::optional<std::string> twice = format_file(sources, second);
  require(twice == once, "formatting twice is not formatting once");
}

}  // namespace ansatz::dsl::testing
