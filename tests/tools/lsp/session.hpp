// A conversation with the language server in this process, as an editor has it: files of a folder that are opened,
// changed and asked about.
#pragma once

#include <string>
#include <vector>

#include "folder.hpp"
#include "lsp/server.hpp"

namespace conversation {

using ansatz::lsp::Json;

class Session {
 public:
  /// `initialize` and `initialized` are said, with these capabilities.
  explicit Session(const Json& capabilities = {});

  // Files of the folder.
  void write(const std::string& name, const std::string& text) const { folder_.write(name, text); }
  std::string uri(const std::string& name) const;
  void open(const std::string& name, const std::string& text);
  void change(const std::string& name, const std::string& text);
  void close(const std::string& name);

  void notify(const std::string& method, const Json& params);
  /// The answer, `result` or `error`; everything that waits is answered first.
  Json ask(const std::string& method, const Json& params);
  /// The result. Fails the test where there is none.
  Json result(const std::string& method, const Json& params);
  /// The code of the error. Fails the test where there is none.
  int error(const std::string& method, const Json& params);

  /// `textDocument` and `position`: of the "¦" in a piece of the text, which must be there.
  Json at(const std::string& name, const std::string& piece) const;

  /// The diagnostics of a file as they were told last, once there is nothing left to find.
  Json diagnostics(const std::string& name);
  /// Their codes, in the order of their places.
  std::vector<std::string> codes(const std::string& name);
  /// What was sent and is no answer, since the last call.
  std::vector<Json> told();

  ansatz::lsp::Server& server() { return server_; }

 private:
  ansatz::test::Folder folder_;
  std::map<std::string, std::string> texts_;  // as they are open
  std::vector<Json> sent_;
  std::map<std::string, Json> diagnostics_;
  ansatz::lsp::Server server_;
  int last_id_ = 0, version_ = 1;

  void answer_all();
};

/// A text with the edits of an answer. They must not overlap.
std::string edited(const std::string& text, const Json& edits);

/// "heat", "walls": one member of every object of a list.
std::vector<std::string> all_of(const Json& list, const std::string& member);
bool has(const std::vector<std::string>& words, const std::string& word);

/// A problem with one of everything that the tests ask about.
extern const char* const rod;

}  // namespace conversation
