// Diagnostics: what is wrong, where, why, and what to do, as data. Rendering is a separate step
// (text with carets, or JSON), so that an editor and a terminal are served by the same findings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/dsl/syntax.hpp"

namespace ansatz::dsl {

enum class Severity : std::uint8_t { error, warning };

/// A place with a few words beside it.
struct Label {
  Span span;
  std::string text;
};

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;     // E0203: stable, see `ansatz explain`
  std::string message;  // lower case, no full stop, names in backticks, stands alone
  Label primary;
  std::vector<Label> secondary;
  std::string help;  // what to do; empty where nothing helps
  struct Fix {       // replacing the span by the text is what was meant, without doubt; `fmt --fix` does it
    Span span;
    std::string text;
    bool present = false;
  } fix;
};

/// One text that spans point into: a file, an included file, or the value of a --set option.
struct Source {
  std::string name;  // as shown: "burgers.pde", "--set nu"
  std::string text;
  std::vector<std::uint32_t> line_starts;
};

/// All sources of one compilation; Span::file is an index here.
class Sources {
 public:
  std::uint32_t add(std::string name, std::string text);
  const Source& operator[](std::uint32_t index) const { return sources_[index]; }
  std::size_t size() const { return sources_.size(); }

  struct Position {
    std::uint32_t line = 1;    // from 1
    std::uint32_t column = 1;  // from 1, in code points
  };
  Position position(std::uint32_t file, std::uint32_t offset) const;
  std::string_view line(std::uint32_t file, std::uint32_t line) const;  // without its end

 private:
  std::vector<Source> sources_;
};

struct Parsed {
  File file;
  std::vector<Diagnostic> diagnostics;
  std::vector<Comment> comments;
};

/// Scanner and grammar: source text to tree, every syntax error in one pass. Never throws for any text.
Parsed parse(const Sources& sources, std::uint32_t file);
/// The value of a setting on the command line, through the same grammar. The tree is usable only when
/// there is no error among the diagnostics.
struct ParsedExpression {
  Expression expression;
  std::vector<Diagnostic> diagnostics;
};
ParsedExpression parse_expression(const Sources& sources, std::uint32_t file);

enum class Colour : std::uint8_t { off, on };
/// Text with carets, sorted by place, at most 20 shown; control characters of the source escaped.
std::string render_text(const Sources& sources, const std::vector<Diagnostic>& diagnostics, Colour colour);
/// One JSON array: code, severity, message, file, byte offsets, line and column, labels, help, fix.
std::string render_json(const Sources& sources, const std::vector<Diagnostic>& diagnostics);
bool has_errors(const std::vector<Diagnostic>& diagnostics);

}  // namespace ansatz::dsl
