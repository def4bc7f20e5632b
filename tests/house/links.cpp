// Documents point at files and headings that exist.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "files.hpp"

namespace fs = std::filesystem;
using namespace ansatz::test;

namespace {

struct Link {
  std::string file;    // empty: the page itself
  std::string anchor;  // of a heading; empty: none
  bool operator==(const Link&) const = default;
};

/// The links `[text](file#anchor)` to files and headings.
std::vector<Link> links(const std::string& text) {
  static const std::regex link(R"(\]\(([^)#\s]*)(?:#([^)]*))?\))");
  std::vector<Link> found;
  for (std::sregex_iterator match(text.begin(), text.end(), link), end; match != end; ++match) {
    auto target = (*match)[1].str();
    if (target.find("://") == std::string::npos) found.push_back({target, (*match)[2].str()});
  }
  return found;
}

/// The anchors of the headings of a page, as readers of Markdown make them: "## `train lm`" has "train-lm".
std::set<std::string> anchors(const std::string& text) {
  std::set<std::string> found;
  std::istringstream lines(text);
  bool code = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) code = !code;
    if (code || !line.starts_with("#")) continue;
    std::string anchor;
    for (unsigned char c : line.substr(std::min(line.find(' ') + 1, line.size()))) {
      if (std::isalnum(c) || c == '-' || c == '_') anchor += static_cast<char>(std::tolower(c));
      if (c == ' ') anchor += '-';
    }
    found.insert(anchor);
  }
  return found;
}

}  // namespace

TEST_CASE("links and headings are found") {
  CHECK(links("[a](b/c.md), [d](e.md#f-g), [h](#i) and [j](https://example.org/k)") ==
        std::vector<Link>{{"b/c.md", ""}, {"e.md", "f-g"}, {"", "i"}});
  CHECK(anchors("# One: `two`, 3\n```sh\n# no heading\n```\n## four_five\n") ==
        std::set<std::string>{"one-two-3", "four_five"});
}

TEST_CASE("every link of every document leads to a file, and to a heading where it names one") {
  auto files = documents();
  REQUIRE(!files.empty());
  for (const auto& file : files) {
    for (const auto& link : links(read(file))) {
      auto target = link.file.empty() ? file : file.parent_path() / link.file;
      CHECK_MESSAGE(fs::exists(target), file.string() << " links to " << link.file);
      if (link.anchor.empty() || target.extension() != ".md") continue;
      CHECK_MESSAGE(anchors(read(target)).contains(link.anchor),
                    file.string() << " links to " << link.file << "#" << link.anchor);
    }
  }
}
