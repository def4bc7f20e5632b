// Problems as texts, and what is said of them.
#pragma once

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <utility>
#include <vector>

#include "ansatz/dsl/compile.hpp"

namespace ansatz::test {

inline const std::string smallest = "domain x in [0, 1]\nfield u\neq u_xx = -1\nbc u = 0 on boundary\n";
/// Two fields over two coordinates, both known: every kind of plot can be drawn of it.
inline const std::string square =
    "domain (x, y) in rect([0, 0], [1, 1])\nfield u, v\neq lap(u) = v\neq lap(v) = u\nbc u = 0, v = 0 on boundary\n"
    "exact u = 0, v = 0\n";
/// The problem that a block is tried in.
inline const std::string& problem_for(const std::string& block) {
  static const std::string without_domain = smallest.substr(smallest.find('\n') + 1);
  if (block.starts_with("domain")) return without_domain;
  return block.starts_with("plot") ? square : smallest;
}
inline const std::string gallery = ANSATZ_SOURCE_DIR "/problems/";

inline dsl::Compilation compile_source(const std::string& text, const std::vector<dsl::Override>& overrides = {}) {
  return dsl::compile_text("test.pde", text, ".", overrides);
}

/// The codes of all diagnostics, a space between two.
inline std::string codes(const dsl::Compilation& compiled) {
  std::string all;
  for (const dsl::Diagnostic& d : compiled.diagnostics) all.append(all.empty() ? "" : " ").append(d.number());
  return all;
}

/// What is wrong, in one line.
inline std::string messages(const dsl::Compilation& compiled) {
  std::string all;
  for (const dsl::Diagnostic& d : compiled.diagnostics) all += fmt::format("{} {}; ", d.number(), d.message);
  return all;
}

/// The problem of a text that has no mistake; else the test fails with what is wrong.
inline Problem problem_of(const std::string& text) {
  dsl::Compilation compiled = compile_source(text);
  REQUIRE_MESSAGE(compiled.problem, messages(compiled));
  return std::move(*compiled.problem);
}

}  // namespace ansatz::test
