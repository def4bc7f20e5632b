// Processes of this program that work for another one: started, waited for, ended with it.
//
// A child is in a process group of its own, so that Ctrl-C on the terminal reaches its parent alone, which ends it in
// order. It is told to end when its parent dies, however that comes about. What it says goes to a file.
#pragma once

#include <sys/types.h>

#include <csignal>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ansatz::cli {

class Children {
 public:
  /// What tells a child to end in order, once or more often: of SIGTERM the second would end it at once, and a batch
  /// system may have sent the first (interrupt.hpp).
  static constexpr int ending_signal = SIGUSR1;

  struct Ended {
    std::size_t number = 0;  // that it was started with
    int status = 0;          // exit status, where it was not killed
    int signal = 0;          // that killed it; 0: none
  };

  Children() = default;
  /// Ends those that are at work, and waits for them.
  ~Children();
  Children(const Children&) = delete;
  Children& operator=(const Children&) = delete;

  /// Starts this program with these words; what it says is added to `log`. Throws WorldFailure where there can be no
  /// other process, or the file cannot be written.
  void start(std::size_t number, const std::vector<std::string>& words, const std::filesystem::path& log);
  /// One that has ended since it was asked last, if any.
  std::optional<Ended> take_ended();
  /// Tells all to end in order.
  void end();

  std::size_t at_work() const { return children_.size(); }

 private:
  struct Child {
    pid_t process = 0;
    std::size_t number = 0;
  };
  std::vector<Child> children_;
};

}  // namespace ansatz::cli
