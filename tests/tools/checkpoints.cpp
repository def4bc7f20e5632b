// Checkpoints that are damaged, of another problem, or not there yet: the run goes on from the best that is left, and
// says what it was.
#include "program/checkpoints.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "process.hpp"

using process::contains;
using process::Folder;
using process::read;
namespace fs = std::filesystem;

namespace {

const char* problem = R"(domain x in [0, 1]
field  u
eq pull:  u_xx = -1
bc walls: u = 0 on boundary
network { hidden = [4] }
sample { eq = 20; boundary = 2 }
train adam { steps = 8 }
)";

/// A finished run with a checkpoint of its last step and one of the step before.
class Finished {
 public:
  Finished() {
    folder_.write("tiny.pde", problem);
    REQUIRE(run({"--checkpoint-every", "0.000001s"}).status == 0);
    REQUIRE(fs::exists(before()));
    newest_ = read(checkpoint());
    solution_ = read(file("solution.csv"));
  }

  process::Result run(std::vector<std::string> more) const {
    more.insert(more.begin(), {"run", "tiny.pde"});
    return process::ansatz(more, here());
  }
  process::Options here() const { return {.folder = folder_.path()}; }
  fs::path file(const char* name) const { return folder_ / "out/tiny" / name; }
  fs::path checkpoint() const { return file("checkpoint"); }
  fs::path before() const { return file("checkpoint.before"); }
  const Folder& folder() const { return folder_; }
  const std::string& newest() const { return newest_; }

  /// Questions and the run that goes on use the one before, and say `why`.
  void check_fallback(const std::string& why) const {
    const auto asked = process::ansatz({"eval", "tiny", "--at", "x=0.5"}, here());
    CHECK_MESSAGE(asked.status == 0, asked.err);
    CHECK_MESSAGE(contains(asked.err, why), asked.err);
    const auto resumed = run({"--resume", "--checkpoint-every", "0.000001s"});
    CHECK_MESSAGE(resumed.status == 0, resumed.err);
    CHECK_MESSAGE(contains(resumed.err, "checkpoint.before, which was written before it, is used"), resumed.err);
    CHECK(read(file("solution.csv")) == solution_);
  }

 private:
  Folder folder_;
  std::string newest_, solution_;
};

}  // namespace

TEST_CASE("a bit that flips anywhere in the head of a checkpoint is damage, and the one before it serves") {
  const Finished finished;
  for (const std::size_t place : {std::size_t{3}, std::size_t{20}, std::size_t{30}, std::size_t{38}, std::size_t{46}}) {
    CAPTURE(place);
    std::string flipped = finished.newest();
    flipped[place] = static_cast<char>(flipped[place] ^ 0x10);
    finished.folder().write("out/tiny/checkpoint", flipped);
    finished.check_fallback("cannot use out/tiny/checkpoint: it ");
  }
}

TEST_CASE("where the newest checkpoint is another problem's the one before it serves") {
  const Finished finished;
  REQUIRE(finished.run({"--seed", "7", "--out", "other"}).status == 0);
  const auto replace = [&](const fs::path& target) {
    fs::copy_file(finished.folder() / "other/checkpoint", target, fs::copy_options::overwrite_existing);
  };
  replace(finished.checkpoint());
  const auto resumed = finished.run({"--resume"});
  CHECK_MESSAGE(resumed.status == 0, resumed.err);
  CHECK_MESSAGE(contains(resumed.err, "it was written for another problem"), resumed.err);
  CHECK(contains(resumed.err, "checkpoint.before, which was written before it, is used"));

  replace(finished.checkpoint());
  finished.folder().write("out/tiny/checkpoint.before", "half");
  const auto neither = finished.run({"--resume"});
  CHECK(neither.status == 1);
  CHECK_MESSAGE(contains(neither.err, "it was written for another problem"), neither.err);
  CHECK_MESSAGE(contains(neither.err, "checkpoint.before: it is not a checkpoint"), neither.err);

  // Asked for by another problem: what is there stays, and is spoken of once.
  replace(finished.before());
  const auto asked = finished.run({"--resume", "--seed", "8"});
  CHECK(asked.status == 1);
  CHECK_MESSAGE(!contains(asked.err, "checkpoint.before"), asked.err);
  CHECK(fs::exists(finished.checkpoint()));
}

TEST_CASE("a checkpoint that is larger than memory is not read") {
  const Finished finished;
  std::error_code refused;
  fs::resize_file(finished.checkpoint(), std::uintmax_t{1} << 42, refused);  // a hole: it takes no room on the disk
  if (!refused) finished.check_fallback("cannot use out/tiny/checkpoint: it is damaged");
}

TEST_CASE("a run that was broken off before its first checkpoint begins again with --resume, and says so") {
  const Finished finished;
  const std::string solution = read(finished.file("solution.csv"));
  for (const char* name : {"checkpoint", "checkpoint.before", "result.json", "solution.csv", "report.html"})
    fs::remove(finished.file(name));
  const auto resumed = finished.run({"--resume"});
  CHECK_MESSAGE(resumed.status == 0, resumed.err);
  CHECK_MESSAGE(
      contains(resumed.err, "the run in out/tiny was broken off before its first checkpoint, and begins again"),
      resumed.err);
  CHECK(read(finished.file("solution.csv")) == solution);

  // A run that is over, and did not save the model, is none that was broken off.
  fs::remove(finished.checkpoint());
  fs::remove(finished.before());
  const auto over = finished.run({"--resume"});
  CHECK(over.status == 1);
  CHECK_MESSAGE(contains(over.err, "does not `save` the model"), over.err);
  const auto nowhere = finished.run({"--resume", "--out", "new"});
  CHECK(nowhere.status == 1);
  CHECK(!fs::exists(finished.folder() / "new"));
}

TEST_CASE(
    "the first checkpoint comes after a second, each next one after twice as long, until they are a minute apart") {
  using ansatz::cli::CheckpointPace;
  const CheckpointPace::Clock::time_point start{};
  const auto gaps_of = [&](double apart, int seconds) {
    CheckpointPace pace(CheckpointPace::Seconds(apart), start);
    std::vector<int> gaps;
    int last = 0;
    for (int now = 0; now < seconds; ++now) {
      if (!pace.due(start + std::chrono::seconds(now))) continue;
      gaps.push_back(now - last);
      last = now;
      pace.saved(start + std::chrono::seconds(now));
    }
    return gaps;
  };
  CHECK(gaps_of(60, 200) == std::vector<int>{1, 2, 4, 8, 16, 32, 60, 60});
  CHECK(gaps_of(3, 10) == std::vector<int>{1, 2, 3, 3});
  CHECK(gaps_of(0.5, 3) == std::vector<int>{1, 1});
}

TEST_CASE("a run that is killed in its first seconds goes on from where it was") {
  const Folder folder;
  folder.write("tiny.pde", problem);
  process::Options killed{.folder = folder.path()};
  killed.interrupt_on = "out/tiny/checkpoint";
  killed.interrupt_by = SIGKILL;
  REQUIRE(process::ansatz({"run", "tiny.pde", "--set", "train.steps=100000000"}, killed).status == 128 + SIGKILL);
  const auto rest =
      process::ansatz({"run", "tiny.pde", "--set", "train.steps=100000000", "--resume", "--max-time", "0.1s"},
                      {.folder = folder.path()});
  CHECK_MESSAGE(rest.status == 124, rest.err);
  CHECK(!contains(rest.err, "begins again"));
  CHECK(nlohmann::json::parse(read(folder / "out/tiny/result.json"))["steps"].get<int>() > 1);
}
