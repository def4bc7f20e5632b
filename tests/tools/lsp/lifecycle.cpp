// Who may say what when: the beginning, the end, wrong messages, cancellation.
#include <doctest/doctest.h>

#include "session.hpp"

using conversation::Json;
using conversation::rod;
using conversation::Session;

namespace {

constexpr int parse_error = -32700, invalid_request = -32600, no_method = -32601, invalid_params = -32602,
              not_initialized = -32002, cancelled = -32800;

/// A server that nothing was said to, and what it sends.
struct Fresh {
  std::vector<Json> sent;
  ansatz::lsp::Server server{{}, [this](const Json& message) { sent.push_back(message); }};

  Json say(const std::string& message) {
    const std::size_t before = sent.size();
    server.receive(message);
    while (server.answer()) {
    }
    return sent.size() == before ? Json() : sent.back();
  }
  int code(const std::string& message) {
    const Json answer = say(message);
    REQUIRE_MESSAGE(answer.contains("error"), message);
    return answer["error"]["code"];
  }
};

}  // namespace

TEST_CASE("`initialize` comes first, once; nothing follows `shutdown` but `exit`") {
  Fresh fresh;
  CHECK(fresh.code(R"({"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{}})") == not_initialized);
  CHECK(fresh.code(R"({"jsonrpc":"2.0","id":1,"method":"shutdown"})") == not_initialized);
  CHECK(fresh.say(R"({"jsonrpc":"2.0","method":"textDocument/didOpen","params":{}})").is_null());
  const Json hello = fresh.say(R"({"jsonrpc":"2.0","id":"one","method":"initialize","params":{"capabilities":{}}})");
  CHECK(hello["id"] == "one");
  CHECK(hello["result"]["serverInfo"]["name"] == "ansatz");
  CHECK(hello["result"]["capabilities"]["textDocumentSync"]["change"] == 2);
  CHECK(fresh.code(R"({"jsonrpc":"2.0","id":2,"method":"initialize","params":{}})") == invalid_request);
  CHECK(fresh.say(R"({"jsonrpc":"2.0","id":3,"method":"shutdown"})")["result"].is_null());
  CHECK(!fresh.server.ended());
  CHECK(fresh.code(R"({"jsonrpc":"2.0","id":4,"method":"textDocument/hover","params":{}})") == invalid_request);
  fresh.say(R"({"jsonrpc":"2.0","method":"exit"})");
  CHECK(fresh.server.ended() == 0);
}

TEST_CASE("an `exit` without `shutdown` is a failure") {
  Session session;
  session.notify("exit", nullptr);
  CHECK(session.server().ended() == 1);
  Fresh fresh;
  fresh.say(R"({"jsonrpc":"2.0","method":"exit"})");
  CHECK(fresh.server.ended() == 1);
}

TEST_CASE("what is no request is answered, and ends nothing") {
  Fresh fresh;
  CHECK(fresh.code("") == parse_error);
  CHECK(fresh.code("{\"id\": 1") == parse_error);
  CHECK(fresh.code("\"\xff\"") == parse_error);
  CHECK(fresh.code(R"("\ud800")") == parse_error);
  CHECK(fresh.code("7") == invalid_request);
  CHECK(fresh.code("[]") == invalid_request);
  CHECK(fresh.code(R"([{"jsonrpc":"2.0","id":1,"method":"initialize"}])") == invalid_request);
  CHECK(fresh.code(R"({"id":1})") == invalid_request);
  CHECK(fresh.code(R"({"id":1,"method":7})") == invalid_request);
  CHECK(fresh.code(R"({"id":1.5,"method":"initialize"})") == invalid_request);
  CHECK(fresh.code(R"({"id":{},"method":"initialize"})") == invalid_request);
  CHECK(fresh.code(R"({"id":[1],"method":"initialize"})") == invalid_request);
  CHECK(fresh.say(R"({"id":9,"result":null})").is_null());  // an answer of the editor
  CHECK(fresh.code(std::string(100000, '[')) == invalid_request);
  const std::string deep = std::string(1000000, '[') + std::string(1000000, ']');
  CHECK(fresh.code(R"({"id":1,"method":"initialize","params":{"capabilities":)" + deep + "}}") == invalid_request);
  CHECK(fresh.code(R"({"id":1,"method":"initialize","params":"\"[[[[")" + std::string(300, ' ')) == parse_error);
  CHECK(fresh.code(std::string(100000, '[') + std::string(100000, ']')) == invalid_request);
  CHECK(fresh.say(R"({"id":2,"method":"initialize"})").contains("result"));
}

TEST_CASE("a method that is not there, and parameters that are wrong") {
  Session session;
  session.open("rod.pde", rod);
  const std::string uri = session.uri("rod.pde");
  CHECK(session.error("textDocument/implementation", Json::object()) == no_method);
  CHECK(session.error("$/unknown", Json::object()) == no_method);
  for (const char* method :
       {"hover", "completion", "definition", "references", "rename", "prepareRename", "documentHighlight"}) {
    CAPTURE(method);
    const std::string whole = std::string("textDocument/") + method;
    const auto with = [&](const Json& position) {
      return session.error(whole, {{"textDocument", {{"uri", uri}}}, {"position", position}});
    };
    CHECK(session.error(whole, nullptr) == invalid_params);
    CHECK(session.error(whole, Json::array({1})) == invalid_params);
    CHECK(session.error(whole, {{"textDocument", {{"uri", uri}}}}) == invalid_params);
    CHECK(session.error(whole, {{"textDocument", {{"uri", "file:///none"}}},
                                {"position", {{"line", 0}, {"character", 0}}}}) == invalid_params);
    CHECK(with({{"line", -1}, {"character", 0}}) == invalid_params);
    CHECK(with({{"line", 0}, {"character", 1.5}}) == invalid_params);
    CHECK(with({{"line", 4294967296LL}, {"character", 0}}) == invalid_params);
    CHECK(with({{"line", 18446744073709551615ULL}, {"character", 0}}) == invalid_params);
    CHECK(with({{"line", "0"}, {"character", 0}}) == invalid_params);
  }
  CHECK(session.error("textDocument/formatting", {{"textDocument", 1}}) == invalid_params);
  session.told();
  session.notify("textDocument/didChange",
                 {{"textDocument", {{"uri", "file:///none"}, {"version", 1}}}, {"contentChanges", Json::array()}});
  const auto told = session.told();
  REQUIRE(told.size() == 1);
  CHECK(told[0]["method"] == "window/logMessage");
}

TEST_CASE("a request that is cancelled before its turn is refused, others are answered in their order") {
  std::vector<Json> sent;
  ansatz::lsp::Server server({}, [&](const Json& message) { sent.push_back(message); });
  server.receive(R"({"id":1,"method":"initialize","params":{}})");
  server.receive(R"({"id":2,"method":"shutdown"})");
  server.receive(R"({"id":"2","method":"shutdown"})");
  server.receive(R"({"method":"$/cancelRequest","params":{"id":2}})");
  server.receive(R"({"method":"$/cancelRequest","params":{"id":77}})");
  server.receive(R"({"method":"$/cancelRequest","params":{"id":{"x":[]}}})");
  server.receive(R"({"method":"$/cancelRequest"})");
  while (server.answer()) {
  }
  REQUIRE(sent.size() == 3);
  CHECK(sent[0]["id"] == 1);
  CHECK(sent[1]["id"] == 2);
  CHECK(sent[1]["error"]["code"] == cancelled);
  CHECK(sent[2]["id"] == "2");
  CHECK(sent[2].contains("result"));
}
