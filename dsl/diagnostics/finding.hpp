// Shorthand for building diagnostics where they are found.
#pragma once

#include <string>
#include <utility>

#include "ansatz/dsl/diagnostic.hpp"

namespace ansatz::dsl {

/// A diagnostic under construction: `Finding("E0105", span, "message").label("opened here").help("...")`.
class Finding {
 public:
  Finding(std::string code, Span place, std::string message) {
    result_.severity = code.starts_with('W') ? Severity::warning : Severity::error;
    result_.code = std::move(code);
    result_.message = std::move(message);
    result_.primary.span = place;
  }
  Finding label(std::string text) && {
    result_.primary.text = std::move(text);
    return std::move(*this);
  }
  Finding also(Span place, std::string text) && {
    result_.secondary.push_back({place, std::move(text)});
    return std::move(*this);
  }
  Finding help(std::string text) && {
    result_.help = std::move(text);
    return std::move(*this);
  }
  Finding fix(Span place, std::string text) && {
    result_.fix = {place, std::move(text), true};
    return std::move(*this);
  }
  operator Diagnostic() && { return std::move(result_); }

 private:
  Diagnostic result_;
};

}  // namespace ansatz::dsl
