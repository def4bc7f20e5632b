// A command of this program as a line that a shell reads back, for messages that say what to do next.
#pragma once

#include <string>

#include "compilation.hpp"

namespace ansatz::cli {

class CommandWords {
 public:
  CommandWords(const char* command, const std::string& file);
  void add_word(const std::string& word);
  void add(const ProblemOptions& options);
  /// An option with its value; nothing where the value is empty.
  void add(const char* option, const std::string& value);
  /// "ansatz run FILE --set nu=0.02"; the program by its path where it was started by `tools/ansatz`.
  const std::string& line() const { return line_; }

 private:
  std::string line_;
};

}  // namespace ansatz::cli
