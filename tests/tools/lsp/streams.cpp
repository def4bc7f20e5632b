// The program itself, over its standard streams.
#include <doctest/doctest.h>

#include "../process.hpp"
#include "lsp/framing.hpp"
#include "session.hpp"

using ansatz::lsp::framed;
using ansatz::lsp::Framing;
using conversation::Json;
using process::contains;
using process::Folder;

namespace {

struct Said {
  int status = 0;
  std::vector<Json> messages;
  std::string err;
};

/// What `ansatz lsp` makes of an input that ends.
Said lsp(const std::string& input, const std::string& options = "") {
  const Folder folder;
  folder.write("input", input);
  const auto result = process::ansatz({"-c", "'" ANSATZ_PROGRAM "' lsp " + options + " <input"},
                                      {.folder = folder.path(), .program = "/bin/sh"});
  Said said{result.status, {}, result.err};
  Framing framing;
  framing.add(result.out);
  while (const auto message = framing.next()) said.messages.push_back(Json::parse(*message));
  CHECK(!framing.inside_message());
  return said;
}

std::string message(const Json& json) { return framed(json.dump()); }

const std::string hello =
    message({{"jsonrpc", "2.0"}, {"id", 1}, {"method", "initialize"}, {"params", {{"capabilities", {}}}}});
const std::string bye = message({{"jsonrpc", "2.0"}, {"id", 2}, {"method", "shutdown"}}) +
                        message({{"jsonrpc", "2.0"}, {"method", "exit"}});

}  // namespace

TEST_CASE("a conversation from beginning to end") {
  const Said said = lsp(hello + bye);
  CHECK(said.status == 0);
  CHECK(said.err.empty());
  REQUIRE(said.messages.size() == 2);
  CHECK(said.messages[0]["result"]["capabilities"]["hoverProvider"] == true);
  CHECK(said.messages[1] == Json{{"jsonrpc", "2.0"}, {"id", 2}, {"result", nullptr}});
}

TEST_CASE("an editor that goes away without a word is a failure, and ends the program") {
  CHECK(lsp(hello).status == 1);
  CHECK(lsp("").status == 1);
  CHECK(lsp(hello.substr(0, 30)).status == 1);
}

TEST_CASE("diagnostics come by themselves") {
  const Folder folder;
  const std::string open = message(
      {{"jsonrpc", "2.0"},
       {"method", "textDocument/didOpen"},
       {"params",
        {{"textDocument", {{"uri", "file:///tmp/x.pde"}, {"version", 3}, {"text", "field u\neq u_xx = sinn(x)\n"}}}}}});
  folder.write("input", hello + open);
  // The input stays open for a moment, as that of an editor does.
  const auto result = process::ansatz({"-c", "(cat input; sleep 1) | '" ANSATZ_PROGRAM "' lsp"},
                                      {.folder = folder.path(), .program = "/bin/sh"});
  CHECK(contains(result.out, "\"method\":\"textDocument/publishDiagnostics\""));
  CHECK(contains(result.out, "E0203"));
  CHECK(contains(result.out, "\"version\":3"));
}

TEST_CASE("what is no message is told on standard error, and ends the program") {
  const Said said = lsp("field u\n");
  CHECK(said.status == 1);
  CHECK(contains(said.err,
                 "error: what arrived is no message of the language server protocol: expected `Content-Length: N`"));
  CHECK(contains(lsp(hello + "Content-Length: x\r\n\r\n").err, "got `Content-Length: x`"));
}

TEST_CASE("a reader that is gone, and options that are wrong") {
  const Folder folder;
  folder.write("input", hello + bye);
  const auto gone = process::ansatz({"-c", "'" ANSATZ_PROGRAM "' lsp <input | true; exit ${PIPESTATUS[0]}"},
                                    {.folder = folder.path(), .program = "/bin/bash"});
  CHECK((gone.status == 141 || gone.status == 0));  // it may have been faster than `true`
  CHECK(process::ansatz({"lsp", "--stdio"}).status == 2);
  CHECK(contains(process::ansatz({"lsp", "--help"}).out, "docs/guide/editor.md"));
}
