// The reference of the language says what the program does: its tables are those of the program, its examples compile.
#include "ansatz/dsl/reference.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "ansatz/dsl/compile.hpp"
#include "ansatz/dsl/format.hpp"

using namespace ansatz::dsl;

namespace {

std::string page() {
  std::ifstream in(ANSATZ_SOURCE_DIR "/docs/guide/language.md", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// What stands between `from` and `to`, for each place where `from` stands.
std::vector<std::string> between(const std::string& text, const std::string& from, const std::string& to) {
  std::vector<std::string> found;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    at += from.size();
    const std::size_t end = text.find(to, at);
    REQUIRE(end != std::string::npos);
    found.push_back(text.substr(at, end - at));
  }
  return found;
}

}  // namespace

TEST_CASE("the tables of the reference are those of the program") {
  const std::string text = page();
  for (const ReferenceTable& table : reference_tables()) {
    const auto found = between(text, "<!-- table: " + std::string(table.name) + " -->\n", "<!-- end -->");
    REQUIRE(found.size() == 1);
    CHECK_MESSAGE(found[0] == table.markdown, "the table `", table.name, "` of docs/guide/language.md must be\n",
                  table.markdown);
  }
}

TEST_CASE("every example of the reference is a problem without a mistake, and formatted") {
  const auto examples = between(page(), "```pde\n", "```\n");
  CHECK(examples.size() >= 3);
  for (const std::string& example : examples) {
    CAPTURE(example);
    const Compilation compiled = compile_text("example.pde", example, ANSATZ_SOURCE_DIR "/problems", {});
    for (const Diagnostic& d : compiled.diagnostics) MESSAGE(d.code << " " << d.message);
    CHECK(compiled.diagnostics.empty());
    CHECK(compiled.problem.has_value());
    Sources sources;
    CHECK(format_file(sources, sources.add("example.pde", example)) == example);
  }
}
