// Printing and reading are inverse; formatting keeps the tree and the comments, and settles at once.
#include "ansatz/dsl/format.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "ansatz/dsl/parse.hpp"
#include "dsl/tree.hpp"
#include "texts.hpp"

using namespace ansatz::dsl;
using namespace ansatz::dsl::testing;
using namespace ansatz::test;

namespace {

std::string formatted(const std::string& text) {
  Sources sources;
  const auto result = format_file(sources, sources.add("a.pde", text));
  return result ? *result : "ERROR";
}

std::string outline_of(const std::string& text) {
  Sources sources;
  return outline(parse(sources, sources.add("a.pde", text)).file);
}

Expression read_back(const std::string& text, bool& good) {
  Sources sources;
  ParsedExpression parsed = parse_expression(sources, sources.add("e", text));
  good = parsed.diagnostics.empty();
  return parsed.expression;
}

}  // namespace

TEST_CASE("a printed expression reads back to the same tree") {
  Generator generator(1);
  for (int i = 0; i < 20'000; ++i) {
    const Expression tree = generator.expression(1 + i % 5);
    const std::string text = print_expression(tree);
    bool good = false;
    const Expression again = read_back(text, good);
    CAPTURE(text);
    REQUIRE(good);
    REQUIRE(outline(again) == outline(tree));
    REQUIRE(print_expression(again) == text);
  }
}

TEST_CASE("printing sets the parentheses that are needed and no others") {
  for (const char* text : {"a + b*c",
                           "(a + b)*c",
                           "a - (b - c)",
                           "a - b - c",
                           "a^b^c",
                           "(a^b)^c",
                           "-x^2",
                           "(-x)^2",
                           "2^(-x)",
                           "a*-b",
                           "not a == b",
                           "not (a and b)",
                           "0 < x < 1",
                           "(0 < x) < 1",
                           "1..5",
                           "[20]*6",
                           "1 + (if a then b else c)",
                           "f(x, n = 10, s in [-inf, inf])",
                           "a/(b*c)",
                           "a/b*c",
                           "p - q & r",
                           "\"text\"",
                           "true or false"}) {
    bool good = false;
    CHECK(print_expression(read_back(text, good)) == text);
    CHECK(good);
  }
  bool good = false;
  CHECK(print_expression(read_back("((a)) + (b*c)**2 - (.5 + 1.)", good)) == "a + (b*c)^2 - (0.5 + 1)");
}

TEST_CASE("numbers are printed so that they read back to the same bits") {
  Generator generator(2);
  for (const double x : {0.1, 1e-300, 1.7976931348623157e308, 5e-324, 2.0 / 3.0, 1e22, 123456789012345680.0}) {
    bool good = false;
    CHECK(read_back(print_number(x), good).number == x);
    CHECK(good);
  }
}

TEST_CASE("formatting keeps the tree and every comment, and formatting twice changes nothing") {
  for (const TextFile& example : texts_in({examples_folder, gallery_folder})) {
    CAPTURE(example.path);
    const std::string& text = example.text;
    const std::string once = formatted(text);
    CHECK(outline_of(once) == outline_of(text));
    CHECK(formatted(once) == once);
    CHECK(std::count(once.begin(), once.end(), '#') == std::count(text.begin(), text.end(), '#'));
  }
}

TEST_CASE("the canonical layout") {
  CHECK(formatted("pde 1;title\"a\"\r\n\r\n\r\n\r\nlet f( x )=if x<0 then -x**2 else - x\r\n") ==
        "pde 1\ntitle \"a\"\n\nlet f(x) = if x < 0 then -x^2 else -x\n");
  CHECK(formatted("train adam{lr=1e-3,steps=.5}  # why\n") == "train adam { lr = 1e-3; steps = 0.5 }  # why\n");
  CHECK(formatted("network {  # net\n\n hidden=[20]*6 activation = tanh # end\n\n # last\n}\n") ==
        "network {  # net\n  hidden     = [20]*6\n  activation = tanh  # end\n\n  # last\n}\n");
  CHECK(formatted("eq u_t\n+ u = # why\n 0\n") == "eq u_t\n    + u =  # why\n    0\n");
  CHECK(formatted("param a=1 in{1,2}") == "param a = 1 in {1, 2}\n");
  CHECK(formatted("# only a comment") == "# only a comment\n");
  CHECK(formatted("") == "");
  CHECK(formatted("eq u = ") == "ERROR");
}

TEST_CASE("adjacent statements of one kind are aligned") {
  CHECK(formatted("domain (x,y) in d\ntime t in [0,1]\nfield   u") ==
        "domain (x, y) in d\ntime   t in [0, 1]\nfield  u\n");
  CHECK(formatted("eq burgers: u=1\nic a: u=0;bc u=0 on boundary\n\nbc late: u = 0") ==
        "eq burgers: u = 1\nic a:       u = 0\nbc          u = 0 on boundary\n\nbc late: u = 0\n");
  CHECK(formatted("let h=2 # two\nparam w_h=3#three\n# whole\nlet f(s) = if s < 0 then 1\n else 2\nlet g = 1") ==
        "let h     = 2  # two\nparam w_h = 3  #three\n# whole\nlet f(s) = if s < 0 then 1\n    else 2\n"
        "let g    = 1\n");
  CHECK(formatted("let \xCE\xBD\xCE\xBC = 1 # a\nlet a = 100") == "let \xCE\xBD\xCE\xBC = 1  # a\nlet a  = 100\n");
  CHECK(formatted("field # why\nu\ntime t in [0, 1]") == "field  # why\n    u\ntime t in [0, 1]\n");
  CHECK(formatted("bc a: u = 0, v = 1 on x = 0\nbc bc2: u = 0 on x = 1 where y<0\neq u_xx\n/2 = 1") ==
        "bc a:   u = 0, v = 1 on x = 0\nbc bc2: u = 0        on x = 1 where y < 0\neq      u_xx\n    / 2 = 1\n");
  CHECK(formatted("let a # = b\n = 1\nbc u = 0 on # upon\n x = 0") ==
        "let a  # = b\n    = 1\nbc u = 0 on  # upon\n    x = 0\n");
  const std::string wide(40, 'a');
  CHECK(formatted("let " + wide + "=1\nlet b=2") == "let " + wide + " = 1\nlet b = 2\n");
}

TEST_CASE("repair applies the fixes that are beyond doubt") {
  CHECK(repair("eq \xE2\x88\x82u/\xE2\x88\x82t = 2u\xC2\xB2 // heat\n") == "eq u_t = 2*u^2 # heat\n");
  CHECK(repair("eq a: u == 1\nparam nu = 0,01\nlet b = x \xE2\x88\x92 1\n") ==
        "eq a: u = 1\nparam nu = 0.01\nlet b = x - 1\n");
  CHECK(repair("eq u = (\n") == "eq u = (\n");
}
