// `ansatz search` from end to end, on two problems that train in a moment: killed and resumed, shared by processes,
// with functions of the file's own.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "ansatz/core/results.hpp"
#include "bars.hpp"
#include "process.hpp"
#include "search/store.hpp"

using process::contains;
namespace fs = std::filesystem;

namespace {

const fs::path gallery = fs::path(ANSATZ_PROBLEMS) / "search";

/// The problems of the gallery, and a search of them that takes a moment.
class Search {
 public:
  explicit Search(const std::string& more = "") {
    for (const char* name : {"hump.pde", "swing.pde"}) fs::copy_file(gallery / name, folder_ / name);
    write("", more);
  }
  void write(const std::string& definitions, const std::string& more) {
    folder_.write("s.pde", definitions +
                               "search activation {\n  problems = [\"hump.pde\", \"swing.pde\"]\n  seeds = 2\n"
                               "  unary = [identity, tanh, sin, gauss]\n  binary = [add, mul]\n  budget = 9\n" +
                               more + "}\n");
  }
  process::Result run(std::vector<std::string> words, process::Options options = {}) const {
    words.insert(words.begin(), {"search", "s.pde"});
    options.folder = folder_.path();
    return process::ansatz(words, options);
  }
  fs::path operator/(const std::string& name) const { return folder_ / name; }
  fs::path out() const { return folder_ / "out/s-search"; }
  const process::Folder& folder() const { return folder_; }

