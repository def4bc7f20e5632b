// tools/papers, without its runs: its own tests are in Python, as it is (papers_test.py), and left out where there is
// none.
#include <doctest/doctest.h>

#include <string>

#include "process.hpp"

TEST_CASE("medians, sign tests and verdicts of tools/papers are right, and everything that it declares exists") {
  process::Options options;
  options.program = "/bin/sh";
  if (process::ansatz({"-c", "command -v python3"}, options).status != 0) {
    MESSAGE("left out: there is no python3");
    return;
  }
  const auto tested = process::ansatz(
      {"-c", "python3 '" ANSATZ_SOURCE_DIR "/tests/tools/papers_test.py' '" ANSATZ_PROGRAM "'"}, options);
  CHECK_MESSAGE(tested.status == 0, tested.err);
}
