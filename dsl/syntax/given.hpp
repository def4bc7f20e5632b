// Functions that a problem is solved for all of: `given f(x) in gaussian(length = 0.2)`.
//
// What is drawn of a Gaussian process is a sum of waves whose amplitudes are independent and normal, and that is what
// such a statement stands for: parameters f1, f2, ... and a function of them,
//
//   over f1 in normal(0, 1)
//   ...
//   let  f(x) = f1*... + f2*... + ...
//
// Everything behind the parser knows these alone.
//
// Source: A. Solin and S. Sarkka, "Hilbert space methods for reduced-rank Gaussian process regression", Statistics and
// Computing 30, 419-446 (2020): sines on an interval that is longer, here by two lengths at each end. With a period,
// the Fourier series of the kernel.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/syntax.hpp"
#include "syntax/load.hpp"

namespace ansatz::dsl {

/// A Gaussian process with the mean 0 and the covariance deviation^2 exp(-d^2/(2 length^2)), d being how far two points
/// are apart. The expressions are those of the text, and live as long.
struct GivenFunction {
  static constexpr std::uint32_t most_terms = 64;

  const Expression* length = nullptr;
  const Expression* deviation = nullptr;                // null: 1
  const Expression* period = nullptr;                   // null: none
  const Expression *lower = nullptr, *upper = nullptr;  // of the argument; null with a period
  std::uint32_t terms = 12;                             // how many waves; 1 .. most_terms
};

/// What a statement says; `statements` say where its argument runs. Throws a Failure: E0302, E0303, E0304.
GivenFunction read_given(const GivenDeclaration& declaration, const std::vector<Statement>& statements);

/// Puts behind every such statement what it stands for, texts of their own that join `sources` and `loaded.generated`.
/// E0109 where all together have more waves than `limits::waves`.
void expand_given(Sources& sources, Loaded& loaded, std::vector<Diagnostic>& diagnostics);

/// What was found in such a text is said where the statement says how functions are drawn, unless something was said
/// there already.
void place_findings(const std::map<std::uint32_t, Span>& generated, std::vector<Diagnostic>& diagnostics);

}  // namespace ansatz::dsl
