// What is wrong, while one types: places, versions, several files.
#include <doctest/doctest.h>

#include "session.hpp"

using conversation::Json;
using conversation::rod;
using conversation::Session;
using Codes = std::vector<std::string>;

namespace {

std::string with(std::string text, const std::string& piece, const std::string& other) {
  return text.replace(text.find(piece), piece.size(), other);
}

}  // namespace

TEST_CASE("mistakes have their place, their code, and what to do") {
  Session session;
  session.open("rod.pde", with(rod, "sin(pi", "sinn(π"));
  const Json found = session.diagnostics("rod.pde");
  REQUIRE(found.size() == 1);
  CHECK(found[0]["code"] == "E0203");
  CHECK(found[0]["severity"] == 1);
  CHECK(found[0]["source"] == "ansatz");
  CHECK(found[0]["message"] == "unknown name `sinn`\ndid you mean `sin`, `sinh` or `sign`?");
  CHECK(found[0]["range"] ==
        Json{{"start", {{"line", 4}, {"character", 14}}}, {"end", {{"line", 4}, {"character", 18}}}});
}

TEST_CASE("places behind characters of several bytes count UTF-16") {
  Session session;
  session.open("rod.pde", with(rod, "let source = exp(-t)", "let α = 1 # 𝛼 and é\nlet source = α*expp(-t)"));
  const Json found = session.diagnostics("rod.pde");
  REQUIRE(found.size() == 1);
  CHECK(found[0]["range"]["start"] == Json{{"line", 6}, {"character", 15}});
}

TEST_CASE("a change is seen, whole or in pieces, and a mended text has an empty list") {
  Session session;
  session.open("rod.pde", rod);
  CHECK(session.diagnostics("rod.pde") == Json::array());
  const auto piece = [](int line, int from, int to, const char* text) {
    return Json{
        {"range", {{"start", {{"line", line}, {"character", from}}}, {"end", {{"line", line}, {"character", to}}}}},
        {"text", text}};
  };
  const Json document = {{"uri", session.uri("rod.pde")}, {"version", 10}};
  session.notify("textDocument/didChange",
                 {{"textDocument", document},
                  {"contentChanges", {piece(3, 6, 7, "v"), piece(3, 7, 7, "2"), piece(0, 0, 0, "\n")}}});
  session.diagnostics("rod.pde");
  const auto told = session.told();
  REQUIRE(!told.empty());
  CHECK(told.back()["params"]["version"] == 10);
  CHECK(session.codes("rod.pde").front() == "E0203");  // `field v2`, and u is unknown
  session.change("rod.pde", rod);
  CHECK(session.diagnostics("rod.pde") == Json::array());
  session.close("rod.pde");
  CHECK(session.diagnostics("rod.pde") == Json::array());
}

TEST_CASE("nothing is compiled while more is to come") {
  Session session;
  session.open("rod.pde", rod);
  session.told();
  const auto begin = ansatz::lsp::Clock::now();
  for (int i = 0; i < 50; ++i) session.change("rod.pde", std::string(rod) + std::string(i, '#') + "\n");
  REQUIRE(session.server().due());
  CHECK(*session.server().due() > begin + std::chrono::milliseconds(100));
  const auto told = session.told();
  REQUIRE(told.size() == 1);  // of the last version alone
  CHECK(told[0]["params"]["version"] == 52);
}

TEST_CASE("an included file is judged in what includes it, with the text that the editor shows") {
  Session session;
  const std::string part = "param nu = 0.1\nlet wave(s) = sin(pi*s)\n";
  std::string rest = rod;
  rest = "include \"part.pde\"\n" +
         with(with(rest, "param nu = 0.01/pi in [1e-3, 1]\n", ""), "let wave(s) = sin(pi*s)\n", "");
  session.write("part.pde", part);
  session.write("rod.pde", rest);
  session.open("rod.pde", rest);
  CHECK(session.codes("rod.pde").empty());
  session.open("part.pde", part);
  CHECK(session.codes("part.pde").empty());
  session.change("part.pde", with(part, "sin(", "sinn("));  // not saved
  CHECK(session.codes("part.pde") == Codes{"E0203"});
  CHECK(session.codes("rod.pde").empty());
  session.change("part.pde", with(part, "wave", "waves"));
  CHECK(session.codes("rod.pde") == Codes{"E0203"});
  session.change("part.pde", part);
  CHECK(session.codes("rod.pde").empty());
  session.close("rod.pde");  // a file of the folder still includes it
  CHECK(session.codes("part.pde").empty());
  session.change("part.pde", with(part, "pi", "pie"));
  CHECK(session.codes("part.pde") == Codes{"E0203"});
}

TEST_CASE("mistakes of a file that is not open are told at its place, and taken back") {
  Session session;
  session.write("part.pde", "param nu = 0.1 +\n");
  session.open("rod.pde", with(rod, "param nu = 0.01/pi in [1e-3, 1]", "include \"part.pde\""));
  CHECK(session.codes("part.pde") == Codes{"E0111"});
  session.write("part.pde", "param nu = 0.1\n");
  session.notify("textDocument/didSave", {{"textDocument", {{"uri", session.uri("rod.pde")}}}});
  CHECK(session.codes("part.pde").empty());
  session.change("rod.pde", with(rod, "param nu = 0.01/pi in [1e-3, 1]", "include \"none.pde\""));
  CHECK(session.codes("rod.pde") == Codes{"E0501"});
}

TEST_CASE("texts without a file, and several at once") {
  Session session;
  const auto open = [&](const char* uri) {
    session.notify("textDocument/didOpen", {{"textDocument", {{"uri", uri}, {"version", 1}, {"text", "field u\n"}}}});
  };
  open("untitled:Untitled-1");
  open("file:///nowhere/at/all.pde");
  const auto told = session.told();
  CHECK(told.size() == 2);
  for (const Json& one : told) CHECK(one["params"]["diagnostics"].size() > 0);
}

TEST_CASE("other places that have to do with it are told to editors that show such") {
  const Json can = {{"textDocument", {{"publishDiagnostics", {{"relatedInformation", true}}}}}};
  const std::string twice = std::string(rod) + "param nu = 1\n";
  Session plain, related(can);
  plain.open("rod.pde", twice);
  related.open("rod.pde", twice);
  CHECK(!plain.diagnostics("rod.pde").at(0).contains("relatedInformation"));
  const Json found = related.diagnostics("rod.pde").at(0);
  CHECK(found["code"] == "E0201");
  CHECK(found["relatedInformation"][0]["location"]["range"]["start"] == Json{{"line", 0}, {"character", 6}});
}
