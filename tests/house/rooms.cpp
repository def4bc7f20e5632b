// The rooms within a layer, held: every folder of sources is in the table of floors (rooms.txt) and every room of the
// table is there, no include runs up or along a floor, and no rooms form a circle. The last is found from the includes
// alone, so that it holds whatever the table says. The check is tried on a small tree that breaks each rule.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "../folder.hpp"
#include "includes.hpp"

namespace fs = std::filesystem;

namespace {

using ansatz::test::Include;
using ansatz::test::layer_of;
using ansatz::test::room_of;
using Lines = std::vector<std::string>;

/// The floor of every room of the table, counted from the top.
using Floors = std::map<std::string, int>;

Floors read_floors(const fs::path& table) {
  Floors floors;
  std::ifstream file(table);
  std::string layer;
  int floor = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream words(line);
    if (!line.starts_with(' ')) {
      words >> layer;
      continue;
    }
    ++floor;
    for (std::string room; words >> room;)
      if (!floors.emplace(layer + "/" + room, floor).second) throw std::runtime_error("two lines name room " + room);
  }
  return floors;
}

/// The rooms that are in no table, each with what to do.
Lines unlisted(const std::vector<Include>& includes, const Floors& floors) {
  std::set<std::string> found;
  for (const auto& include : includes) {
    const auto room = room_of(include.file);
    if (!floors.contains(room)) found.insert(room + ": give it a floor in tests/house/rooms.txt");
  }
  return {found.begin(), found.end()};
}

bool between_rooms(const Include& include) {
  return !include.target.empty() && room_of(include.file) != room_of(include.target);
}

/// The includes within a layer that do not lead down, as "file: include".
Lines breaches(const std::vector<Include>& includes, const Floors& floors) {
  Lines found;
  for (const auto& include : includes) {
    if (!between_rooms(include) || layer_of(include.file) != layer_of(include.target)) continue;
    const auto from = floors.find(room_of(include.file)), to = floors.find(room_of(include.target));
    if (from == floors.end() || to == floors.end()) continue;  // `unlisted` tells
    if (from->second >= to->second) found.push_back(ansatz::test::report(include));
  }
  return found;
}

/// The arrows between rooms that lie on circles, or on ways between them. Rooms that nothing leaves, or nothing enters,
/// are on none: they are taken away until all that remain have both.
Lines circles(const std::vector<Include>& includes) {
  std::set<std::pair<std::string, std::string>> arrows;
  for (const auto& include : includes)
    if (between_rooms(include)) arrows.emplace(room_of(include.file), room_of(include.target));
  for (std::size_t before = arrows.size() + 1; arrows.size() < before;) {
    before = arrows.size();
    std::set<std::string> left, entered;
    for (const auto& [from, to] : arrows) left.insert(from), entered.insert(to);
    std::erase_if(arrows,
                  [&](const auto& arrow) { return !left.contains(arrow.second) || !entered.contains(arrow.first); });
  }
  Lines found;
  for (const auto& [from, to] : arrows) found.push_back(from + " -> " + to);
  return found;
}

/// One a line, to be read when a check fails.
std::string listed(const Lines& lines) {
  std::string text;
  for (const auto& line : lines) text += "\n  " + line;
  return text;
}

/// Rooms of the table that have no file.
Lines empty_rooms(const std::vector<Include>& includes, const Floors& floors) {
  std::set<std::string> found;
  for (const auto& include : includes) {
    found.insert(room_of(include.file));
    if (!include.target.empty()) found.insert(room_of(include.target));
  }
  Lines empty;
  for (const auto& [room, floor] : floors)
    if (!found.contains(room)) empty.push_back(room);
  return empty;
}

}  // namespace

TEST_CASE("every include within a layer leads down, and no rooms form a circle") {
  const fs::path root = ANSATZ_SOURCE_DIR;
  const auto floors = read_floors(root / "tests/house/rooms.txt");
  const auto includes = ansatz::test::includes_of(root);
  REQUIRE(includes.size() > 1000);
  CHECK_MESSAGE(unlisted(includes, floors).empty(), listed(unlisted(includes, floors)));

  CHECK_MESSAGE(empty_rooms(includes, floors).empty(),
                "strike from tests/house/rooms.txt:" << listed(empty_rooms(includes, floors)));
  CHECK_MESSAGE(breaches(includes, floors).empty(),
                "up or along a floor of tests/house/rooms.txt:" << listed(breaches(includes, floors)));
  CHECK_MESSAGE(circles(includes).empty(), "circles of rooms:" << listed(circles(includes)));
}

TEST_CASE("the check of the rooms finds what it looks for") {
  const ansatz::test::Folder tree;
  tree.write("rooms.txt", "# floors\ncore\n  door\n  attic study/desk\n  cellar\n  include\n");
  const auto floors = read_floors(tree / "rooms.txt");
  tree.write("core/include/ansatz/core/all.hpp", "#include <vector>\n");
  tree.write("core/cellar/wine.hpp", "#include \"ansatz/core/all.hpp\"\n");
  tree.write("core/attic/roof.hpp", "#include \"cellar/wine.hpp\"\n");
  tree.write("core/attic/roof.cpp", "#include \"attic/roof.hpp\"\n");
  tree.write("core/study/desk/pen.hpp", "#include \"cellar/wine.hpp\"\n");
  tree.write("core/door.cpp", "#include \"attic/roof.hpp\"\n");
  const auto good = ansatz::test::includes_of(tree.path());
  CHECK(good.size() == 6);
  CHECK(unlisted(good, floors) == Lines{});
  CHECK(empty_rooms(good, floors) == Lines{});
  CHECK(breaches(good, floors) == Lines{});
  CHECK(circles(good) == Lines{});

  tree.write("core/cellar/up.cpp", "#include \"attic/roof.hpp\"\n");
  tree.write("core/attic/along.cpp", "#include \"study/desk/pen.hpp\"\n");
  tree.write("core/include/ansatz/core/shows.hpp", "#include \"cellar/wine.hpp\"\n");
  tree.write("core/porch/steps.hpp", "#include <vector>\n");
  tree.write("core/door.cpp", "#include \"porch/steps.hpp\"\n");
  const auto bad = ansatz::test::includes_of(tree.path());
  auto more = floors;
  more["core/loft"] = 0;
  CHECK(empty_rooms(bad, more) == Lines{"core/loft"});
  CHECK(unlisted(bad, floors) == Lines{"core/porch: give it a floor in tests/house/rooms.txt"});
  CHECK(breaches(bad, floors) == Lines{"core/attic/along.cpp: study/desk/pen.hpp", "core/cellar/up.cpp: attic/roof.hpp",
                                       "core/include/ansatz/core/shows.hpp: cellar/wine.hpp"});
  CHECK(circles(bad) == Lines{"core/attic -> core/cellar", "core/attic -> core/study/desk", "core/cellar -> core/attic",
                              "core/cellar -> core/include", "core/include -> core/cellar",
                              "core/study/desk -> core/cellar"});
}
