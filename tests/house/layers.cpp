// The layers of the house, held: tools -> dsl -> core -> autodiff, never back; a layer is entered by its public
// headers; and these show nothing of the libraries they are made with. The rule is tried on a small tree that breaks it
// as well. Within a layer: rooms.cpp.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "../folder.hpp"
#include "includes.hpp"

namespace fs = std::filesystem;

namespace {

using ansatz::test::Include;
using ansatz::test::layer_of;
using ansatz::test::layers;

/// Libraries that stay behind the public headers, by the first folder of their includes.
const std::set<std::string> hidden = {"Eigen", "boost",   "hwy",     "nlohmann",      "fmt",
                                      "CLI",   "doctest", "Spectra", "nanoflann.hpp", "sqlite3.h"};

/// The one room that stands open without being installed: what the benchmarks of `tools` time.
constexpr auto open_room = "core/bench";

bool is_public(const std::string& file) { return file.starts_with(layer_of(file) + "/include/"); }

std::ptrdiff_t height(const std::string& layer) {
  return std::find(layers.begin(), layers.end(), layer) - layers.begin();
}

bool breaks_a_rule(const Include& include) {
  const auto& [file, text, target, quoted] = include;
  const bool climbs = text.find("..") != std::string::npos;
  const bool shows = is_public(file) && hidden.contains(text.substr(0, text.find('/')));
  if (target.empty()) return climbs || shows || quoted;  // quotes are for files of the house
  const bool leaves = layer_of(file) != layer_of(target);
  const bool back = height(layer_of(file)) < height(layer_of(target));
  const bool enters = leaves && !is_public(target) && ansatz::test::room_of(target) != open_room;
  return climbs || shows || back || enters;
}

/// Every include of the tree that breaks a rule, as "file: include".
std::vector<std::string> violations(const fs::path& root) {
  std::vector<std::string> found;
  for (const auto& include : ansatz::test::includes_of(root))
    if (breaks_a_rule(include)) found.push_back(ansatz::test::report(include));
  return found;
}

}  // namespace

TEST_CASE("no include runs against the layers, no public header shows a library") {
  REQUIRE(fs::exists(fs::path(ANSATZ_SOURCE_DIR) / "autodiff" / "include"));
  for (const auto& violation : violations(ANSATZ_SOURCE_DIR)) FAIL_CHECK(violation);
}

TEST_CASE("the check of the layers finds what it looks for") {
  const ansatz::test::Folder tree;
  tree.write("autodiff/include/ansatz/autodiff/error.hpp", "");
  tree.write("autodiff/include/ansatz/autodiff/good.hpp",
             "#include <vector>\n#include \"ansatz/autodiff/error.hpp\"\n");
  tree.write("core/include/ansatz/core/problem.hpp", "#include \"ansatz/autodiff/good.hpp\"\n");
  tree.write("core/private.hpp", "#include <Eigen/Dense>  // not public: fine\n");
  tree.write("core/bench/workload.hpp", "#include \"private.hpp\"\n");
  tree.write("dsl/include/ansatz/dsl/compile.hpp", "");
  tree.write("tools/bench.cpp", "#include \"bench/workload.hpp\"\n");
  CHECK(violations(tree.path()).empty());

  tree.write("autodiff/back.cpp", "#include \"ansatz/core/problem.hpp\"\n");
  tree.write("core/back.cpp", "  #  include <ansatz/dsl/compile.hpp>\n");
  tree.write("dsl/include/ansatz/dsl/shows.hpp", "#include <boost/spirit/home/x3.hpp>\n");
  tree.write("dsl/climbs.cpp", "#include \"../core/private.hpp\"\n");
  tree.write("dsl/enters.cpp", "#include \"core/private.hpp\"\n");
  tree.write("tools/lost.cpp", "#include \"gone.hpp\"\n");
  CHECK(violations(tree.path()) ==
        std::vector<std::string>{"autodiff/back.cpp: ansatz/core/problem.hpp", "core/back.cpp: ansatz/dsl/compile.hpp",
                                 "dsl/climbs.cpp: ../core/private.hpp", "dsl/enters.cpp: core/private.hpp",
                                 "dsl/include/ansatz/dsl/shows.hpp: boost/spirit/home/x3.hpp",
                                 "tools/lost.cpp: gone.hpp"});
}
