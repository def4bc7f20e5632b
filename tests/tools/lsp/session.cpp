#include "session.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "lsp/uri.hpp"

namespace conversation {

using ansatz::lsp::TextLines;

const char* const rod =
    "param nu = 0.01/pi in [1e-3, 1]\n"
    "domain x in [0, 1]\n"
    "time t in [0, 2]\n"
    "field u\n"
    "let wave(s) = sin(pi*s)\n"
    "let source = exp(-t)*wave(x)\n"
    "eq heat: u_t = nu*u_xx + source\n"
    "ic start: u = 0\n"
    "bc walls: u = 0 on x = 0, x = 1\n"
    "network { hidden = [10]*2; adaptive = nlaaf(n = 5) }\n"
    "loss { walls = 10 }\n"
    "train lm { steps = 50 }\n";

Session::Session(const Json& capabilities) : server_({}, [this](const Json& message) { sent_.push_back(message); }) {
  result("initialize", {{"processId", nullptr}, {"rootUri", nullptr}, {"capabilities", capabilities}});
  notify("initialized", Json::object());
}

std::string Session::uri(const std::string& name) const {
  return ansatz::lsp::uri_of(std::filesystem::weakly_canonical(folder_ / name));
}

void Session::open(const std::string& name, const std::string& text) {
  texts_[name] = text;
  notify("textDocument/didOpen",
         {{"textDocument", {{"uri", uri(name)}, {"languageId", "pde"}, {"version", ++version_}, {"text", text}}}});
}

void Session::change(const std::string& name, const std::string& text) {
  texts_[name] = text;
  notify("textDocument/didChange",
         {{"textDocument", {{"uri", uri(name)}, {"version", ++version_}}}, {"contentChanges", {{{"text", text}}}}});
}

void Session::close(const std::string& name) {
  texts_.erase(name);
  notify("textDocument/didClose", {{"textDocument", {{"uri", uri(name)}}}});
}

void Session::answer_all() {
  while (server_.answer()) {
  }
}

void Session::notify(const std::string& method, const Json& params) {
  server_.receive(Json{{"jsonrpc", "2.0"}, {"method", method}, {"params", params}}.dump());
  answer_all();
}

Json Session::ask(const std::string& method, const Json& params) {
  const int id = ++last_id_;
  server_.receive(Json{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}}.dump());
  answer_all();
  const auto found =
      std::find_if(sent_.begin(), sent_.end(), [&](const Json& one) { return one.contains("id") && one["id"] == id; });
  REQUIRE(found != sent_.end());
  Json answer = *found;
  sent_.erase(found);
  CHECK(answer["jsonrpc"] == "2.0");
  CHECK(answer.contains("result") != answer.contains("error"));
  return answer;
}

Json Session::result(const std::string& method, const Json& params) {
  const Json answer = ask(method, params);
  REQUIRE_MESSAGE(answer.contains("result"), answer.dump());
  return answer["result"];
}

int Session::error(const std::string& method, const Json& params) {
  const Json answer = ask(method, params);
  REQUIRE_MESSAGE(answer.contains("error"), answer.dump());
  CHECK(!answer["error"]["message"].get<std::string>().empty());
  return answer["error"]["code"];
}

Json Session::at(const std::string& name, const std::string& piece) const {
  const std::string mark = "¦";
  const std::size_t cursor = piece.find(mark);
  REQUIRE(cursor != std::string::npos);
  const std::string& text = texts_.at(name);
  const std::size_t begin = text.find(piece.substr(0, cursor) + piece.substr(cursor + mark.size()));
  REQUIRE_MESSAGE(begin != std::string::npos, piece);
  return {{"textDocument", {{"uri", uri(name)}}},
          {"position", ansatz::lsp::json_of(TextLines(text).position(begin + cursor))}};
}

Json Session::diagnostics(const std::string& name) {
  if (server_.due()) server_.work();
  for (const Json& one : sent_)
    if (one.value("method", "") == "textDocument/publishDiagnostics")
      diagnostics_[one["params"]["uri"]] = one["params"]["diagnostics"];
  return diagnostics_[uri(name)];
}

std::vector<std::string> Session::codes(const std::string& name) { return all_of(diagnostics(name), "code"); }

std::vector<Json> Session::told() {
  if (server_.due()) server_.work();
  return std::exchange(sent_, {});
}

std::string edited(const std::string& text, const Json& edits) {
  std::vector<Json> ordered(edits.begin(), edits.end());
  const auto begin = [&](const Json& edit) {
    return TextLines(text).offset(ansatz::lsp::range_of(edit["range"]).begin);
  };
  std::sort(ordered.begin(), ordered.end(), [&](const Json& a, const Json& b) { return begin(a) > begin(b); });
  std::string result = text;
  for (const Json& edit : ordered)
    result = ansatz::lsp::replaced(result, ansatz::lsp::range_of(edit["range"]), edit["newText"].get<std::string>());
  return result;
}

std::vector<std::string> all_of(const Json& list, const std::string& member) {
  std::vector<std::string> all;
  for (const Json& one : list) all.push_back(one.at(member).get<std::string>());
  return all;
}

bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace conversation
