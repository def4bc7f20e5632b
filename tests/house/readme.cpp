// What the first page says twice is the same in both places: its problem and that of the gallery, its errors and those
// of the notes, the packages it names and those that the scripts install.

#include <doctest/doctest.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "files.hpp"

namespace fs = std::filesystem;
using ansatz::test::read;

namespace {

const fs::path root = ANSATZ_SOURCE_DIR;

/// What stands between the first `from` and the next `to`.
std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto begin = text.find(from);
  REQUIRE(begin != std::string::npos);
  const auto end = text.find(to, begin + from.size());
  REQUIRE(end != std::string::npos);
  return text.substr(begin + from.size(), end - begin - from.size());
}

}  // namespace

TEST_CASE("the problem that the README opens with is one of the gallery") {
  CHECK(read(root / "problems/bratu.pde").ends_with(between(read(root / "README.md"), "```pde\n", "```")));
}

TEST_CASE("the errors in the README are those of the notes") {
  const auto notes = read(root / "docs/notes/accuracy.md");
  std::istringstream rows(
      between(read(root / "README.md"), "| problem | relative L2 error | time |\n|---|---|---|\n", "\n\n"));
  int count = 0;
  for (std::string row; std::getline(rows, row); ++count) {
    const auto error = between(row.substr(2), "| ", " |");
    CHECK_MESSAGE(notes.find("**" + error + "**") != std::string::npos, row << " is not in docs/notes/accuracy.md");
  }
  CHECK(count >= 5);
}

TEST_CASE("the packages that the README names are those that the scripts install") {
  std::istringstream list(read(root / "tools/packages.txt"));
  std::string command = "apt-get install --no-install-recommends";
  for (std::string line; std::getline(list, line);) {
    std::istringstream words(line);
    std::string group, package;
    words >> group >> package;
    if (group == "build") command += " " + package;
  }
  CHECK(read(root / "README.md").find(command + "\n") != std::string::npos);
}
