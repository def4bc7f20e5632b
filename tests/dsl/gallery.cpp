// The gallery: its list names every file, each compiles without a word, and each can be trained.
#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "ansatz/core/train.hpp"
#include "compiled.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using namespace ansatz::test;

namespace {

/// The files that gallery.csv names: what stands between its first two commas, outside of quotes.
std::multiset<std::string> listed() {
  std::ifstream list(gallery + "gallery.csv");
  std::multiset<std::string> files;
  std::string line;
  std::getline(list, line);
  while (std::getline(list, line)) {
    const std::size_t kind = line.front() == '"' ? line.find('"', 1) + 1 : line.find(',');
    files.insert(line.substr(kind + 1, line.find(',', kind + 1) - kind - 1));
  }
  return files;
}

std::multiset<std::string> files_of_gallery() {
  std::multiset<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(gallery))
    if (entry.path().extension() == ".pde") files.insert(entry.path().stem().string());
  return files;
}

}  // namespace

TEST_CASE("the list of the gallery names each of its files once") {
  CHECK(listed() == files_of_gallery());
  CHECK(listed().size() >= 60);
}

TEST_CASE("every problem of the gallery can be trained") {
  for (const std::string& name : listed()) {
    CAPTURE(name);
    Compilation compiled = compile_file(gallery + name + ".pde", {});
    REQUIRE(compiled.problem);
    Problem& problem = *compiled.problem;
    problem.stages = {Lm{.steps = 2}};
    problem.sampling.equation = 40;
    problem.sampling.boundary = 30;
    problem.sampling.fit = 40;
    problem.sampling.windows = 1;
    for (NetworkSpec& network : problem.networks)
      if (network.layers.empty()) network.hidden = {6};
    const Solution solution = solve(std::move(problem));
    CHECK(solution.outcome().status == Status::finished);
    CHECK(std::isfinite(solution.outcome().last.loss));
  }
}

TEST_CASE("every problem of the gallery compiles without a word, and quickly") {
  int count = 0;
  double slowest = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(gallery)) {
    if (entry.path().extension() != ".pde") continue;
    if (entry.path().string().starts_with(gallery + "images/")) continue;  // data are their user's: images.cpp
    CAPTURE(entry.path().string());
    double best = 1e9;
    for (int repeat = 0; repeat < 3; ++repeat) {
      const auto begin = std::chrono::steady_clock::now();
      const Compilation compiled = compile_file(entry.path(), {});
      best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
      CHECK(codes(compiled) == "");
      CHECK((compiled.problem || compiled.search));
    }
    slowest = std::max(slowest, best);
    ++count;
  }
  CHECK(count >= 9);
  MESSAGE("slowest problem of the gallery: " << slowest * 1e3 << " ms");
}
