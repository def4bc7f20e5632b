// `ansatz report` on real runs of every kind: a page, and figures as files; snapshots of the steps that plots show.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "exported.hpp"
#include "finished_runs.hpp"

using namespace process;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), file.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

const std::string sliced = heat.text + "plot slice { along = x; t = [0, 1]; steps = [2, 4] }\nplot slopes\n";

}  // namespace

TEST_CASE("runs of every kind have a page and figures, without a plot statement") {
  const Folder folder;
  for (const SmallProblem& problem : {heat, pair, ring, decay, marched, single}) {
    CAPTURE(problem.name);
    run(folder, problem);
    const fs::path page = folder.path() / "out" / problem.name / "report.html";
    CHECK(contains(asked(folder, {"report", problem.name}).out, "report.html"));
    const std::string text = bytes_of(page);
    CHECK(text.size() < 2'500'000);
    CHECK(!contains(text, "<script>alert"));
    CHECK(contains(text, "Finished after"));
    const std::string listed = asked(folder, {"report", problem.name, "--svg", problem.name + "-figures"}).out;
    CHECK(contains(listed, "slice.svg"));
    CHECK(contains(listed, "history.svg"));
    CHECK(contains(listed, "points.svg"));
    for (const auto& file : fs::directory_iterator(folder.path() / (problem.name + "-figures")))
      CHECK(contains(bytes_of(file.path()), "</svg>"));
  }
}

TEST_CASE("a run keeps the steps that its plots show, and a report misses others") {
  const Folder folder;
  run(folder, {"heat", sliced, {}, {}});
  const fs::path out = folder.path() / "out" / "heat";
  CHECK(fs::exists(out / "snapshots" / "step-2.solution"));
  asked(folder, {"report", "heat"});
  std::string resolved = bytes_of(out / "problem.pde");
  resolved.replace(resolved.find("[2, 4]"), 6, "[3, 4]");
  std::ofstream(out / "problem.pde") << resolved;
  const auto missed = ansatz({"report", "heat"}, {.folder = folder.path()});
  CHECK(missed.status == 1);
  CHECK(contains(missed.err, "kept nothing of step 3"));
  run(folder, heat, {"--force"});
  CHECK(!fs::exists(out / "snapshots"));
}

TEST_CASE("a run writes the condition numbers that a plot of its asks for, and its page draws them") {
  const Folder folder;
  run(folder, {"heat", heat.text + "plot conditioning { steps = [0, 2] }\n", {}, {}});
  const std::string table = bytes_of(folder.path() / "out" / "heat" / "conditioning.csv");
  CHECK(table.starts_with("step,layer,condition\n0,"));
  CHECK(contains(table, "\n2,0,"));
  CHECK(contains(asked(folder, {"report", "heat", "--svg", "figures"}).out, "conditioning.svg"));
  run(folder, heat, {"--force"});
  CHECK(!fs::exists(folder.path() / "out" / "heat" / "conditioning.csv"));
}

TEST_CASE("a run writes its page, says where, and keeps what it ran on and the hash of its problem for it") {
  const Folder folder;
  folder.write("decay.pde", decay.text);
  const auto done = ansatz({"run", "decay.pde"}, {.folder = folder.path()});
  CHECK(contains(done.out, "report      out/decay/report.html\n"));
  const fs::path out = folder.path() / "out" / "decay";
  const std::string hash = nlohmann::json::parse(bytes_of(out / "result.json"))["problem_sha256"];
  CHECK(hash.size() == 64);
  const std::string text = bytes_of(out / "report.html");
  for (const char* part : {"Finished after", hash.c_str(), "<dt>processor</dt>", "<dt>compiler</dt>", "Raissi",
                           "Marquardt", "@misc{marquardt1963,", "<a href=\"#line-3\">line 3</a>"})
    CHECK_MESSAGE(contains(text, part), part);
  CHECK(!contains(text, "Kingma"));
}

TEST_CASE("a page that cannot be made is said, and loses nothing of the run") {
  const Folder folder;
  folder.write("decay.pde", decay.text + "plot slice { steps = 4 }\n");
  // It ends before the step that the plot shows.
  const auto done = ansatz({"run", "decay.pde", "--set", "train.tolerance=1e9"}, {.folder = folder.path()});
  CHECK(done.status == 4);  // it has not trained at all, and says what is exact
  CHECK(contains(done.out, "report      none: "));
  CHECK(contains(done.out, "kept nothing of step 4"));
  CHECK(contains(done.out, "files       out/decay"));
  CHECK(fs::exists(folder.path() / "out/decay/result.json"));
}

TEST_CASE("a problem that does not save a report has none, and a title is text in it") {
  const Folder folder;
  run(folder, {"single", single.text + "output { save = model }\n", {}, {}});
  CHECK(!fs::exists(folder.path() / "out" / "single" / "report.html"));
  run(folder, {"decay",
               decay.text + "output { save = [model, report] }\nplot slice { title = \"a < b & <script>\" }\n",
               {},
               {}});
  const std::string text = bytes_of(folder.path() / "out" / "decay" / "report.html");
  CHECK(contains(text, "Finished after"));
  CHECK(!contains(text, "& <script>"));
}

TEST_CASE("a page shows how training went, whatever its plots are") {
  const Folder folder;
  run(folder, {"single", single.text + "plot slice\n", {}, {}});
  CHECK(contains(bytes_of(folder.path() / "out" / "single" / "report.html"), "<h3 dir=\"auto\">History</h3>"));
  run(folder, {"decay", decay.text + "plot history { scale = linear }\n", {}, {}});
  const std::string text = bytes_of(folder.path() / "out" / "decay" / "report.html");
  const std::string heading = "<h3 dir=\"auto\">History</h3>";
  CHECK(text.find(heading) == text.rfind(heading));
}

TEST_CASE("a page of many fine maps has at most 2.5 MB") {
  const Folder folder;
  run(folder,
      {"heat", heat.text + "plot heatmap { of = [u, u^2, u^3, -u]; steps = [1, 2, 3, 4]; cells = 300 }\n", {}, {}});
  const std::string text = bytes_of(folder.path() / "out" / "heat" / "report.html");
  CHECK(text.size() < 2'500'000);
  CHECK(contains(text, "cells along a coordinate"));
}
