// Runs the real program as a shell would, and looks at what it left behind.
#pragma once

#include <csignal>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace process {

struct Result {
  int status = 0;  // exit status; 128 + number of the signal that ended it
  std::string out;
  std::string err;
};

struct Options {
  std::filesystem::path folder = ".";                   // where it runs
  std::string before = {};                              // shell command run first: "ulimit -f 1"
  std::string redirect = {};                            // shell words after the command: ">/dev/full", ">&-"
  std::vector<std::string> environment = {};            // NAME=value, beside what this process has
  std::optional<double> interrupt_after = {};           // seconds; a signal after that
  std::optional<std::string> interrupt_on = {};         // a signal as soon as this file exists
  std::optional<std::string> interrupt_when_gone = {};  // a signal as soon as it does not
  int interrupt_by = SIGINT;
  double limit = 300;                    // seconds
  std::string program = ANSATZ_PROGRAM;  // another one takes its place: "/bin/sh"
};

/// Runs `ansatz` with these words. Fails the test when it has not ended within the limit.
Result ansatz(const std::vector<std::string>& words, const Options& options = {});

/// An empty folder of its own for a test, gone when the test ends.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  /// Writes a file and returns its path.
  std::filesystem::path write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The whole file; fails the test when there is none.
std::string read(const std::filesystem::path& file);

}  // namespace process
