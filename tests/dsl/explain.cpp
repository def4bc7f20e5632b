// Every code has a lesson, and its examples are what they claim to be.
#include "ansatz/dsl/explain.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "ansatz/dsl/diagnostic.hpp"

using namespace ansatz::dsl;

namespace {

std::set<std::string> codes_of(std::string_view text) {
  Sources sources;
  std::set<std::string> codes;
  for (const Diagnostic& d : parse(sources, sources.add("a.pde", std::string(text))).diagnostics) codes.insert(d.code);
  return codes;
}

}  // namespace

TEST_CASE("every code that the language can give has a lesson") {
  std::set<std::string> emitted;
  const std::regex code("\"([EW]0[1-6][0-9]{2})\"");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(ANSATZ_SOURCE_DIR "/dsl")) {
    if (entry.path().extension() != ".cpp" || entry.path().filename() == "explain.cpp") continue;
    std::ifstream in(entry.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (std::sregex_iterator i(text.begin(), text.end(), code), end; i != end; ++i) emitted.insert((*i)[1].str());
  }
  CHECK(emitted.size() >= 11);
  for (const std::string& c : emitted) CHECK_MESSAGE(explain(c).has_value(), c, " has no lesson");
}

TEST_CASE("right examples have no syntax error, wrong ones of syntax codes give their code") {
  for (const Lesson& lesson : lessons()) {
    CAPTURE(lesson.code);
    CHECK(codes_of(lesson.right).empty());
    const std::set<std::string> wrong = codes_of(lesson.wrong);
    const bool syntax = lesson.code.starts_with("E01");
    if (syntax) CHECK(wrong == std::set<std::string>{std::string(lesson.code)});
    if (!syntax && lesson.code != "E0202") CHECK(wrong.empty());
    CHECK(!lesson.text.empty());
  }
}

TEST_CASE("lessons are found by their code, in any capitals") {
  REQUIRE(explain("e0103").has_value());
  CHECK(explain("e0103")->find("u*u_x") != std::string_view::npos);
  CHECK(!explain("E9999").has_value());
  CHECK(!explain("").has_value());
}
