// Whole runs on images: the files they leave, the same bits again and after an interrupt, sweeps, and what the other
// commands say of them.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "bars.hpp"
#include "process.hpp"

using process::ansatz;
using process::big_endian;
using process::Folder;
using process::read;
using process::write_bars;

namespace {

/// history.csv without its second column, the seconds.
std::string history(const std::filesystem::path& file) {
  std::istringstream lines(read(file));
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find(','), second = line.find(',', first + 1);
    kept += line.substr(0, first) + line.substr(second) + "\n";
  }
  return kept;
}

}  // namespace

TEST_CASE("a run on images leaves its files, the same again from what it left") {
  const Folder folder;
  write_bars(folder);
  const auto result = ansatz({"run", "bars.pde", "--seed", "3"}, {.folder = folder.path()});
  REQUIRE_MESSAGE(result.status == 0, result.err);
  for (const char* word : {"finished after 4 of 4 epochs", "in use", "layer 1", "out/bars"})
    CHECK_MESSAGE(result.out.find(word) != std::string::npos, word << " in\n" << result.out);
  for (const char* word : {"Bars", "40 images and 10 to judge by", "epoch 4/4"})
    CHECK_MESSAGE(result.err.find(word) != std::string::npos, word << " in\n" << result.err);
  const auto json = nlohmann::json::parse(read(folder / "out/bars/result.json"));
  CHECK(json["status"] == "finished");
  CHECK(json["epochs"] == 4);
  CHECK(json["steps"] == 12);
  CHECK(json["in_use"]["test"]["accuracy"].get<double>() >= 0);
  CHECK(read(folder / "out/bars/report.html").find("Loss and accuracy after each epoch") != std::string::npos);
  CHECK(!read(folder / "out/bars/slopes.csv").empty());
  const auto again = ansatz({"run", "out/bars/problem.pde", "--out", "again", "--quiet"}, {.folder = folder.path()});
  CHECK(again.status == 0);
  CHECK(again.err.empty());
  CHECK(history(folder / "again/history.csv") == history(folder / "out/bars/history.csv"));
}

TEST_CASE("a run on images that was stopped goes on to the same bits, and longer where it is told to") {
  const Folder folder;
  write_bars(folder);
  CHECK(ansatz({"run", "bars.pde", "--out", "whole"}, {.folder = folder.path()}).status == 0);
  const auto ended = ansatz({"run", "bars.pde", "--out", "part", "--set", "train.epochs=100000", "--max-time", "1s"},
                            {.folder = folder.path()});
  CHECK(ended.status == 124);
  CHECK(ended.out.find("to go on") != std::string::npos);
  CHECK(ansatz({"run", "bars.pde", "--out", "part", "--set", "train.epochs=2", "--force"}, {.folder = folder.path()})
            .status == 0);
  const auto longer = ansatz({"run", "bars.pde", "--out", "part", "--resume"}, {.folder = folder.path()});
  CHECK_MESSAGE(longer.status == 0, longer.err);
  CHECK(history(folder / "part/history.csv") == history(folder / "whole/history.csv"));
  CHECK(ansatz({"run", "bars.pde", "--out", "part", "--resume", "--set", "train.epochs=1"}, {.folder = folder.path()})
            .err.find("not shorter than it is") != std::string::npos);
}

TEST_CASE("a sweep over images is compared over its seeds") {
  const Folder folder;
  write_bars(folder);
  const auto result = ansatz({"sweep", "bars.pde", "--jobs", "1"}, {.folder = folder.path()});
  REQUIRE_MESSAGE(result.status == 0, result.err);
  CHECK(result.out.find("gaaf") != std::string::npos);
  CHECK(result.out.find("There is no picture") == std::string::npos);
  CHECK(read(folder / "out/bars-sweep/runs.csv").find("finished") != std::string::npos);
}

TEST_CASE("what a run on images tells apart is asked of it, image by image") {
  const Folder folder;
  write_bars(folder);
  REQUIRE(ansatz({"run", "bars.pde", "--quiet"}, {.folder = folder.path()}).status == 0);
  const auto shown = ansatz({"eval", "bars"}, {.folder = folder.path()});
  REQUIRE_MESSAGE(shown.status == 0, shown.err);
  const auto json = nlohmann::json::parse(read(folder / "out/bars/result.json"));
  const double right = json["in_use"]["test"]["accuracy"].get<double>();
  CHECK(shown.out.find("10 images, " + std::to_string(static_cast<int>(100 * right + 0.5)) + ".00 % told right") !=
        std::string::npos);
  const auto written = ansatz({"eval", "bars", "--images", "bars", "--out", "all.csv"}, {.folder = folder.path()});
  CHECK(written.out == "all.csv: 40 images\n");
  std::istringstream lines(read(folder / "all.csv"));
  std::string line;
  std::getline(lines, line);
  CHECK(line == "image,class,p0,p1");
  int rows = 0;
  for (; std::getline(lines, line); ++rows) {
    const std::size_t second = line.rfind(','), first = line.rfind(',', second - 1);
    const double p0 = std::stod(line.substr(first + 1)), p1 = std::stod(line.substr(second + 1));
    CHECK(p0 + p1 == doctest::Approx(1).epsilon(1e-6));
    CHECK(line.substr(0, first) == std::to_string(rows + 1) + (p1 > p0 ? ",1" : ",0"));
  }
  CHECK(rows == 40);
  const auto labelled = ansatz({"eval", "bars", "--images", "bars", "--labels", "bars-labels", "--out", "all.csv"},
                               {.folder = folder.path()});
  CHECK(labelled.out.find("told right") != std::string::npos);
  CHECK(read(folder / "all.csv").find("image,label,class,p0,p1") == 0);
}

