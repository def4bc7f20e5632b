// The conversation with one editor: who may say what when, in which order it is answered, and when work is done that
// nobody has asked for.
//
// Messages are answered one by one in the order of their arrival; a request that is cancelled before its turn is not.
// Diagnostics are found when nothing waits and the user has paused: what is typed meanwhile makes earlier texts void,
// so that nothing is compiled that is of no use any more. A message of any content has an answer or a line in the log,
// and ends nothing.
//
// One thread: a text compiles in milliseconds. Read next: serve.hpp (the streams), features.hpp (the requests).
#pragma once

#include <chrono>
#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lsp/messages.hpp"
#include "lsp/publisher.hpp"
#include "lsp/workspace.hpp"

namespace ansatz::lsp {

using Clock = std::chrono::steady_clock;

class Server {
 public:
  using Send = std::function<void(const Json&)>;
  /// Problems may also read files of the folders `allowed`. `send` takes messages to the editor.
  Server(std::vector<std::filesystem::path> allowed, Send send);

  /// A message has arrived.
  void receive(const std::string& message);
  /// Answers the message that has waited longest; false where none waits.
  bool answer();
  /// When diagnostics are to be found; nothing while all that was found still holds.
  std::optional<Clock::time_point> due() const { return due_; }
  /// Finds and sends them.
  void work();

  /// The exit status of the program, once the editor has asked for the end: 0 after `shutdown`, else 1.
  std::optional<int> ended() const { return ended_; }

 private:
  enum class State { fresh, running, shut_down };
  struct Waiting {
    Json message;
    bool cancelled = false;
  };

  void request(const Json& message);
  Json result_of(const std::string& method, const Json& params);
  Json initialize(const Json& params);
  void notify(const std::string& method, const Json& params);
  void change(const Json& params);
  void cancel(const Json& message);
  void schedule(std::chrono::milliseconds pause);
  void log(const std::string& text);

  Workspace workspace_;
  Publisher publisher_;
  Send send_;
  std::deque<Waiting> waiting_;
  State state_ = State::fresh;
  std::optional<Clock::time_point> due_;
  std::optional<int> ended_;
};

}  // namespace ansatz::lsp
