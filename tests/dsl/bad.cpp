// The corpus of wrong files: every file of bad/ says in comments which diagnostics it must give, and gives no others.
//
//   # error: E0105 8:13 "`[` is never closed"
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "ansatz/dsl/compile.hpp"

using namespace ansatz::dsl;

namespace {

struct Outcome {
  Sources sources;
  std::vector<Diagnostic> diagnostics;
};

// Everything wrong with a text.
Outcome diagnose(const std::filesystem::path& file, std::string text) {
  Compilation compiled = compile_text(file.filename().string(), std::move(text), file.parent_path(), {},
                                      {{ANSATZ_SOURCE_DIR "/tests/dsl/tables"}, false});
  return {std::move(compiled.sources), std::move(compiled.diagnostics)};
}

std::string described(const Sources& sources, const Diagnostic& d) {
  const auto at = sources.position(d.primary.span.file, d.primary.span.begin);
  return fmt::format("{}: {} {}:{} \"{}\"", d.severity() == Severity::error ? "error" : "warning", d.number(), at.line,
                     at.column, d.message);
}

std::multiset<std::string> expected(const std::string& text) {
  std::multiset<std::string> result;
  const std::regex line("# ((error|warning): [EW][0-9]{4} [0-9]+:[0-9]+ \".*\")");
  for (std::sregex_iterator i(text.begin(), text.end(), line), end; i != end; ++i) result.insert((*i)[1].str());
  return result;
}

std::string slurp(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("every wrong file gives the diagnostics it announces, and no others") {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(ANSATZ_SOURCE_DIR "/tests/dsl/bad")) {
    CAPTURE(entry.path().filename().string());
    const std::string text = slurp(entry.path());
    const Outcome outcome = diagnose(entry.path(), text);
    const std::multiset<std::string> wanted = expected(text);
    std::multiset<std::string> given;
    for (const Diagnostic& d : outcome.diagnostics) given.insert(described(outcome.sources, d));
    CHECK(!wanted.empty());
    for (const auto& w : wanted) CHECK_MESSAGE(given.count(w) == wanted.count(w), "not given: ", w);
    for (const auto& g : given) CHECK_MESSAGE(wanted.count(g) == given.count(g), "not announced: ", g);
    const std::string code = entry.path().filename().string().substr(0, 5);
    const bool named_after_code = code[0] == 'E' || code[0] == 'W';
    if (named_after_code) {
      CHECK(std::any_of(outcome.diagnostics.begin(), outcome.diagnostics.end(),
                        [&](const Diagnostic& d) { return d.number() == code; }));
    }
    ++count;
  }
  CHECK(count >= 20);
}

TEST_CASE("every diagnostic of a wrong file says where and why in plain words") {
  for (const auto& entry : std::filesystem::directory_iterator(ANSATZ_SOURCE_DIR "/tests/dsl/bad")) {
    const Outcome outcome = diagnose(entry.path(), slurp(entry.path()));
    for (const Diagnostic& d : outcome.diagnostics) {
      CAPTURE(d.message);
      CHECK(d.message.find("boost") == std::string::npos);
      CHECK(!d.message.empty());
      CHECK(!d.message.ends_with('.'));
      CHECK(!d.primary.text.empty());
      CHECK(d.primary.span.begin <= d.primary.span.end);
      CHECK(d.primary.span.end <= outcome.sources[d.primary.span.file].text.size());
    }
  }
}
