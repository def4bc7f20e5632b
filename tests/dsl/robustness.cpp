// No text makes the parser crash, throw or take long: limits, damaged files, and work that grows with the text alone.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/parse.hpp"
#include "texts.hpp"

using namespace ansatz;
using namespace ansatz::dsl;

namespace {

std::string times(int n, const std::string& text) {
  std::string result;
  for (int i = 0; i < n; ++i) result += text;
  return result;
}

Parsed parsed(const std::string& text) {
  Sources sources;
  const auto file = sources.add("a.pde", text);
  Parsed result = parse(sources, file);
  render_text(sources, result.diagnostics, Colour::on);  // must survive the same text
  return result;
}

bool gives(const Parsed& p, std::string_view code) {
  return std::any_of(p.diagnostics.begin(), p.diagnostics.end(),
                     [&](const Diagnostic& d) { return d.number() == code; });
}

}  // namespace

TEST_CASE("a hundred thousand levels of anything are an ordinary error, and the next statement is read") {
  for (const std::string level :
       {"(", "[", "f(", "-", "not ", "if ", "if a then b else ", "x^", "x+", "0 < ", "x^-", "[1,"}) {
    CAPTURE(level);
    const Parsed p = parsed("let a = " + times(std::min(100'000, 1'000'000 / static_cast<int>(level.size())), level) +
                            "x\nfield u\n");
    CHECK((gives(p, "E0109") || gives(p, "E0105")));
    REQUIRE(!p.file.statements.empty());
    CHECK(std::holds_alternative<FieldDeclaration>(p.file.statements.back().content));
  }
  CHECK(gives(parsed("let a = " + times(201, "(") + "x" + times(201, ")")), "E0109"));
  CHECK(parsed("let a = " + times(190, "(") + "x" + times(190, ")")).diagnostics.empty());
  CHECK(gives(parsed("let a = [" + times(10'001, "1,") + "]"), "E0109"));
  CHECK(parsed("let a = [" + times(10'000, "1,") + "]").diagnostics.empty());
  CHECK(parsed("let a = 0" + times(500, "+x")).diagnostics.empty());
  CHECK(gives(parsed("let a = 0" + times(501, "+x")), "E0109"));
  const std::string high = "let a = " + times(10, "(") + "x" + times(10, times(400, "+x") + ")");
  CHECK(gives(parsed(high), "E0109"));
}

TEST_CASE("a text of ten megabytes is an ordinary error") {
  const Parsed p = parsed("eq " + std::string(10 << 20, 'a'));
  REQUIRE(p.diagnostics.size() == 1);
  CHECK(p.diagnostics[0].code == Code::too_large);
}

TEST_CASE("odd bytes and line ends are read or reported") {
  CHECK(parsed("").file.statements.empty());
  CHECK(parsed("\xEF\xBB\xBF"
               "pde 1\n")
            .diagnostics.empty());
  CHECK(parsed("pde 1\rfield u\req u = 1 # c\rbc u = 0 on x = 1").file.statements.size() == 4);
  CHECK(parsed("pde 1\r\nfield u\r\n").diagnostics.empty());
  CHECK(gives(parsed(std::string("eq u\0 = 0", 9)), "E0101"));
  for (int byte = 0; byte < 256; ++byte) parsed(std::string("let a = ") + static_cast<char>(byte));
  const Parsed garbage = parsed(times(100'000, "\xff\xc0 "));
  CHECK(garbage.diagnostics.size() <= 1'002);
  CHECK(gives(garbage, "E0109"));
}

TEST_CASE("damaged files never crash") {
  std::mt19937 random(7);
  const std::string pieces[] = {
      "(",    ")",   "[",  "]",           "{", "}", "\"", "#", "\n", "eq ", "=", ",", "\xE2\x88\x92",
      "\xff", "if ", "..", "\xE2\x88\x82"};
  for (const test::TextFile& original : test::texts_in({test::examples_folder, test::gallery_folder})) {
    for (int round = 0; round < 150; ++round) {
      std::string text = original.text;
      for (int edits = 1 + static_cast<int>(random() % 5); edits > 0 && !text.empty(); --edits) {
        const std::size_t at = random() % text.size();
        switch (random() % 4) {
          case 0: text[at] = static_cast<char>(random()); break;
          case 1: text.erase(at, 1 + random() % 8); break;
          case 2: text.insert(at, pieces[random() % std::size(pieces)]); break;
          default: text.insert(at, text.substr(random() % text.size(), random() % 30));
        }
      }
      for (const Diagnostic& d : parsed(text).diagnostics) {
        CHECK(d.message.find("boost") == std::string::npos);
        CHECK(d.primary.span.end <= text.size());
      }
    }
  }
}

// Work is counted, not timed: how often the scanner looks at a byte, and the grammar at a token. The scanner looks
// ahead as far as a word, a line or a repair goes; the grammar tries at most a few dozen rules, and never goes back
// over more than one token.
TEST_CASE("reading is linear in the length of the text") {
  const auto looks = [](int n, const std::string& line) { return parsed(times(n, line)).looks; };
  for (const std::string line :
       {"let a = f(x, n = 1)*2^x + [1, 2]\n", "bc inlet: u = 0 on x = 0, y = 1 with weight = 2\n",
        "train adam { steps = 10; lr = 1 }\n", "let a = if x < 0 then -x else x\n"}) {
    CAPTURE(line);
    const std::size_t once = looks(1, line);
    CHECK(once > 0);
    CHECK(looks(5'000, line) == 5'000 * once);
  }
}

TEST_CASE("so is looking ahead for what is written otherwise elsewhere, also where nothing of it is found") {
  const auto looks = [](int n, const std::string& text) { return parsed("let a = 1 " + times(n, text)).looks; };
  for (const std::string text : {"/* ",
                                 "/",
                                 "// x\n",
                                 "'",
                                 "\xE2\x80\x9C",
                                 "'\xE2\x80\x9C",
                                 "\xE2\x88\x82",
                                 "\xE2\x88\x82u/\xE2\x88\x82x ",
                                 "\xE2\x88\x82u/ \xE2\x88\x82",
                                 "\xE2\x88\x82x^2",
                                 "du/",
                                 "d^2u/dx",
                                 "u'",
                                 "u.x",
                                 "u_{",
                                 "D[u, x, ",
                                 "grad^2 ",
                                 "\xE2\x88\x87 ",
                                 "\\partial ",
                                 "\\frac{d",
                                 "2u",
                                 "2 u",
                                 "\xC2\xB2",
                                 "x\xC2\xB2\xE2\x81\xBB",
                                 "1.",
                                 "1e",
                                 "&&",
                                 "\xff",
                                 "\xE2\x88\x92",
                                 "a \"",
                                 "a # \"\n"}) {
    CAPTURE(text);
    const std::size_t few = looks(100, text), many = looks(400, text);  // fewer than a text may have errors
    CHECK(few >= 100);
    CHECK(many <= 5 * few);
  }
}

TEST_CASE("reading is linear in how deep a text is nested, right or wrong") {
  const auto looks = [](int n, const std::string& open, const std::string& close) {
    return parsed("let a = " + times(n, open) + "x" + times(n, close) + "\n").looks;
  };
  const std::pair<std::string, std::string> levels[] = {
      {"(", ")"},      {"[", "]"},    {"f(", ")"}, {"-", ""},  {"if a then b else ", ""},
      {"f(n = ", ")"}, {"[1, ", "]"}, {"(", ""},   {"[", ")"}, {"f(s in ", ")"}};
  for (const auto& level : levels) {
    CAPTURE(level.first);
    const std::size_t few = looks(40, level.first, level.second), many = looks(160, level.first, level.second);
    CHECK(few > 0);
    CHECK(many <= 5 * few);  // 4 when linear, 16 when quadratic, beyond counting when every level is tried twice
  }
}
