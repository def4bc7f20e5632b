// docs/reference is what the program says of itself: `tools/docs` writes it, this compares.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>

#include "process.hpp"

namespace fs = std::filesystem;

namespace {

const fs::path folder = fs::path(ANSATZ_SOURCE_DIR) / "docs/reference";

}  // namespace

TEST_CASE("every page of the reference is what the program prints") {
  std::istringstream names(process::ansatz({"doc", "--markdown"}).out);
  std::set<std::string> pages;
  for (std::string name; std::getline(names, name);) {
    auto printed = process::ansatz({"doc", "--markdown", name});
    CHECK(printed.status == 0);
    CAPTURE(name);
    const bool same = fs::exists(folder / (name + ".md")) && process::read(folder / (name + ".md")) == printed.out;
    CHECK_MESSAGE(same, "docs/reference is not what the program says: run tools/docs");
    pages.insert(name + ".md");
  }
  CHECK(pages.size() >= 4);
  for (const auto& entry : fs::directory_iterator(folder)) {
    CHECK_MESSAGE(pages.contains(entry.path().filename().string()), entry.path() << " is no page of the reference");
  }
}

TEST_CASE("a page that does not exist is named, with the one that was meant") {
  auto refused = process::ansatz({"doc", "--markdown", "setings"});
  CHECK(refused.status == 1);
  CHECK(refused.err.find("settings") != std::string::npos);
}