 private:
  process::Folder folder_;
};

/// By function, problem and seed: what must not depend on how a search came about.
using Labels = std::map<std::tuple<std::string, std::size_t, std::uint64_t>, std::pair<double, double>>;
Labels labels_in(const fs::path& out) {
  const ansatz::searches::Store store(out / "search.sqlite");
  const auto functions = store.functions();
  Labels all;
  for (const auto& one : store.evaluations())
    all[{functions.at(one.function).name, one.problem, one.seed}] = {one.error.value_or(-1), one.loss.value_or(-1)};
  return all;
}

/// Names of functions in the order in which they were trained.
std::vector<std::string> order_in(const fs::path& out) {
  const ansatz::searches::Store store(out / "search.sqlite");
  const auto functions = store.functions();
  std::vector<std::string> names;
  for (const auto& one : store.evaluations())
    if (names.empty() || names.back() != functions.at(one.function).name)
      names.push_back(functions.at(one.function).name);
  return names;
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("a search trains those that everyone uses first, and leaves a ranking, the best as text and a page") {
  const Search search;
  const process::Result result = search.run({"--export", "all.csv"});
  CHECK(contains(result.err, "[9/9]"));
  REQUIRE_MESSAGE(result.status == 0, result.err);
  const std::vector<std::string> order = order_in(search.out());
  REQUIRE(order.size() == 9);
  CHECK(std::vector(order.begin(), order.begin() + 6) ==
        std::vector<std::string>{"tanh(x)", "sin(x)", "swish(x)", "gelu(x)", "softplus(x)", "gauss(x)"});
  CHECK(contains(result.out, "let act(z) = "));
  CHECK(lines_of(ansatz::read_whole(search.out() / "ranking.csv")) == 10);
  CHECK(lines_of(ansatz::read_whole(search / "all.csv")) == 1 + 9 * 2 * 2);
  const std::string page = ansatz::read_whole(search.out() / "search.html");
  CHECK(contains(page, order.front()));
  CHECK(contains(page, "hump.pde"));
  // The best is what the text says: put into a problem, it trains.
  const std::string best = ansatz::read_whole(search.out() / "best.pde");
  const std::string hump = ansatz::read_whole(search / "hump.pde");
  std::string with = hump;
  with.erase(with.find("network"), with.find("sample") - with.find("network"));
  search.folder().write("with.pde", with + best);
  process::Options there;
  there.folder = search.folder().path();
  const process::Result run = process::ansatz({"run", "with.pde", "--quiet"}, there);
  CHECK_MESSAGE((run.status == 0 || run.status == 4 || run.status == 5), run.err);
}

TEST_CASE("the same file gives the same functions in the same order, and every surrogate runs") {
  Labels first;
  std::vector<std::string> order;
  for (const char* surrogate : {"knn(k = 2)", "knn(k = 2)", "gp", "umap(k = 2, near = 5, epochs = 50)", "random"}) {
    CAPTURE(surrogate);
    const Search search(std::string("  surrogate = ") + surrogate + "\n  features = [outputs, jets]\n");
    const process::Result result = search.run({"--quiet"});
    REQUIRE_MESSAGE(result.status == 0, result.err);
    const Labels labels = labels_in(search.out());
    CHECK(labels.size() == 9 * 2 * 2);
    if (order.empty()) {
      order = order_in(search.out());
      first = labels;
    } else if (surrogate == std::string("knn(k = 2)")) {
      CHECK(order_in(search.out()) == order);
      CHECK(labels == first);
    }
    for (const auto& [what, values] : labels)
      if (const auto same = first.find(what); same != first.end()) CHECK(same->second == values);
  }
}

TEST_CASE("a search that is killed again and again ends as one that was not") {
  const Search whole, killed;
  REQUIRE(whole.run({"--quiet"}).status == 0);
  process::Options at_once;
  at_once.interrupt_on = "out/s-search/search.sqlite";
  at_once.interrupt_by = SIGKILL;
  CHECK(killed.run({"--quiet"}, at_once).status == 128 + SIGKILL);
  for (int i = 1; i < 6; ++i) {
    process::Options later;
    later.interrupt_after = 0.3 * i;
    later.interrupt_by = i % 2 == 0 ? SIGKILL : SIGTERM;
    const process::Result result = killed.run({"--quiet", "--resume"}, later);
    CHECK((result.status == 0 || result.status == 130 || result.status == 128 + SIGKILL));
  }
  const process::Result last = killed.run({"--resume"});
  REQUIRE_MESSAGE(last.status == 0, last.err);
  CHECK(order_in(killed.out()) == order_in(whole.out()));
  CHECK(labels_in(killed.out()) == labels_in(whole.out()));
  CHECK(ansatz::searches::Store(killed.out() / "search.sqlite").claims().empty());
}

TEST_CASE("processes share a search, and each training is made once and is the same") {
  const Search alone("  surrogate = random\n"), shared("  surrogate = random\n");
  REQUIRE(alone.run({"--quiet"}).status == 0);
  const process::Result result = shared.run({"--jobs", "2"});
  REQUIRE_MESSAGE(result.status == 0, result.err);
  CHECK(labels_in(shared.out()) == labels_in(alone.out()));
  CHECK(contains(result.err, "[9/9]"));
}

TEST_CASE("finalists are trained from further seeds, which alone decide; killed or shared it is the same") {
  const char* const more = "  surrogate = random\n  finalists = 3\n  further_seeds = 2\n";
  const Search search(more), shared(more), killed(more);
  CHECK(contains(search.run({"--dry-run"}).out, "with 2 seeds, the best 3 again with 2 more"));
  const process::Result result = search.run({});
  REQUIRE_MESSAGE(result.status == 0, result.err);
  CHECK(contains(result.err, "[final 3/3]"));
  const Labels all = labels_in(search.out());
  CHECK(all.size() == 9 * 2 * 2 + 3 * 2 * 2);
  std::map<std::string, double> first, further;  // sums of the logarithms: medians of two are means
  for (const auto& [what, values] : all)
    (std::get<2>(what) < 2 ? first : further)[std::get<0>(what)] += std::log10(values.first) / 4;
  REQUIRE(further.size() == 3);
  for (const auto& [name, label] : first)  // the three best were chosen
    for (const auto& [chosen, none] : further)
      if (further.count(name) == 0) CHECK(label >= first.at(chosen));
  std::vector<std::string> best;
  for (const auto& [name, label] : further) best.push_back(name);
  std::sort(best.begin(), best.end(), [&](const auto& a, const auto& b) { return further[a] < further[b]; });
  const std::string ranking = ansatz::read_whole(search.out() / "ranking.csv");
  for (std::size_t i = 0; i < best.size(); ++i) {
    const std::string rank = "\n" + std::to_string(i + 1) + ",";
    CHECK((contains(ranking, rank + best[i] + ",") || contains(ranking, rank + '"' + best[i] + "\",")));
  }
  CHECK(contains(ansatz::read_whole(search.out() / "search.html"), "The first 3 are finalists"));

  REQUIRE(shared.run({"--quiet", "--jobs", "2"}).status == 0);
  CHECK(labels_in(shared.out()) == all);
  for (int i = 1; i < 5; ++i) {
    process::Options later;
    later.interrupt_after = 0.4 * i;
    later.interrupt_by = SIGKILL;
    killed.run({"--quiet", i == 1 ? "--force" : "--resume"}, later);
  }
  REQUIRE(killed.run({"--quiet", "--resume"}).status == 0);
  CHECK(labels_in(killed.out()) == all);
  CHECK(ansatz::read_whole(killed.out() / "best.pde") == ansatz::read_whole(search.out() / "best.pde"));
}

TEST_CASE("a search takes functions of the file's own, and the text of the best says what it needs of them") {
  Search search;
  search.write("param k = 2\nlet wave(z) = k*sin(z)*cos(z)\n", "  surrogate = random\n");
  const std::string text = ansatz::read_whole(search / "s.pde");
  std::string own = text;
  own.replace(own.find("[identity, tanh, sin, gauss]"), 28, "[wave, cos]");
  own.replace(own.find("budget = 9"), 10, "budget = all");
  search.folder().write("s.pde", own);
  const process::Result result = search.run({"--quiet"});
  REQUIRE_MESSAGE(result.status == 0, result.err);
  const std::vector<std::string> order = order_in(search.out());
  CHECK(std::any_of(order.begin(), order.end(), [](const std::string& name) { return contains(name, "wave"); }));
  CHECK(std::any_of(order.begin(), order.end(), [](const std::string& name) { return contains(name, "cos"); }));
  const std::string best = ansatz::read_whole(search.out() / "best.pde");
  const bool own_best = contains(best.substr(best.find("let act")), "wave");
  CHECK(contains(best, "let wave(z) = k*sin(z)*cos(z)") == own_best);
  CHECK(contains(best, "param k = 2") == own_best);
}

TEST_CASE("more of a search may be asked for later, another problem may not") {
  Search search("  surrogate = random\n");
  REQUIRE(search.run({"--quiet"}).status == 0);
  const Labels before = labels_in(search.out());
  const process::Result more = search.run({"--resume", "--set", "search.budget=10"});
  REQUIRE_MESSAGE(more.status == 0, more.err);
  CHECK(contains(more.err, "have changed since"));
  const Labels after = labels_in(search.out());
  CHECK(after.size() == 10 * 2 * 2);
  for (const auto& [what, values] : before) CHECK(after.at(what) == values);
  std::ofstream(search / "hump.pde", std::ios::app) << "compute { seed = 7 }\n";
  const process::Result other = search.run({"--resume"});
  CHECK(other.status == 1);
  CHECK(contains(other.err, "`hump.pde` or its data have changed"));
  const process::Result anew = search.run({"--quiet"});
  CHECK(anew.status == 0);
  CHECK(fs::exists(search / "out/s-search.1/search.sqlite"));
}

TEST_CASE("functions are tried on images too: what counts is the share that is taken for others") {
  process::Folder folder;
  process::write_bars(folder);
  const auto search = [&](const std::string& more) {
    folder.write("s.pde",
                 "search activation {\n  problems = [\"bars.pde\"]\n  seeds = 2\n  unary = [identity, relu, tanh]\n"
                 "  binary = [mul, max]\n  budget = 8\n" +
                     more + "}\n");
    return process::ansatz({"search", "s.pde"}, {.folder = folder.path()});
  };
  const auto refused = search("  features = [outputs, residual_spectrum]\n");
  CHECK(refused.status != 0);
  CHECK_MESSAGE(contains(refused.err, "tried on: it is of images, of which there is no `residual_spectrum`"),
                refused.err);
  const auto small = search("  features = [layer_histogram]\n");  // no layer has 200 weights
  CHECK(small.status == 1);
  CHECK_MESSAGE(contains(small.err, "no function of the space has layer_histogram"), small.err);
  const auto result = search("  features = [outputs, layer_spectrum]\n");
  REQUIRE_MESSAGE(result.status == 0, result.err);
  const ansatz::searches::Store store(folder / "out/s-search/search.sqlite");
  const auto trainings = store.evaluations();
  CHECK(trainings.size() == 16);
  for (const auto& one : trainings) {
    CHECK(one.status == ansatz::searches::Status::finished);
    REQUIRE(one.error.has_value());
    const double images = *one.error * 10;  // of ten to judge by, and half of one where all are told apart
    CHECK((std::abs(images - 0.5) < 1e-9 || std::abs(images - std::round(images)) < 1e-9));
    CHECK((*one.error >= 0.05 && *one.error <= 1));
  }
}

TEST_CASE("what cannot be a search is said, and nothing is lost") {
  const Search search;
  process::Options there;
  there.folder = search.folder().path();
  CHECK(contains(search.run({"--resume"}).err, "there is no search to resume"));
  const process::Result problem = process::ansatz({"search", "hump.pde"}, there);
  CHECK(problem.status == 1);
  CHECK(contains(problem.err, "asks for no search"));
  for (const char* command : {"run", "sweep", "eval"}) {
    const process::Result result = process::ansatz({command, "s.pde"}, there);
    CHECK(result.status != 0);
  }
  const process::Result run = process::ansatz({"run", "s.pde"}, there);
  CHECK(run.status == 1);
  CHECK(contains(run.err, "`ansatz search s.pde` runs it"));
  CHECK(process::ansatz({"check", "s.pde"}, there).status == 0);
  CHECK(contains(process::ansatz({"show", "s.pde"}, there).out, "functions by name = 32"));
  CHECK(contains(search.run({"--dry-run"}).out, "32 functions"));
  CHECK(!fs::exists(search.out()));
  fs::create_directories(search.out());
  search.folder().write("out/s-search/search.sqlite", std::string(3000, 'x'));
  const process::Result broken = search.run({"--resume"});
  CHECK(broken.status == 3);
  CHECK(contains(broken.err, "is no file of a search"));
  search.folder().write("other/precious.txt", "mine");
  const process::Result foreign = search.run({"--out", "other"});
  CHECK(foreign.status == 1);
  CHECK(contains(foreign.err, "is no folder of a search"));
}
