// Writing that may fail for a while: a full disk, a folder that is gone. A run is worth more than one of its files, so
// it goes on, says what could not be written and why, and says when it can be again.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace ansatz::cli {

class Attempts {
 public:
  /// `say` shows a line to people, and ends it.
  explicit Attempts(std::function<void(const std::string& line)> say) : say_(std::move(say)) {}

  /// Does it. What the world refuses, or memory, is said once, until it works again.
  void attempt(const std::string& what, const std::function<void()>& action);

  /// What failed when it was last attempted, with the reason.
  const std::map<std::string, std::string>& failed() const { return failed_; }

 private:
  std::function<void(const std::string& line)> say_;
  std::map<std::string, std::string> failed_;
};

}  // namespace ansatz::cli
