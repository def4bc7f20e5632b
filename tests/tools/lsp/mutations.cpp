// Conversations gone wrong: texts cut, changed and doubled while every feature is asked at every kind of place, and
// messages whose members are missing or of other types. Whatever is said, each request has one answer, none of them an
// internal error, and the server still serves.
#include <doctest/doctest.h>

#include <random>

#include "session.hpp"

using conversation::Json;
using conversation::rod;
using conversation::Session;

namespace {

constexpr int internal_error = -32603;
constexpr const char* asked[] = {"hover",  "completion",     "definition",        "references", "prepareRename",
                                 "rename", "documentSymbol", "documentHighlight", "formatting", "codeAction"};

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t bound) {
  return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

/// The beginning of the character at a byte, or the end of the text: what editors send is whole.
std::size_t boundary(const std::string& text, std::size_t at) {
  at = std::min(at, text.size());
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

/// The text with a piece cut out, doubled, or put elsewhere, or with a few characters between.
std::string mutated(std::string text, Random& random) {
  static const std::string pieces[] = {"(",
                                       ")",
                                       "{",
                                       "}",
                                       "\"",
                                       "#",
                                       " = ",
                                       "u_",
                                       ", ",
                                       "\n",
                                       "\r\n",
                                       "π",
                                       "𝛼",
                                       "−",
                                       " of ",
                                       " with ",
                                       "include \"rod.pde\"",
                                       "let ",
                                       "sweep { ",
                                       "*",
                                       "..",
                                       "1e",
                                       ";",
                                       "\t",
                                       "$"};
  for (std::size_t times = 1 + below(random, 3); times > 0; --times) {
    const std::size_t from = boundary(text, below(random, text.size() + 1));
    const std::size_t length = boundary(text, from + below(random, 20)) - from;
    switch (below(random, 4)) {
      case 0: text.erase(from, length); break;
      case 1: text.insert(from, text.substr(from, length)); break;
      case 2: text.insert(from, pieces[below(random, std::size(pieces))]); break;
      default: text.resize(from); break;
    }
  }
  return text;
}

/// A message with a member, however deep, taken away or made something else.
void spoil(Json& json, Random& random) {
  static const Json others[] = {nullptr,        -1,   1.5,          "text", Json::array(),
                                Json::object(), true, 4294967296LL, "\n",   1e300};
  if (!json.is_structured() || json.empty()) {
    json = others[below(random, std::size(others))];
    return;
  }
  auto member = json.begin();
  std::advance(member, static_cast<std::ptrdiff_t>(below(random, json.size())));
  if (below(random, 4) == 0)
    json.erase(member);
  else
    spoil(*member, random);
}

Json parameters(Session& session, Random& random) {
  return {{"textDocument", {{"uri", session.uri("rod.pde")}}},
          {"position", {{"line", below(random, 15)}, {"character", below(random, 60)}}},
          {"range", {{"start", {{"line", 0}, {"character", 0}}}, {"end", {{"line", 99}, {"character", 0}}}}},
          {"newName", below(random, 2) == 0 ? "kappa" : "u_x"},
          {"context", {{"includeDeclaration", true}}},
          {"options", Json::object()}};
}

void check_alive(Session& session) {
  session.change("rod.pde", rod);
  CHECK(session.codes("rod.pde").empty());
  CHECK(!session.result("textDocument/hover", session.at("rod.pde", "n¦u*u_xx")).is_null());
}

}  // namespace

TEST_CASE("texts of any kind are answered") {
  const Json can = {{"textDocument", {{"publishDiagnostics", {{"relatedInformation", true}}}}}};
  Session session(can);
  session.write("rod.pde", rod);
  session.open("rod.pde", rod);
  Random random(1);
  for (int round = 0; round < 150; ++round) {
    const std::string text = mutated(rod, random);
    CAPTURE(text);
    session.change("rod.pde", text);
    for (const char* method : asked) {
      const Json answer = session.ask(std::string("textDocument/") + method, parameters(session, random));
      if (answer.contains("error")) CHECK_MESSAGE(answer["error"]["code"] != internal_error, answer.dump());
    }
    session.diagnostics("rod.pde");
  }
  for (const Json& told : session.told()) CHECK_MESSAGE(told["method"] != "window/logMessage", told.dump());
  check_alive(session);
}

TEST_CASE("messages of any form are answered") {
  Session session;
  session.open("rod.pde", rod);
  Random random(2);
  for (int round = 0; round < 2000; ++round) {
    const char* const method = asked[below(random, std::size(asked))];
    Json message = {{"jsonrpc", "2.0"},
                    {"id", round},
                    {"method", std::string("textDocument/") + method},
                    {"params", parameters(session, random)}};
    if (round % 3 == 0)
      message = {
          {"method", "textDocument/didChange"},
          {"params",
           {{"textDocument", {{"uri", session.uri("rod.pde")}, {"version", round}}},
            {"contentChanges", {{{"range", parameters(session, random)["range"]}, {"text", "x"}}, {{"text", rod}}}}}}};
    spoil(message, random);
    if (const auto found = message.find("method"); found != message.end() && *found == "exit") continue;
    CAPTURE(message.dump());
    session.server().receive(message.dump());
    while (session.server().answer()) {
    }
  }
  for (const Json& told : session.told())
    if (told.contains("error")) CHECK_MESSAGE(told["error"]["code"] != internal_error, told.dump());
  check_alive(session);
}

TEST_CASE("positions at every character of a text that says all there is are answered") {
  Session session;
  session.open("rod.pde", rod);
  const std::string text = rod;
  for (std::size_t i = 0; i <= text.size(); i += 3) {
    const Json at = {{"textDocument", {{"uri", session.uri("rod.pde")}}},
                     {"position", ansatz::lsp::json_of(ansatz::lsp::TextLines(text).position(i))}};
    for (const char* method : {"hover", "completion", "definition", "references", "prepareRename"})
      CHECK(session.ask(std::string("textDocument/") + method, at).contains("result"));
  }
}
