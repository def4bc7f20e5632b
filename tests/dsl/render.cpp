// What a person sees: the excerpt, the carets, the advice; and what a program sees.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/parse.hpp"

using namespace ansatz::dsl;

namespace {

std::string shown(const std::string& text, Colour colour = Colour::off) {
  Sources sources;
  const auto file = sources.add("a.pde", text);
  return render_text(sources, parse(sources, file).diagnostics, colour);
}

}  // namespace

TEST_CASE("an excerpt shows both places of a bracket, the advice and a summary") {
  CHECK(shown("field u\ndomain x in [-1, 1\neq u = 0\n") ==
        "error[E0105]: `[` is never closed\n"
        " --> a.pde:2:13\n"
        "  |\n"
        "2 | domain x in [-1, 1\n"
        "  |             ^ opened here\n"
        "3 | eq u = 0\n"
        "  | -- this statement begins before the `]`\n"
        "  = help: put the `]` where it ends\n"
        "1 error; `ansatz explain E0105` tells more\n");
}

TEST_CASE("a missing part is marked at the end of the token before it") {
  const std::string text = shown("eq u = 1 +   # more\n\nfield u\n");
  CHECK(text.find("--> a.pde:1:11\n") != std::string::npos);
  CHECK(text.find("\n1 | eq u = 1 +   # more\n  |           ^ expected an expression\n") != std::string::npos);
}

TEST_CASE("carets stand below their characters after tabs, Greek letters and wide characters") {
  CHECK(shown("eq\tu @ 1 = 0\n").find("1 | eq    u @ 1 = 0\n  |         ^ ") != std::string::npos);
  CHECK(shown("eq \xCE\xBD\xCE\xBD @ = 0\n").find("  |       ^ ") != std::string::npos);
  CHECK(shown("title \"\xE6\xBC\xA2\" @\n").find("  |             ^ ") == std::string::npos);
  CHECK(shown("title \"\xE6\xBC\xA2\" @\n").find("  |            ^ ") != std::string::npos);
}

TEST_CASE("control characters of a file never reach the terminal") {
  const std::string text = shown("eq \x1b[31mu = 0 # \x07\xff\n");
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\x07') == std::string::npos);
  CHECK(text.find("<U+001B>[31mu = 0 # <U+0007>\\xFF") != std::string::npos);
}

TEST_CASE("colours only when asked") {
  CHECK(shown("eq", Colour::off).find('\x1b') == std::string::npos);
  CHECK(shown("eq", Colour::on).find("\x1b[1;31merror[") != std::string::npos);
}

TEST_CASE("at most twenty are shown, and how many are not") {
  std::string text;
  for (int i = 0; i < 25; ++i) text += "eq u_t\n";
  const std::string result = shown(text);
  CHECK(result.find("5 more not shown\n25 errors; `ansatz explain E0104` tells more\n") != std::string::npos);
  CHECK(result.find("a.pde:20:") != std::string::npos);
  CHECK(result.find("a.pde:21:") == std::string::npos);
}

TEST_CASE("a very long line is cut around the place") {
  const std::string result = shown("let a = 1" + std::string(100'000, ' ') + "@\n");
  CHECK(result.size() < 1'000);
  CHECK(result.find("@") != std::string::npos);
}

TEST_CASE("labels over several lines, in several files, and beyond the end are drawn without harm") {
  Sources sources;
  const auto a = sources.add("a.pde", "one\ntwo\nthree\nfour\n"), b = sources.add("b.pde", "other");
  Diagnostic d;
  d.code = Code::already_taken;
  d.message = "`two` is defined twice";
  d.primary = {{a, 4, 13}, "here"};
  d.secondary = {{{b, 0, 5}, "first here"}, {{a, 14, 18}, "and used here"}, {{a, 900, 901}, "nowhere"}};
  const std::string result = render_text(sources, {d}, Colour::off);
  CHECK(result.find("2 | two\n  | ^^^ here (to line 3)\n") != std::string::npos);
  CHECK(result.find(" ::: b.pde:1:1\n") != std::string::npos);
  CHECK(result.find("  | ----- first here\n") != std::string::npos);
}

TEST_CASE("the machine-readable form carries places in bytes and in lines, and survives broken text") {
  Sources sources;
  const auto file = sources.add("a.pde", "eq \xCE\xBD \xE2\x88\x92 1 = 0 # \xff\n");
  const auto json = nlohmann::json::parse(render_json(sources, parse(sources, file).diagnostics));
  REQUIRE(json.size() == 2);
  CHECK(json[0]["code"] == "E0102");
  CHECK(json[0]["severity"] == "error");
  const auto place = json[0]["primary"]["place"];
  CHECK(place["begin"] == 6);
  CHECK(place["end"] == 9);
  CHECK(place["line"] == 1);
  CHECK(place["column"] == 6);
  CHECK(json[0]["fix"]["text"] == "-");
  CHECK(nlohmann::json::parse(render_json(sources, {})).empty());
}
