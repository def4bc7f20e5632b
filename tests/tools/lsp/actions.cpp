// Fixes and layout.
#include <doctest/doctest.h>

#include "session.hpp"

using conversation::edited;
using conversation::Json;
using conversation::rod;
using conversation::Session;

namespace {

const std::string pasted =
    "domain x in [0, 1]\nfield u\neq laplacian(u) = −pi²*sin(pi*x)\nbc u = 0 on boundary\ntrain lm { epochs = 5 }\n";
const std::string mended =
    "domain x in [0, 1]\nfield u\neq lap(u) = -pi^2*sin(pi*x)\nbc u = 0 on boundary\ntrain lm { steps = 5 }\n";

Json actions(Session& session, const Json& context = Json::object()) {
  return session.result(
      "textDocument/codeAction",
      {{"textDocument", {{"uri", session.uri("a.pde")}}},
       {"range", {{"start", {{"line", 2}, {"character", 0}}}, {"end", {{"line", 2}, {"character", 99}}}}},
       {"context", context}});
}

Json edits(const Json& action, Session& session) { return action["edit"]["changes"][session.uri("a.pde")]; }

}  // namespace

TEST_CASE("every fix is an action at its place, and all together are one") {
  Session session;
  session.open("a.pde", pasted);
  const Json found = actions(session);
  REQUIRE(found.size() == 3);  // the minus sign, the power; all of the text, with what comes to light then
  CHECK(found[0]["title"] == "Write `-` for `−`");
  CHECK(found[0]["kind"] == "quickfix");
  CHECK(found[0]["isPreferred"] == true);
  CHECK(found[0]["diagnostics"][0]["code"] == "E0102");
  CHECK(edited(pasted, edits(found[0], session)).find("= -pi²*") != std::string::npos);
  CHECK(found[2]["kind"] == "source.fixAll.ansatz");
  CHECK(edited(pasted, edits(found[2], session)) == mended);
}

TEST_CASE("an editor that asks for one kind gets that alone") {
  Session session;
  session.open("a.pde", pasted);
  const auto kinds = [&](const char* kind) {
    return conversation::all_of(actions(session, {{"only", {kind}}}), "kind");
  };
  CHECK(kinds("quickfix") == std::vector<std::string>{"quickfix", "quickfix"});
  CHECK(kinds("source.fixAll") == std::vector<std::string>{"source.fixAll.ansatz"});
  CHECK(kinds("source") == std::vector<std::string>{"source.fixAll.ansatz"});
  CHECK(kinds("refactor").empty());
  session.change("a.pde", mended);
  CHECK(actions(session).empty());
}

TEST_CASE("formatting is that of `fmt`, as one small edit; a text with errors of syntax stays") {
  Session session;
  const Json options = {{"tabSize", 2}, {"insertSpaces", true}};
  const auto format = [&] {
    return session.result("textDocument/formatting",
                          {{"textDocument", {{"uri", session.uri("a.pde")}}}, {"options", options}});
  };
  session.open("a.pde", "field   u   # é\nlet  a=1+ 2\n");
  CHECK(edited("field   u   # é\nlet  a=1+ 2\n", format()) == "field u  # é\nlet a = 1 + 2\n");
  session.change("a.pde", "field u\n");
  CHECK(format() == Json::array());
  session.change("a.pde", "let a = (\n");
  CHECK(format().is_null());
}
