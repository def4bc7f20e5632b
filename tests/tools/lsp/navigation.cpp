// From a use to the declaration and back; the outline.
#include <doctest/doctest.h>

#include "session.hpp"

using conversation::all_of;
using conversation::Json;
using conversation::rod;
using conversation::Session;

namespace {

Json range(int line, int from, int to) {
  return {{"start", {{"line", line}, {"character", from}}}, {"end", {{"line", line}, {"character", to}}}};
}

}  // namespace

TEST_CASE("every name leads to where it is declared, a derivative by each of its letters") {
  Session session;
  const std::string text =
      std::string(rod) +
      "plot slice { of = heat; t = 1 }\ncheck mass: integral(wave(r)*u, r in [0, 1]) >= 0 on x > nu\n"
      "let hole = interval(0, nu)\nbc inner: u = 0 on boundary(hole)\n";
  session.open("rod.pde", text);
  const auto leads = [&](const std::string& piece, int line, int from, int to) {
    CAPTURE(piece);
    const Json found = session.result("textDocument/definition", session.at("rod.pde", piece));
    REQUIRE(!found.is_null());
    CHECK(found["uri"] == session.uri("rod.pde"));
    CHECK(found["range"] == range(line, from, to));
  };
  leads("n¦u*u_xx", 0, 6, 8);
  leads("nu¦*u_xx", 0, 6, 8);
  leads("nu*¦u_xx", 3, 6, 7);
  leads("nu*u_¦xx", 1, 7, 8);
  leads("nu*u_x¦x", 1, 7, 8);
  leads("u¦_t = nu", 3, 6, 7);
  leads("u_¦t = nu", 2, 5, 6);
  leads("+ ¦source", 5, 4, 10);
  leads("exp(-t)*¦wave", 4, 4, 8);
  leads("sin(pi*¦s)", 4, 9, 10);
  leads("on ¦x = 0", 1, 7, 8);
  leads("loss { wal¦ls", 8, 3, 8);
  leads("of = hea¦t", 6, 3, 7);
  leads("; ¦t = 1", 2, 5, 6);
  leads("wave(¦r)", 13, 32, 33);
  leads("on x > n¦u", 0, 6, 8);
  leads("boundary(ho¦le)", 14, 4, 8);
  for (const char* nothing : {"hid¦den", "¦lm {", "ex¦p(", "p¦i*s", "# ¦", "0.0¦1/pi"})
    if (text.find(std::string(nothing).erase(std::string(nothing).find("¦"), 2)) != std::string::npos)
      CHECK_MESSAGE(session.result("textDocument/definition", session.at("rod.pde", nothing)).is_null(), nothing);
}

TEST_CASE("references and highlights are all places of one thing") {
  Session session;
  session.open("rod.pde", rod);
  Json params = session.at("rod.pde", "nu*u_xx¦");
  params["context"] = {{"includeDeclaration", true}};
  const Json of_x = session.result("textDocument/references", params);
  CHECK(of_x.size() == 6);  // domain, wave(x), twice u_xx, x = 0, x = 1
  params["context"]["includeDeclaration"] = false;
  CHECK(session.result("textDocument/references", params).size() == 5);
  const Json seen = session.result("textDocument/documentHighlight", params);
  REQUIRE(seen.size() == 6);
  CHECK(seen[0] == Json{{"range", range(1, 7, 8)}, {"kind", 3}});
  CHECK(session.result("textDocument/references", session.at("rod.pde", "ex¦p(")).is_null());
}

TEST_CASE("an include leads to its file, and names lead there") {
  Session session;
  session.write("folder/part.pde", "param nu = 0.1\n");
  std::string text = rod;
  text.replace(0, text.find('\n'), "include \"folder/part.pde\"");
  session.write("other.pde", text);
  session.open("rod.pde", text);
  const std::string part = session.uri("folder/part.pde");
  CHECK(session.result("textDocument/definition", session.at("rod.pde", "folder/p¦art"))["uri"] == part);
  const Json found = session.result("textDocument/definition", session.at("rod.pde", "n¦u*u_xx"));
  CHECK(found == Json{{"uri", part}, {"range", range(0, 6, 8)}});
}

TEST_CASE("names of a text that cannot be read whole are found all the same") {
  Session session;
  session.open("rod.pde", std::string(rod) + "bc broken: u = (\nlet later = nu\n");
  const Json found = session.result("textDocument/definition", session.at("rod.pde", "later = n¦u"));
  CHECK(found["range"] == range(0, 6, 8));
}

TEST_CASE("the outline has every statement, with settings below their blocks") {
  const Json can = {{"textDocument", {{"documentSymbol", {{"hierarchicalDocumentSymbolSupport", true}}}}}};
  Session flat, tree(can);
  const auto symbols = [](Session& session) {
    session.open("rod.pde", rod);
    return session.result("textDocument/documentSymbol", {{"textDocument", {{"uri", session.uri("rod.pde")}}}});
  };
  const std::vector<std::string> names{"nu",   "x",     "t",     "u",       "wave", "source",
                                       "heat", "start", "walls", "network", "loss", "train lm"};
  const Json deep = symbols(tree);
  CHECK(all_of(deep, "name") == names);
  CHECK(all_of(deep[9]["children"], "name") == std::vector<std::string>{"hidden", "adaptive"});
  CHECK(deep[6]["detail"] == "eq u_t = nu*u_xx + source");
  CHECK(deep[6]["selectionRange"] == range(6, 3, 7));
  const Json plain = symbols(flat);
  CHECK(all_of(plain, "name") == names);
  CHECK(plain[0]["location"]["range"] == range(0, 0, 31));
}