TEST_CASE("what cannot be asked of a run on images is said") {
  const Folder folder;
  write_bars(folder);
  REQUIRE(ansatz({"run", "bars.pde", "--quiet"}, {.folder = folder.path()}).status == 0);
  folder.write("small", big_endian({0x803, 1, 5, 5}) + std::string(25, '\1'));
  folder.write("half", read(folder / "bars").substr(0, 100));
  const std::vector<std::pair<std::vector<std::string>, const char*>> all{
      {{"--at", "x=0"}, "has classes and no points"},
      {{"--images", "small"}, "1 x 5 x 5"},
      {{"--images", "half"}, "announces"},
      {{"--images", "nowhere"}, "nowhere"},
      {{"--labels", "bars-labels"}, "--images"},
      {{"--images", "bars", "--format", "png"}, "--format"},
      {{"--out", "all.npz"}, ".csv"},
  };
  for (const auto& [words, expected] : all) {
    std::vector<std::string> command{"eval", "bars"};
    command.insert(command.end(), words.begin(), words.end());
    const auto said = ansatz(command, {.folder = folder.path()});
    CHECK(said.status != 0);
    CHECK_MESSAGE(said.err.find(expected) != std::string::npos, said.err);
  }
}

TEST_CASE("the page of a run on images is written anew, or its figures as files") {
  const Folder folder;
  write_bars(folder);
  REQUIRE(ansatz({"run", "bars.pde", "--quiet"}, {.folder = folder.path()}).status == 0);
  const std::string page = read(folder / "out/bars/report.html");
  std::filesystem::remove(folder / "out/bars/report.html");
  const auto again = ansatz({"report", "bars"}, {.folder = folder.path()});
  REQUIRE_MESSAGE(again.status == 0, again.err);
  CHECK(read(folder / "out/bars/report.html") == page);
  CHECK(ansatz({"report", "bars", "--svg", "figures"}, {.folder = folder.path()}).status == 0);
  for (const char* name : {"figures/history.svg", "figures/slopes.svg"})
    CHECK(read(folder / name).find("</svg>") != std::string::npos);
}

TEST_CASE("a run on images says what memory it takes, and does not begin where that is too much") {
  const Folder folder;
  write_bars(folder);
  const auto shown = ansatz({"show", "bars.pde"}, {.folder = folder.path()});
  CHECK_MESSAGE(shown.out.find("memory of a run\n  about ") != std::string::npos, shown.out);
  const auto refused = ansatz({"run", "bars.pde", "--memory-limit", "1MB"}, {.folder = folder.path()});
  CHECK(refused.status == 3);
  CHECK_MESSAGE(refused.err.find("allowed by --memory-limit") != std::string::npos, refused.err);
  CHECK(!std::filesystem::exists(folder / "out"));
  CHECK(ansatz({"run", "bars.pde", "--memory-limit", "1GB", "--quiet"}, {.folder = folder.path()}).status == 0);
}

TEST_CASE("show, check and doc know images; commands about solutions say that there is none") {
  const Folder folder;
  write_bars(folder);
  const auto shown = ansatz({"show", "bars.pde"}, {.folder = folder.path()});
  CHECK(shown.status == 0);
  for (const char* word : {"conv(channels = 4)", "4 x 4 x 4", "40 parameters", "parameters with slopes", "images = 40"})
    CHECK_MESSAGE(shown.out.find(word) != std::string::npos, word << " in\n" << shown.out);
  CHECK(ansatz({"check", "bars.pde", "--data"}, {.folder = folder.path()}).out.find("fine") != std::string::npos);
  CHECK(ansatz({"doc", "data"}).out.find("of images") != std::string::npos);
  REQUIRE(ansatz({"run", "bars.pde", "--quiet"}, {.folder = folder.path()}).status == 0);
  const auto said = ansatz({"export", "bars", "--format", "csv"}, {.folder = folder.path()});
  CHECK(said.status != 0);
  CHECK_MESSAGE(said.err.find("is a run on images") != std::string::npos, said.err);
}

TEST_CASE("images that are damaged are told with their place before anything is trained") {
  const Folder folder;
  write_bars(folder);
  folder.write("bars-labels", read(folder / "bars-labels").substr(0, 20));
  const auto result = ansatz({"run", "bars.pde"}, {.folder = folder.path()});
  CHECK(result.status == 1);
  CHECK(result.err.find("E0504") != std::string::npos);
  CHECK(result.err.find("`bars-labels` announces 40 bytes") != std::string::npos);
  CHECK(!std::filesystem::exists(folder / "out"));
}
