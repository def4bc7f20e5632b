// How the meaning side of the language reports: builders of diagnostics, and the two exceptions that carry
// one out of the evaluation of an expression. Neither ever leaves the language.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/dsl/diagnostic.hpp"

namespace ansatz::dsl {

/// One diagnostic, thrown from the middle of an expression and caught at its statement.
struct Failure {
  Diagnostic diagnostic;
};

/// What a scope cannot do, without a place; the evaluator adds the place and makes a Failure of it.
struct Refusal {
  std::string code;
  std::string message;
  std::string label;
  std::string help;
};

inline Diagnostic make_error(std::string code, Span span, std::string message, std::string label = "",
                             std::string help = "") {
  if (label.empty()) label = "here";
  return {Severity::error, std::move(code), std::move(message), {span, std::move(label)}, {}, std::move(help), {}};
}

inline Diagnostic make_warning(std::string code, Span span, std::string message, std::string label = "",
                               std::string help = "") {
  if (label.empty()) label = "here";
  return {Severity::warning, std::move(code), std::move(message), {span, std::move(label)}, {}, std::move(help), {}};
}

[[noreturn]] inline void fail(std::string code, Span span, std::string message, std::string label = "",
                              std::string help = "") {
  throw Failure{make_error(std::move(code), span, std::move(message), std::move(label), std::move(help))};
}

/// For what the language reserves and this version cannot do.
inline Diagnostic not_implemented(Span span, const std::string& what, std::string help = "") {
  return make_error("E0207", span, what + " is not implemented yet", "not implemented yet",
                    help.empty() ? "remove it; nothing is ever ignored in silence" : std::move(help));
}

/// An integral whose value differs from point to point stands where it cannot.
inline constexpr const char* varying_integral =
    "an `integral` that varies from point to point is not implemented yet outside `exact`";
inline constexpr const char* varying_integral_help = "use it in `exact`, or write the value as a formula";

}  // namespace ansatz::dsl
