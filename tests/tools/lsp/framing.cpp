// Messages out of bytes, however these arrive.
#include "lsp/framing.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "ansatz/autodiff/error.hpp"

using ansatz::UserError;
using ansatz::lsp::framed;
using ansatz::lsp::Framing;

namespace {

std::vector<std::string> all_of(Framing& framing) {
  std::vector<std::string> messages;
  while (auto message = framing.next()) messages.push_back(*message);
  return messages;
}

}  // namespace

TEST_CASE("messages are the same, in whatever pieces their bytes arrive") {
  const std::vector<std::string> messages{"{}", "", "{\"text\": \"π and \\r\\n\\r\\n\"}", std::string(70000, 'x')};
  std::string stream;
  for (const auto& message : messages) stream += framed(message);
  for (const std::size_t piece : {1UL, 2UL, 7UL, 64UL, stream.size()}) {
    CAPTURE(piece);
    Framing framing;
    std::vector<std::string> found;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
      framing.add(std::string_view(stream).substr(at, piece));
      for (auto& message : all_of(framing)) found.push_back(std::move(message));
    }
    CHECK(found == messages);
    CHECK(!framing.inside_message());
  }
}

TEST_CASE("a length counts bytes, and a header is the one of the protocol") {
  CHECK(framed("π") == "Content-Length: 2\r\n\r\nπ");
  Framing framing;
  framing.add("content-type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH:3\r\n\r\nabc");
  CHECK(all_of(framing) == std::vector<std::string>{"abc"});
  framing.add("Content-Length: 5\r\n\r\nab");
  CHECK(all_of(framing).empty());
  CHECK(framing.inside_message());
}

TEST_CASE("what is no message is refused at once, not waited for") {
  for (const std::string wrong :
       {"hello\n", "{\"jsonrpc\": \"2.0\"}", "Content-Type: x\r\n\r\n", "Content-Length: -1\r\n\r\n",
        "Content-Length: 1e3\r\n\r\n", "Content-Length: 99999999999999999999\r\n\r\n",
        "Content-Length: 99999999999\r\n\r\n", "Content-Length\r\n\r\n", "Content-Length: \r\n\r\n",
        "Content-Length: 2\n\n{}......................"}) {
    CAPTURE(wrong);
    Framing framing;
    framing.add(wrong);
    if (wrong.find("\n\n") != std::string::npos) framing.add(std::string(5000, ' '));
    CHECK_THROWS_AS(framing.next(), UserError);
  }
}
