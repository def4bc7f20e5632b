// Another name: everywhere, or not at all.
#include <doctest/doctest.h>

#include "session.hpp"

using conversation::edited;
using conversation::Json;
using conversation::rod;
using conversation::Session;

namespace {

constexpr int request_failed = -32803;

Json renaming(const Session& session, const std::string& piece, const std::string& name) {
  Json params = session.at("rod.pde", piece);
  params["newName"] = name;
  return params;
}

/// The text of rod.pde with the name changed.
std::string renamed(Session& session, const std::string& text, const std::string& piece, const std::string& name) {
  const Json edit = session.result("textDocument/rename", renaming(session, piece, name));
  return edited(text, edit["changes"][session.uri("rod.pde")]);
}

std::string replaced_all(std::string text, const std::string& piece, const std::string& other) {
  for (std::size_t at = 0; (at = text.find(piece, at)) != std::string::npos; at += other.size())
    text.replace(at, piece.size(), other);
  return text;
}

}  // namespace

TEST_CASE("a name is changed wherever it stands, within derivatives too") {
  Session session;
  session.open("rod.pde", rod);
  CHECK(renamed(session, rod, "n¦u =", "kappa") == replaced_all(rod, "nu", "kappa"));
  CHECK(renamed(session, rod, "walls¦ =", "rim") == replaced_all(rod, "walls", "rim"));
  CHECK(renamed(session, rod, "wave¦(x)", "mode") == replaced_all(rod, "wave", "mode"));
  CHECK(renamed(session, rod, "pi*¦s", "phase") ==
        replaced_all(replaced_all(rod, "wave(s)", "wave(phase)"), "pi*s", "pi*phase"));
  std::string moved = replaced_all(replaced_all(rod, " x ", " y "), "u_xx", "u_yy");
  CHECK(renamed(session, rod, "domain x¦", "y") == replaced_all(moved, "wave(x)", "wave(y)"));
  std::string heat = replaced_all(replaced_all(rod, "field u", "field temp"), " u ", " temp ");
  CHECK(renamed(session, rod, "field u¦", "temp") ==
        replaced_all(replaced_all(heat, "u_xx", "temp_xx"), "u_t", "temp_t"));
  CHECK(renamed(session, rod, "field u¦", "θ").find("θ_t = nu*θ_xx") != std::string::npos);
}

TEST_CASE("a name that is none, is taken, or would change what others mean is refused, with the reason") {
  Session session;
  session.open("rod.pde", rod);
  const auto refused = [&](const std::string& piece, const std::string& name) {
    const Json answer = session.ask("textDocument/rename", renaming(session, piece, name));
    REQUIRE_MESSAGE(answer.contains("error"), name);
    CHECK(answer["error"]["code"] == request_failed);
    return answer["error"]["message"].get<std::string>();
  };
  CHECK(refused("n¦u =", "let") == "`let` is a word of the language");
  for (const char* none : {"", "2x", "a b", "a-b", "a#b", "\"a\"", "a\n", "−", "µ"})
    CHECK(refused("n¦u =", none).find("is no name") != std::string::npos);
  CHECK(refused("n¦u =", "source") == "`source` is already a definition (rod.pde, line 6)");
  CHECK(refused("n¦u =", "sin") == "`sin` has a meaning of its own here");
  CHECK(refused("n¦u =", "pi") == "`pi` has a meaning of its own here");
  CHECK(refused("n¦u =", "u_x") == "`u_x` has a meaning of its own here");
  CHECK(refused("n¦u =", "dx") == "`dx` has a meaning of its own here");
  CHECK(refused("walls¦ =", "heat") == "`heat` is already a condition (rod.pde, line 7)");
  CHECK(refused("ex¦p(", "f") == "nothing here has a name that the text gives");
  session.change("rod.pde", std::string(rod) + "let a = (\n");
  CHECK(refused("n¦u =", "kappa").find("mistakes of syntax") != std::string::npos);
}

TEST_CASE("an argument takes no name from its function") {
  Session session;
  const std::string text = std::string(rod) + "let f(a) = a*nu\n";
  session.open("rod.pde", text);
  CHECK(session.error("textDocument/rename", renaming(session, "f(¦a)", "nu")) == request_failed);
  CHECK(session.error("textDocument/rename", renaming(session, "n¦u =", "a")) == request_failed);
  CHECK(renamed(session, text, "n¦u =", "s").find("let f(a) = a*s\n") != std::string::npos);  // of another function
}

TEST_CASE("an editor asks first what would be changed") {
  Session session;
  session.open("rod.pde", rod);
  const Json found = session.result("textDocument/prepareRename", session.at("rod.pde", "nu*u_x¦x"));
  CHECK(found["placeholder"] == "x");
  CHECK(found["range"]["start"] == Json{{"line", 6}, {"character", 21}});
  CHECK(session.result("textDocument/prepareRename", session.at("rod.pde", "ex¦p(")).is_null());
}

TEST_CASE("a name of an included file is changed in every file that uses it") {
  Session session;
  session.write("part.pde", "param nu = 0.1\n");
  std::string text = rod;
  text.replace(0, text.find('\n'), "include \"part.pde\"");
  session.write("other.pde", text);
  session.open("rod.pde", text);
  const Json changes = session.result("textDocument/rename", renaming(session, "n¦u*u_xx", "kappa"))["changes"];
  CHECK(changes.size() == 3);
  CHECK(edited("param nu = 0.1\n", changes[session.uri("part.pde")]) == "param kappa = 0.1\n");
  for (const char* name : {"rod.pde", "other.pde"})
    CHECK(edited(text, changes[session.uri(name)]) == replaced_all(text, "nu*", "kappa*"));
  Json params = renaming(session, "n¦u*u_xx", "source");
  CHECK(session.error("textDocument/rename", params) == request_failed);
}
