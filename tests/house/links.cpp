// Documents point at files that exist.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

/// Targets of the links `[text](target)` to files, without their anchors.
std::vector<std::string> linked_files(const std::string& text) {
  static const std::regex link(R"(\]\(([^)#\s]+)(#[^)]*)?\))");
  std::vector<std::string> files;
  for (std::sregex_iterator match(text.begin(), text.end(), link), end; match != end; ++match) {
    auto target = (*match)[1].str();
    if (target.find("://") == std::string::npos) files.push_back(target);
  }
  return files;
}

/// The Markdown files of the project, not of what was built from it.
std::vector<fs::path> documents() {
  const fs::path root = ANSATZ_SOURCE_DIR;
  std::vector<fs::path> found;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    auto name = entry->path().filename().string();
    if (entry->is_directory() && (name == "build" || name == "out" || name.starts_with("."))) {
      entry.disable_recursion_pending();
    } else if (entry->path().extension() == ".md") {
      found.push_back(entry->path());
    }
  }
  return found;
}

}  // namespace

TEST_CASE("links are found") {
  CHECK(linked_files("[a](b/c.md), [d](e.cpp#L1) and [f](https://example.org/g)") ==
        std::vector<std::string>{"b/c.md", "e.cpp"});
}

TEST_CASE("every link of every document leads to a file") {
  auto files = documents();
  REQUIRE(!files.empty());
  for (const auto& file : files) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    for (const auto& target : linked_files(text.str())) {
      CHECK_MESSAGE(fs::exists(file.parent_path() / target), file.string() << " links to " << target);
    }
  }
}
