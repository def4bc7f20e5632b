// Text to tree: what every form of statement and expression becomes.
#include <doctest/doctest.h>

#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/parse.hpp"
#include "texts.hpp"

using namespace ansatz;
using namespace ansatz::dsl;

TEST_CASE("every example of the language parses without a word") {
  int count = 0;
  for (const test::TextFile& example : test::texts_in({test::examples_folder})) {
    CAPTURE(example.path);
    Sources sources;
    const Parsed parsed = parse(sources, sources.add("example", example.text));
    for (const Diagnostic& d : parsed.diagnostics)
      FAIL_CHECK(d.number() << " " << d.message << " at line " << sources.position(0, d.primary.span.begin).line);
    CHECK(parsed.file.statements.size() >= 4);
    ++count;
  }
  CHECK(count == 8);
}

TEST_CASE("letters that look alike are one letter, in repaired derivatives too") {
  const struct {
    std::string written, meant;
  } letters[] = {{"\u00B5", "\u03BC"}, {"\u2206", "\u0394"}, {"\u2126", "\u03A9"}};  // micro, increment, ohm
  std::string text;
  for (const auto& letter : letters) text += "eq " + letter.written + " = \u2202" + letter.written + "/\u2202x\n";
  Sources sources;
  const Parsed parsed = parse(sources, sources.add("a.pde", text));
  CHECK(parsed.diagnostics.size() == 3);
  REQUIRE(parsed.file.statements.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    const Equation& equation = std::get<ConditionStatement>(parsed.file.statements[i].content).equations.at(0);
    CHECK(equation.left.text == letters[i].meant);
    CHECK(equation.right.text == letters[i].meant + "_x");
  }
}
