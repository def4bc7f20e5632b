// What is said of what stands under the pointer.
#include <doctest/doctest.h>

#include "session.hpp"

using conversation::Json;
using conversation::rod;
using conversation::Session;

namespace {

struct Pointer {
  Session session;
  explicit Pointer(const std::string& text) { session.open("rod.pde", text); }

  std::string over(const std::string& piece) {
    const Json found = session.result("textDocument/hover", session.at("rod.pde", piece));
    if (found.is_null()) return "";
    CHECK(found["contents"]["kind"] == "markdown");
    return found["contents"]["value"];
  }
  bool says(const std::string& piece, const std::string& words) {
    const std::string found = over(piece);
    INFO(piece << ": " << found);
    CHECK(found.find(words) != std::string::npos);
    return found.find(words) != std::string::npos;
  }
};

}  // namespace

TEST_CASE("settings and options: what they mean, take, and are without; where they come from") {
  Pointer pointer(std::string(rod) + "compute { precision = f64 }\n");
  pointer.says("hid¦den", "**network.hidden**");
  pointer.says("hid¦den", "Default: `");
  pointer.says("nla¦af(", "**adaptive = nlaaf**");
  pointer.says("nla¦af(", "From A. D. Jagtap");
  pointer.says("nlaaf(¦n", "**nlaaf(n)**");
  pointer.says("train l¦m", "**train lm**");
  pointer.says("tr¦ain lm", "**train lm**");
  pointer.says("ste¦ps", "Takes a whole number");
  pointer.says("f¦64", "**precision = f64**");
  pointer.says("lo¦ss {", "**loss**");
}

TEST_CASE("names: what they are, their value, shape and order") {
  Pointer pointer(rod);
  pointer.says("n¦u*u_xx", "`nu` is a parameter: a scalar, `0.0031");
  pointer.says("field ¦u", "`u` is a field of `x`, `t`");
  pointer.says("domain ¦x", "`x` is a coordinate");
  pointer.says("+ sour¦ce", "let source = exp(-t)*wave(x)");
  pointer.says("nu*u_¦xx", "field `u` differentiated by `x`, `x`");
  pointer.says("nu*u_¦xx", "a scalar of order 2, of `u_xx`");
  pointer.says("p¦i*s", "3.14159");
  pointer.says("ex¦p(", "exp(x)");
  pointer.says("sin(pi*¦s)", "`s` is an argument");
  pointer.says("los¦s { walls", "**loss**");
  pointer.says("loss { wa¦lls", "`walls` is a condition");
}

TEST_CASE("signs: the expression that they make") {
  Pointer pointer(rod);
  pointer.says("nu¦*u_xx", "```pde\nnu*u_xx\n```\n\na scalar of order 2, of `u_xx`");
  pointer.says("u_xx ¦+ source", "a scalar of order 2, of `u_xx`");
  pointer.says("0.01¦/pi", "a scalar, `0.0031");
}

TEST_CASE("statements: their form, and what a condition comes to") {
  Pointer pointer(rod);
  pointer.says("e¦q heat", "eq NAME: LEFT = RIGHT");
  pointer.says("e¦q heat", "one scalar equation of order 2, of `u_t`, `u_xx`");
  pointer.says("hea¦t:", "one scalar equation of order 2");
  pointer.says("para¦m", "`--set`");
  pointer.says("dom¦ain", "the coordinates in space");
}

TEST_CASE("vectors, shapes, functions; documentation above a statement") {
  Pointer pointer(
      "domain (x, y) in rect([0, 0], [2, 1]) - hole\nlet hole = disk([1, 0.5], 0.2)\nfield u, v\nlet V = [u, v]\n## "
      "how "
      "viscous\nparam mu = 1\neq mu*lap(V) = advect(V, V)\nbc V = [0, 0] on boundary(hole)\n");
  pointer.says("let ¦V", "a vector of 2 components of `u`, `v`");
  pointer.says("la¦p(", "lap(");
  pointer.says("la¦p(", "a vector of 2 components of order 2");
  pointer.says("boundary(ho¦le", "a shape within [0.8, 1.2] x [0.3, 0.7]");
  pointer.says("bound¦ary", "the whole boundary");
  pointer.says("¦mu*", "how viscous");
  pointer.says("e¦q mu", "2 scalar equations of order 2");
}

TEST_CASE("where nothing is known, nothing is said, and a broken text is no hindrance") {
  Pointer pointer(std::string(rod) + "# exp\ntitle \"exp\"\nbc u = (sin(\nlet a = a\nlet b = nosuch + 1\n");
  CHECK(pointer.over("# e¦xp").empty());
  CHECK(pointer.over("\"e¦xp").empty());
  CHECK(pointer.over("0.0¦1/pi").empty());
  pointer.says("(si¦n(", "sin(x)");
  pointer.says("let ¦a", "`a` is a definition");
  pointer.says("nosuch ¦+", "nosuch + 1");
}
