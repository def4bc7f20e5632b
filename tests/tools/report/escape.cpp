// Whatever goes in, a browser takes it for text.
#include "report/escape.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

using ansatz::report::escape_html;
using ansatz::report::escape_json;
using ansatz::report::escape_message;
using ansatz::report::escape_path;

namespace {

/// Bytes that mean something to HTML, to JSON or to UTF-8, more often than others.
std::string hostile_text(std::mt19937& random) {
  constexpr std::string_view pieces[] = {"<",      ">",      "&",  "\"",   "'",        "</script", "<!--", "-->", "]]>",
                                         "\u2028", "\u2029", "\\", "\xff", "\xe2\x80", "a",        " ",    "\n"};
  std::string text;
  for (int i = 0; i < 20; ++i) text += pieces[random() % std::size(pieces)];
  return text + std::string(1, '\0');
}

std::string unescaped(std::string text) {
  const std::pair<const char*, const char*> names[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
  for (const auto& [name, character] : names)
    for (std::size_t at = 0; (at = text.find(name, at)) != std::string::npos; ++at)
      text.replace(at, std::string(name).size(), character);
  return text;
}

}  // namespace

TEST_CASE("escaped texts hold nothing that opens or closes a tag or an attribute, and all that they held") {
  std::mt19937 random(1);
  for (int k = 0; k < 1000; ++k) {
    std::string text = hostile_text(random);
    const std::string escaped = escape_html(text);
    CHECK(escaped.find_first_of(std::string("<>\"'\0", 5)) == std::string::npos);
    text.pop_back();
    CHECK(unescaped(escaped) == text + "\uFFFD");
  }
}

TEST_CASE("escaped JSON is the same JSON, and cannot end its element or begin a comment") {
  std::mt19937 random(2);
  for (int k = 0; k < 1000; ++k) {
    const nlohmann::json value{{hostile_text(random), {1.5, hostile_text(random)}}};
    const std::string json = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const std::string escaped = escape_json(json);
    CHECK(escaped.find('<') == std::string::npos);
    CHECK(escaped.find("\u2028") == std::string::npos);
    CHECK(escaped.find("\u2029") == std::string::npos);
    CHECK(nlohmann::json::parse(escaped) == nlohmann::json::parse(json));
  }
}

TEST_CASE("the path of a file is an address of a file, whatever it is called, and the same file") {
  CHECK(escape_path("runs/a-1.5_b~/report.html") == "./runs/a-1.5_b~/report.html");
  CHECK(escape_path("../a b/%41?#.html") == "./../a%20b/%2541%3F%23.html");
  CHECK(escape_path("javascript:alert(1)") == "./javascript%3Aalert%281%29");
  CHECK(escape_path("ä") == "./%C3%A4");
  std::mt19937 random(3);
  for (int k = 0; k < 1000; ++k) {
    const std::string address = escape_path(hostile_text(random));
    CHECK(address.find_first_of(std::string("<>\"'&\\ \n\0", 9)) == std::string::npos);
    CHECK(address.starts_with("./"));
  }
}

TEST_CASE("names between backticks of a message are code, a backtick alone is one") {
  CHECK(escape_message("at fresh points `a<b` holds, `c` not") ==
        "at fresh points <code>a&lt;b</code> holds, <code>c</code> not");
  CHECK(escape_message("a ` b") == "a ` b");
  CHECK(escape_message("`<script>") == "`&lt;script&gt;");
}
