// Diagnostics: what is wrong, where, why, and what to do, as data. Rendering is a separate step
// (text with carets, or JSON), so that an editor and a terminal are served by the same findings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/dsl/code.hpp"
#include "ansatz/dsl/source.hpp"

namespace ansatz::dsl {

/// A place with a few words beside it.
struct Label {
  Span span;
  std::string text;
};

struct Diagnostic {
  Code code = {};
  std::string message;  // lower case, no full stop, names in backticks, stands alone
  Label primary;
  std::vector<Label> secondary;
  std::string help;  // what to do; empty where nothing helps
  struct Fix {       // replacing the span by the text is what was meant, without doubt; `fmt --fix` does it
    Span span;
    std::string text;
    bool present = false;
  } fix;

  Severity severity() const { return info(code).severity; }
  std::string_view number() const { return info(code).number; }  // "E0203"
};

enum class Colour : std::uint8_t { off, on };
/// Text with carets, sorted by place, at most 20 shown; control characters of the source escaped.
std::string render_text(const Sources& sources, const std::vector<Diagnostic>& diagnostics, Colour colour);
/// One JSON array: code, severity, message, file, byte offsets, line and column, labels, help, fix.
std::string render_json(const Sources& sources, const std::vector<Diagnostic>& diagnostics);
bool has_errors(const std::vector<Diagnostic>& diagnostics);

}  // namespace ansatz::dsl
