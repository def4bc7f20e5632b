// The table of codes: every lesson's examples are what they claim to be.
#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "ansatz/dsl/code.hpp"
#include "ansatz/dsl/compile.hpp"

using namespace ansatz::dsl;

namespace {

/// An example as a whole problem: what it does not say itself is added, behind it, so that places stay.
std::string completed(std::string_view example) {
  std::string text(example);
  for (const char* other : {"image(", "search activation"})  // which have none of these
    if (text.find(other) != std::string::npos) return text;
  const auto says = [&](const char* pattern) { return std::regex_search(text, std::regex(pattern)); };
  const bool plane = says("\\by\\b"), equation = says("(^|\n)(eq|fit) ");
  text += '\n';
  if (!says("(^|\n)domain ")) text += plane ? "domain (x, y) in rect([0, 0], [1, 1])\n" : "domain x in [0, 1]\n";
  if (says("u_t|(^|\n)ic ") && !says("(^|\n)time ")) text += "time t in [0, 1]\n";
  if (says("u_t") && !says("(^|\n)ic ")) text += "ic u = 0\n";
  if (!says("(^|\n)field ")) text += says("\\bv_x") ? "field u, v\n" : "field u\n";
  if (!equation) text += plane ? "eq lap(u) = 0\n" : "eq u_xx = 0\n";
  return text;
}

/// Where the files lie that examples name.
const char* const tables = ANSATZ_SOURCE_DIR "/tests/dsl/tables";

std::set<Code> codes_of(std::string_view example) {
  std::set<Code> given;
  for (const Diagnostic& d : compile_text("a.pde", completed(example), tables, {}).diagnostics) given.insert(d.code);
  return given;
}

}  // namespace

TEST_CASE("the wrong example of a lesson gives its code, the right one no error and no such warning") {
  REQUIRE(codes().size() >= 40);
  for (const CodeInfo& code : codes()) {
    CAPTURE(code.number);
    const std::set<Code> wrong = codes_of(code.wrong), right = codes_of(code.right);
    CHECK(wrong.count(code.code) == 1);
    CHECK(right.count(code.code) == 0);
    for (const Code other : right)
      CHECK_MESSAGE(info(other).severity == Severity::warning, "the right example gives ", info(other).number);
  }
}

TEST_CASE("every code has a title of one line, and a lesson that says more") {
  std::set<std::string_view> titles;
  for (const CodeInfo& code : codes()) {
    CAPTURE(code.number);
    CHECK(&info(code.code) == &code);
    CHECK(!code.title.empty());
    CHECK(code.title.size() <= 70);
    CHECK(code.title.find('\n') == std::string_view::npos);
    CHECK(!code.title.ends_with('.'));
    CHECK(titles.insert(code.title).second);
    CHECK(code.lesson.ends_with('.'));
    CHECK(code.lesson.size() > code.title.size());
  }
}

TEST_CASE("codes are found by their number, in any capitals, and explained with both examples") {
  const CodeInfo* code = find_code("e0103");
  REQUIRE(code != nullptr);
  CHECK(code->code == Code::missing_sign);
  CHECK(explain(*code) ==
        "E0103: a product without its sign\n\n"
        "There is no multiplication without a sign: `2u` and `u u_x` need a `*`.\n\n"
        "Wrong:\n    eq u_t + u u_x = 0\n\nRight:\n    eq u_t + u*u_x = 0\n");
  CHECK(find_code("E9999") == nullptr);
  CHECK(find_code("") == nullptr);
}
