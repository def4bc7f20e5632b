// The layers of the house, held: tools -> dsl -> core -> autodiff, never back; and public headers that show
// nothing of the libraries they are made with. The rule is tried on a small tree that breaks it as well.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

/// What each folder may include from the project.
const std::map<std::string, std::set<std::string>> allowed = {
    {"autodiff", {"autodiff"}},
    {"core", {"core", "autodiff"}},
    {"dsl", {"dsl", "core", "autodiff"}},
    {"tools", {"tools", "dsl", "core", "autodiff"}},
};

/// Libraries that stay behind the public headers, by the first folder of their includes.
const std::set<std::string> hidden = {"Eigen", "boost", "hwy", "nlohmann", "fmt", "CLI", "doctest"};

bool is_source(const fs::path& file) {
  auto end = file.extension();
  return end == ".cpp" || end == ".hpp" || end == ".h" || end == ".def" || end == ".inc";
}

/// The layer a file or an include belongs to: `ansatz/core/x.hpp`, `ansatz/core.hpp` and `core/x.hpp` are of core.
std::string layer_of(std::string include) {
  if (include.starts_with("ansatz/")) include = include.substr(7);
  auto name = include.substr(0, include.find_first_of("/."));
  return allowed.contains(name) ? name : "";
}

/// Every include of the tree that breaks a rule, as "file: include".
std::vector<std::string> violations(const fs::path& root) {
  static const std::regex include_line(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
  std::vector<std::string> found;
  for (const auto& [layer, may_include] : allowed) {
    if (!fs::exists(root / layer)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / layer)) {
      if (!is_source(entry.path())) continue;
      bool is_public = entry.path().string().find("/include/ansatz/") != std::string::npos;
      std::ifstream file(entry.path());
      for (std::string line; std::getline(file, line);) {
        std::smatch match;
        if (!std::regex_search(line, match, include_line)) continue;
        auto include = match[1].str();
        auto target = layer_of(include);
        bool climbs = include.find("..") != std::string::npos;
        bool shows = is_public && hidden.contains(include.substr(0, include.find('/')));
        bool back = !target.empty() && !may_include.contains(target);
        if (climbs || shows || back) found.push_back(fs::relative(entry.path(), root).string() + ": " + include);
      }
    }
  }
  return found;
}

/// A folder that is gone when the test ends.
struct TemporaryTree {
  fs::path root = fs::path("layers-tree");
  TemporaryTree() { fs::remove_all(root); }
  ~TemporaryTree() { fs::remove_all(root); }
  void add(const std::string& name, const std::string& text) const {
    fs::create_directories((root / name).parent_path());
    std::ofstream(root / name) << text;
  }
};

}  // namespace

TEST_CASE("no include runs against the layers, no public header shows a library") {
  REQUIRE(fs::exists(fs::path(ANSATZ_SOURCE_DIR) / "autodiff" / "include"));
  CHECK(violations(ANSATZ_SOURCE_DIR) == std::vector<std::string>{});
}

TEST_CASE("the check of the layers finds what it looks for") {
  TemporaryTree tree;
  tree.add("autodiff/include/ansatz/autodiff/good.hpp", "#include <vector>\n#include \"ansatz/autodiff/error.hpp\"\n");
  tree.add("core/private.hpp", "#include <Eigen/Dense>  // not public: fine\n");
  CHECK(violations(tree.root).empty());

  tree.add("autodiff/back.cpp", "#include \"ansatz/core/problem.hpp\"\n");
  tree.add("core/back.cpp", "  #  include <ansatz/dsl/compile.hpp>\n");
  tree.add("dsl/include/ansatz/dsl/shows.hpp", "#include <boost/spirit/home/x3.hpp>\n");
  tree.add("dsl/climbs.cpp", "#include \"../core/private.hpp\"\n");
  CHECK(violations(tree.root) ==
        std::vector<std::string>{"autodiff/back.cpp: ansatz/core/problem.hpp", "core/back.cpp: ansatz/dsl/compile.hpp",
                                 "dsl/climbs.cpp: ../core/private.hpp",
                                 "dsl/include/ansatz/dsl/shows.hpp: boost/spirit/home/x3.hpp"});
}
