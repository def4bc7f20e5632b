// The corpus of wrong files: bad/NAME.txt is all that is said of bad/NAME.pde, as a person reads it: message, excerpt,
// carets, labels, help and fix of each diagnostic, and nothing more is said. After a change of messages that is meant,
//
//   ANSATZ_REWRITE_GOLDEN=1 ctest --test-dir build/release -R 'dsl/.*wrong file'
//
// writes these texts anew, and `git diff` shows what people will read.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "ansatz/core/results.hpp"
#include "ansatz/dsl/compile.hpp"
#include "ansatz/dsl/format.hpp"

using namespace ansatz::dsl;
namespace fs = std::filesystem;

namespace {

const fs::path corpus = ANSATZ_SOURCE_DIR "/tests/dsl/bad";

struct Outcome {
  Sources sources;
  std::vector<Diagnostic> diagnostics;
};

/// Everything wrong with a text that stands in the place of `file`.
Outcome diagnose(const fs::path& file, std::string text) {
  Compilation compiled = compile_text(file.filename().string(), std::move(text), file.parent_path(), {},
                                      {{ANSATZ_SOURCE_DIR "/tests/dsl/tables"}, false});
  return {std::move(compiled.sources), std::move(compiled.diagnostics)};
}

std::vector<fs::path> wrong_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(corpus))
    if (entry.path().extension() == ".pde") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// Each diagnostic drawn by itself, without the line that counts them: a terminal shows at most twenty.
std::string drawn(const Outcome& outcome) {
  std::string text;
  for (const Diagnostic& d : outcome.diagnostics) {
    std::string one = render_text(outcome.sources, {d}, Colour::off);
    one.erase(one.rfind('\n', one.size() - 2) + 1);
    text += (text.empty() ? "" : "\n") + one;
  }
  // Where a file was looked for is said by its folder, which differs from machine to machine.
  const std::string root = fs::weakly_canonical(ANSATZ_SOURCE_DIR).string();
  for (std::size_t at = text.find(root); at != std::string::npos; at = text.find(root, at))
    text.replace(at, root.size(), "<repository>");
  return text;
}

std::size_t count(const std::vector<Diagnostic>& all, const Diagnostic& like) {
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [&](const Diagnostic& d) { return d.code == like.code && d.message == like.message; }));
}

}  // namespace

TEST_CASE("every wrong file is told what its golden text says, word for word") {
  const bool rewrite = std::getenv("ANSATZ_REWRITE_GOLDEN") != nullptr;
  const std::vector<fs::path> files = wrong_files();
  REQUIRE(files.size() >= 60);
  for (const fs::path& file : files) {
    CAPTURE(file.filename().string());
    fs::path golden = file;
    golden.replace_extension(".txt");
    const std::string now = drawn(diagnose(file, ansatz::read_whole(file)));
    CHECK(!now.empty());
    if (rewrite)
      std::ofstream(golden, std::ios::binary) << now;
    else
      CHECK_MESSAGE(ansatz::read_whole(golden) == now,
                    "where the new text is right: ANSATZ_REWRITE_GOLDEN=1, then look at `git diff`");
  }
  for (const auto& entry : fs::directory_iterator(corpus))
    if (entry.path().extension() == ".txt")
      CHECK_MESSAGE(fs::exists(fs::path(entry.path()).replace_extension(".pde")), entry.path().filename().string(),
                    " belongs to no wrong file");
}

TEST_CASE("every code of the table is given by a wrong file that bears its number") {
  std::set<std::string_view> given;
  for (const fs::path& file : wrong_files()) {
    const std::string number = file.filename().string().substr(0, 5);
    const CodeInfo* code = find_code(number);
    if (code == nullptr) continue;  // a file about many
    const Outcome outcome = diagnose(file, ansatz::read_whole(file));
    CHECK_MESSAGE(std::any_of(outcome.diagnostics.begin(), outcome.diagnostics.end(),
                              [&](const Diagnostic& d) { return d.code == code->code; }),
                  file.filename().string(), " does not give its code");
    given.insert(code->number);
  }
  for (const CodeInfo& code : codes())
    CHECK_MESSAGE(given.count(code.number) == 1, code.number, ": no file of tests/dsl/bad bears its number");
}

TEST_CASE("every diagnostic of a wrong file says where and why in plain words") {
  for (const fs::path& file : wrong_files()) {
    const Outcome outcome = diagnose(file, ansatz::read_whole(file));
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

TEST_CASE("every fix that is offered for a wrong file mends what it is offered for") {
  std::set<Code> mended;
  int fixes = 0;
  for (const fs::path& file : wrong_files()) {
    CAPTURE(file.filename().string());
    const Outcome outcome = diagnose(file, ansatz::read_whole(file));
    for (const Diagnostic& d : outcome.diagnostics) {
      if (!d.fix.present) continue;
      CAPTURE(d.message);
      const Outcome after = diagnose(file, apply_fixes(outcome.sources, d.fix.span.file, {d}));
      CHECK(count(after.diagnostics, d) + 1 == count(outcome.diagnostics, d));
      mended.insert(d.code);
      ++fixes;
    }
  }
  CHECK(fixes >= 30);
  for (const Code code : {Code::unreadable_character, Code::foreign_spelling, Code::missing_sign, Code::missing_equals,
                          Code::foreign_comment})
    CHECK_MESSAGE(mended.count(code) == 1, info(code).number, " offers no fix");
}
