// Diagnostics of all open texts, told to the editor whenever they are others than it knows.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "ansatz/dsl/diagnostic.hpp"
#include "lsp/workspace.hpp"

namespace ansatz::lsp {

/// A diagnostic of a problem as the protocol has it; related places where the editor shows such.
Json json_of(const dsl::Diagnostic& diagnostic, const OpenProblem& problem, const Workspace& workspace);

class Publisher {
 public:
  using Send = std::function<void(Json)>;
  /// Compiles what has changed, and sends what is new: for every file of the problems of the open texts, those that are
  /// not open too; an empty list where nothing is wrong any more. A text that could not be judged is told by `log`.
  void publish(Workspace& workspace, const Send& send, const std::function<void(const std::string&)>& log);

 private:
  struct Told {
    std::int32_t version = 0;
    Json diagnostics;
  };
  std::map<std::string, Told> told_;  // by URI
};

}  // namespace ansatz::lsp
