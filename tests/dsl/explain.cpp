// Every code has a lesson, and its examples are what they claim to be.
#include "ansatz/dsl/explain.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "ansatz/dsl/compile.hpp"

using namespace ansatz::dsl;

namespace {

/// An example as a whole problem: what it does not say itself is added, behind it, so that places stay.
std::string completed(std::string_view example) {
  std::string text(example);
  const auto says = [&](const char* pattern) { return std::regex_search(text, std::regex(pattern)); };
  const bool plane = says("\\by\\b"), equation = says("(^|\n)(eq|fit) ");
  text += '\n';
  if (!says("(^|\n)domain ")) text += plane ? "domain (x, y) in rect([0, 0], [1, 1])\n" : "domain x in [0, 1]\n";
  if (says("u_t|(^|\n)ic ")) text += "time t in [0, 1]\n";
  if (says("u_t") && !says("(^|\n)ic ")) text += "ic u = 0\n";
  if (!says("(^|\n)field ")) text += says("\\bv_x") ? "field u, v\n" : "field u\n";
  if (!equation) text += plane ? "eq lap(u) = 0\n" : "eq u_xx = 0\n";
  return text;
}

/// Where the files lie that examples name.
const char* const tables = ANSATZ_SOURCE_DIR "/tests/dsl/tables";

std::set<std::string> codes_of(std::string_view example) {
  std::set<std::string> codes;
  for (const Diagnostic& d : compile_text("a.pde", completed(example), tables, {}).diagnostics) codes.insert(d.code);
  return codes;
}

}  // namespace

TEST_CASE("every code that the language can give has a lesson, and no other") {
  std::set<std::string> emitted;
  const std::regex code("\"([EW]0[1-6][0-9]{2})\"");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(ANSATZ_SOURCE_DIR "/dsl")) {
    if (entry.path().extension() != ".cpp" || entry.path().filename() == "explain.cpp") continue;
    std::ifstream in(entry.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (std::sregex_iterator i(text.begin(), text.end(), code), end; i != end; ++i) emitted.insert((*i)[1].str());
  }
  CHECK(emitted.size() >= 40);
  for (const Lesson& lesson : lessons())
    CHECK_MESSAGE(emitted.count(std::string(lesson.code)) == 1, lesson.code, " is never given");
  for (const std::string& c : emitted) CHECK_MESSAGE(explain(c).has_value(), c, " has no lesson");
}

TEST_CASE("the wrong example of a lesson gives its code, the right one no error and no such warning") {
  for (const Lesson& lesson : lessons()) {
    CAPTURE(lesson.code);
    const std::set<std::string> wrong = codes_of(lesson.wrong), right = codes_of(lesson.right);
    CHECK(wrong.count(std::string(lesson.code)) == 1);
    CHECK(right.count(std::string(lesson.code)) == 0);
    for (const std::string& code : right) CHECK_MESSAGE(code.starts_with('W'), "the right example gives ", code);
    CHECK(!lesson.text.empty());
  }
}

TEST_CASE("lessons are found by their code, in any capitals") {
  REQUIRE(explain("e0103").has_value());
  CHECK(explain("e0103")->find("u*u_x") != std::string_view::npos);
  CHECK(!explain("E9999").has_value());
  CHECK(!explain("").has_value());
}
