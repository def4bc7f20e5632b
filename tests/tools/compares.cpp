// `ansatz compare` on real runs: what varies, what is written, what is refused, and hostile names.
#include <doctest/doctest.h>

#include <filesystem>
#include <sstream>

#include "exported.hpp"
#include "finished_runs.hpp"

using namespace process;
namespace fs = std::filesystem;

namespace {

const char* poisson = R"(title "Poisson & <script>alert(1)</script>"
param k = 1
domain x in [0, 1]
field u
eq poisson: u_xx = -k^2*sin(k*x)
bc ends:    u = sin(k*x) on boundary
exact u = sin(k*x)
network { hidden = [6]; adaptive = nlaaf(n = 5) }
sample { eq = 20 }
train adam { steps = 20; lr = 1e-2 }
)";

void train(const Folder& folder, const std::string& name, std::vector<std::string> more) {
  std::vector<std::string> words{"run", "poisson.pde", "--quiet", "--threads", "1", "--out", "runs/" + name};
  words.insert(words.end(), more.begin(), more.end());
  const Result result = ansatz(words, {.folder = folder.path()});
  // Twenty steps of Adam are few: what is exact is found by some and missed by others, which is doubtful.
  REQUIRE_MESSAGE((result.status == 0 || result.status == 4), result.err);
}

/// Two ways to adapt slopes, over three seeds.
void train_some(const Folder& folder) {
  folder.write("poisson.pde", poisson);
  for (const char* seed : {"1", "2", "3"})
    for (const char* adaptive : {"fixed", "gaaf"})
      train(folder, std::string(adaptive) + "-" + seed,
            {"--seed", seed, "--set", std::string("network.adaptive=") + adaptive});
}

std::vector<std::vector<std::string>> cells_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    auto& row = rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
  }
  return rows;
}

}  // namespace

TEST_CASE("runs that differ in a setting are compared over their seeds") {
  const Folder folder;
  train_some(folder);
  fs::remove(folder / "runs/fixed-2/report.html");
  const std::string said = asked(folder, {"compare", "runs/fixed-1", "runs/fixed-2", "runs/fixed-3", "runs/gaaf-1",
                                          "runs/gaaf-2", "runs/gaaf-3"})
                               .out;
  CHECK(contains(said, "Relative L2 error of u"));
  CHECK(contains(said, "adaptive = fixed"));
  CHECK(contains(said, "out/compare/compare.html"));
  const std::string page = read(folder / "out/compare/compare.html");
  CHECK(contains(page, "href=\"./../../runs/fixed-1/report.html\""));
  CHECK(!contains(page, "runs/fixed-2/report.html"));
  CHECK(!contains(page, "<script>alert"));
  const auto configurations = cells_of(read(folder / "out/compare/compare.csv"));
  REQUIRE(configurations.size() == 3);
  CHECK(configurations[1][1] == "adaptive = fixed");
  const auto runs = cells_of(read(folder / "out/compare/runs.csv"));
  REQUIRE(runs.size() == 7);
  CHECK(std::vector<std::string>(runs[4].begin(), runs[4].begin() + 4) ==
        std::vector<std::string>{"gaaf-1", "gaaf", "1", "finished"});
}

TEST_CASE("a folder of runs is compared whole, and what cannot be read is said") {
  const Folder folder;
  train_some(folder);
  folder.write("runs/gaaf-3/result.json", "{\"status\": ");
  folder.write("runs/broken/problem.pde", "domain x in");
  folder.write("runs/notes.txt", "mine");
  const std::string said = asked(folder, {"compare", ".", "--out", "both"}).out;
  CHECK(contains(said, "gaaf-3"));
  CHECK(contains(said, "result.json is damaged"));
  CHECK(contains(said, "broken is left out"));
  CHECK(contains(read(folder / "both/compare.html"), "result.json is damaged"));
  CHECK(cells_of(read(folder / "both/runs.csv")).size() == 7);
}

TEST_CASE("parameters are axes, and different equations are one") {
  const Folder folder;
  folder.write("poisson.pde", poisson);
  train(folder, "one", {});
  train(folder, "two", {"--set", "k=2"});
  CHECK(contains(asked(folder, {"compare", "runs/one", "runs/two"}).out, "k = 2"));
  std::string other = poisson;
  other.replace(other.find("u_xx"), 4, "1*u_xx");
  folder.write("poisson.pde", other);
  train(folder, "three", {});
  const std::string said = asked(folder, {"compare", "runs/one", "runs/three"}).out;
  CHECK(contains(said, "problem = 2"));
  CHECK(contains(said, "The problems differ"));
}

TEST_CASE("figures of a comparison are files as well") {
  const Folder folder;
  train_some(folder);
  const std::string said = asked(folder, {"compare", ".", "--svg", "figures", "--width", "60"}).out;
  for (const char* name : {"curves", "spread", "slice", "error", "slopes"})
    CHECK(contains(read(folder / (std::string("figures/") + name + ".svg")), "</svg>"));
  CHECK(contains(said, "figures/curves.svg"));
  CHECK(!fs::exists(folder / "out/compare"));
}

TEST_CASE("files that no comparison wrote are left alone, those of an earlier one are replaced") {
  const Folder folder;
  folder.write("poisson.pde", poisson);
  train(folder, "a", {"--seed", "1"});
  train(folder, "b", {"--seed", "2"});
  asked(folder, {"compare", "."});
  asked(folder, {"compare", "."});
  folder.write("mine/runs.csv", "x,y\n");
  const Result refused = ansatz({"compare", ".", "--out", "mine"}, {.folder = folder.path()});
  CHECK(refused.status == 1);
  CHECK(contains(refused.err, "was not written by a comparison"));
  CHECK(read(folder / "mine/runs.csv") == "x,y\n");
  CHECK(!fs::exists(folder / "mine/compare.csv"));
}

TEST_CASE("what is no run, or only one, is refused") {
  const Folder folder;
  folder.write("poisson.pde", poisson);
  train(folder, "a", {});
  fs::create_directories(folder / "empty");
  const auto refusal = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "compare");
    const Result result = ansatz(words, {.folder = folder.path()});
    CHECK(result.status == 1);
    return result.err;
  };
  CHECK(contains(refusal({"runs/a"}), "there is only one run"));
  CHECK(contains(refusal({"runs/a", "runs/a", "./runs/a"}), "there is only one run"));
  CHECK(contains(refusal({"runs/aa"}), "there is no run `runs/aa`"));
  CHECK(contains(refusal({"empty"}), "no folder of a run"));
  CHECK(ansatz({"compare"}, {.folder = folder.path()}).status == 2);
}

TEST_CASE("names that mean something to HTML, to addresses or to terminals are names") {
  const Folder folder;
  folder.write("poisson.pde", poisson);
  const std::string hostile = "javascript:alert(2)\"><b onmouseover=alert(3)>\x1b[31m%41 #?";
  train(folder, hostile, {"--seed", "1"});
  train(folder, "plain", {"--seed", "2", "--set", "k=2"});
  const std::string said = asked(folder, {"compare", "."}).out;
  CHECK(!contains(said, "\x1b"));
  const std::string page = read(folder / "out/compare/compare.html");
  CHECK(!contains(page, "<b onmouseover"));
  CHECK(contains(
      page,
      "href=\"./../../runs/javascript%3Aalert%282%29%22%3E%3Cb%20onmouseover%3Dalert%283%29%3E%1B%5B31m%2541%20%23%3F/"
      "report.html\""));
}
