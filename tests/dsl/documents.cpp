// What the documents say of the language holds: their examples are problems without a mistake,
// laid out as `ansatz fmt` would.
//
// An example is a block of code marked `pde`. One that is a part of a problem follows a comment that readers of the
// page do not see, with the lines that complete it:
//
//   <!-- with: domain x in [0, 1]; field u -->
//
// That the pages of docs/reference are those of the program: tests/tools/documents.cpp.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "ansatz/core/results.hpp"
#include "ansatz/dsl/compile.hpp"
#include "ansatz/dsl/format.hpp"

using namespace ansatz::dsl;
namespace fs = std::filesystem;

namespace {

struct Example {
  std::string file;
  std::string text;
  std::string rest;  // what completes it; empty for a whole problem
};

/// What the comment says that ends `before`, the text before an example; empty where there is none.
std::string completion(std::string before) {
  const std::string begin = "<!-- with: ";
  const std::string end = " -->";
  before.erase(before.find_last_not_of('\n') + 1);
  const auto at = before.rfind(begin);
  if (!before.ends_with(end) || at == std::string::npos) return "";
  return before.substr(at + begin.size(), before.size() - end.size() - at - begin.size());
}

std::vector<Example> examples_of(const fs::path& file) {
  const std::string page = ansatz::read_whole(file);
  const std::string fence = "```pde\n";
  std::vector<Example> found;
  for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
    const std::size_t begin = at + fence.size();
    const std::size_t end = page.find("\n```", begin);
    REQUIRE(end != std::string::npos);
    found.push_back({file.filename().string(), page.substr(begin, end + 1 - begin), completion(page.substr(0, at))});
    at = end;
  }
  return found;
}

std::vector<Example> examples() {
  const fs::path root = ANSATZ_SOURCE_DIR;
  std::vector<Example> all = examples_of(root / "README.md");
  CHECK(!all.empty());
  for (const auto& entry : fs::directory_iterator(root / "docs/guide")) {
    for (auto& example : examples_of(entry.path())) all.push_back(std::move(example));
  }
  return all;
}

}  // namespace

TEST_CASE("every example of the documents is a problem without a mistake") {
  const auto all = examples();
  CHECK(all.size() >= 10);
  for (const auto& example : all) {
    CAPTURE(example.file);
    CAPTURE(example.text);
    const Compilation compiled =
        compile_text("example.pde", example.rest + "\n" + example.text, ANSATZ_SOURCE_DIR "/problems", {});
    for (const Diagnostic& d : compiled.diagnostics)  // a part of a problem may leave out what 0 is not
      CHECK_MESSAGE(d.code == Code::trivial_solution, d.number() << " " << d.message);
    CHECK(compiled.problem.has_value());
  }
}

TEST_CASE("every example of the documents is laid out as `ansatz fmt` would") {
  for (const auto& example : examples()) {
    Sources sources;
    const std::string laid_out = format_file(sources, sources.add("example.pde", example.text)).value_or("");
    CHECK_MESSAGE(laid_out == example.text, example.file, " should say\n", laid_out);
  }
}
