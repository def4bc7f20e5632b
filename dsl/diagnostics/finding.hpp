// How every part of the language reports: a diagnostic under construction, and the exceptions that carry one out of the
// middle of an expression. Neither exception ever leaves the language.
//
//   diagnostics.push_back(Finding(Code::unclosed, span, "`[` is never closed").label("opened here").help("..."));
//   fail(Finding(Code::unknown_name, span, "unknown name `sinn`").help("did you mean `sin`?"));
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/suggest.hpp"

namespace ansatz::dsl {

class Finding {
 public:
  /// `message`: lower case, no full stop, names in backticks, stands alone.
  Finding(Code code, Span place, std::string message) {
    result_.code = code;
    result_.message = std::move(message);
    result_.primary = {place, "here"};
  }
  /// Where it is, once that is known.
  Finding& at(Span place) {
    result_.primary.span = place;
    return *this;
  }
  /// A few words beside the place; "here" where nothing better is said.
  Finding& label(std::string text) {
    if (!text.empty()) result_.primary.text = std::move(text);
    return *this;
  }
  /// Another place that has to do with it.
  Finding& also(Span place, std::string text) {
    result_.secondary.push_back({place, std::move(text)});
    return *this;
  }
  /// What to do; an empty text says nothing.
  Finding& help(std::string text) {
    result_.help = std::move(text);
    return *this;
  }
  /// Replacing `place` by `text` is what was meant, without doubt.
  Finding& fix(Span place, std::string text) {
    result_.fix = {place, std::move(text), true};
    return *this;
  }
  /// For a place that holds the word `written`, which is none of `known`: which of them may be meant, with a fix where
  /// that is sure, and then `rest`.
  Finding& instead_of(std::string_view written, const std::vector<std::string>& known, const std::string& rest = "") {
    if (const std::string meant = meant_by(written, known); !meant.empty()) fix(result_.primary.span, meant);
    return help(sentences(did_you_mean(written, known), rest));
  }
  operator Diagnostic() const { return result_; }

 private:
  Diagnostic result_;
};

/// One diagnostic, thrown from the middle of an expression and caught at its statement.
struct Failure {
  Diagnostic diagnostic;
};
[[noreturn]] inline void fail(const Finding& finding) { throw Failure{finding}; }

/// What a scope cannot do, without a place ({}); the evaluator adds the place and makes a Failure of it.
struct Refusal {
  Finding finding;
};

}  // namespace ansatz::dsl
