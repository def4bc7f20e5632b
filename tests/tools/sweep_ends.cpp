// Sweeps that do not go well, or not to their end: runs that fail, signals of every kind, time that is over.
#include <doctest/doctest.h>
#include <sys/file.h>

#include "process.hpp"
#include "sweeps.hpp"

using process::ansatz;
using process::contains;
using process::Folder;
using process::read;
using namespace process::sweeps;
namespace fs = std::filesystem;

TEST_CASE("runs that diverge or are killed are listed with the reason, and do not end the others") {
  const Folder folder;
  folder.write("tiny.pde", problem + "sweep { train.lr = [1e-3, 1e300, 2e-3] }\n");
  auto result = ansatz({"sweep", "tiny.pde"}, {.folder = folder.path()});
  CHECK(result.status == 3);
  CHECK(contains(result.out, "2 finished, 1 diverged"));
  CHECK(contains(result.err, "diverged: "));

  folder.write("long.pde", problem + "sweep { seed = 1..3; train.steps = [2000] }\n");
  AtWork sweep({"sweep", "long.pde", "--jobs", "3"}, folder.path());
  const fs::path runs = folder / "out/long-sweep/runs";
  wait_until([&] { return fs::exists(runs / "seed-2_steps-2000/history.csv"); });
  for (const pid_t child : sweep.children())
    if (contains(read("/proc/" + std::to_string(child) + "/cmdline"), "seed-2")) kill(child, SIGKILL);
  CHECK(sweep.end(0) == 3);
  CHECK_MESSAGE(contains(sweep.said(), "failed: killed by signal 9"), sweep.said());
  CHECK(contains(sweep.said(), "2 finished, 1 failed"));
  result = ansatz({"sweep", "long.pde", "--resume"}, {.folder = folder.path()});
  CHECK_MESSAGE(result.status == 0, result.err);
  CHECK(contains(result.out, "3 finished"));
}

TEST_CASE("a sweep puts nothing beside files that are no sweep's, unless --force asks for it") {
  const Folder folder;
  folder.write("tiny.pde", problem + "sweep { train.steps = [2, 3] }\n");
  const process::Options here{.folder = folder.path()};
  const auto refused = ansatz({"sweep", "tiny.pde", "--out", "."}, here);
  CHECK(refused.status == 1);
  CHECK_MESSAGE(contains(refused.err, "is no folder of a sweep, and holds files, `tiny.pde` for one"), refused.err);
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
  folder.write("begun/lock", "");  // as a kill at its very beginning leaves it
  CHECK(ansatz({"sweep", "tiny.pde", "--out", "begun"}, here).status == 0);
  folder.write("mine/notes.txt", "mine");
  CHECK(ansatz({"sweep", "tiny.pde", "--out", "mine", "--force"}, here).status == 0);
  CHECK(read(folder / "mine/notes.txt") == "mine");
}

TEST_CASE("a sweep that is ended by any signal, again and again, goes on to the bits of one that was not") {
  const Folder folder;
  folder.write("tiny.pde",
               problem + "sweep { network.adaptive = [fixed, nlaaf(n = n)]; train.steps = [1200]; seed = 1..2 }\n");
  const process::Options here{.folder = folder.path()};
  std::vector<std::string> words = {"sweep", "tiny.pde", "--jobs", "1", "--out", "whole"};
  REQUIRE(ansatz(words, here).status == 0);
  words.back() = "part";
  const fs::path runs = folder / "part/runs";
  const auto begun = [&](const std::string& label) { return fs::exists(runs / label / "history.csv"); };
  const std::vector<std::string> labels = {"adaptive-fixed_steps-1200_seed-1", "adaptive-fixed_steps-1200_seed-2",
                                           "adaptive-nlaaf-n-n_steps-1200_seed-1"};
  std::size_t ended = 0;
  for (const int signal : {SIGKILL, SIGTERM, SIGHUP}) {
    CAPTURE(signal);
    AtWork sweep(words, folder.path());
    wait_until([&] { return begun(labels[ended]); });
    const std::vector<pid_t> children = sweep.children();
    CHECK(!children.empty());
    CHECK(sweep.end(signal) == (signal == SIGKILL ? 128 + SIGKILL : 130));
    if (signal != SIGKILL) CHECK_MESSAGE(contains(sweep.said(), "to go on    "), sweep.said());
    if (words.back() != "--resume") words.push_back("--resume");
    ++ended;
  }
  const auto rest = ansatz(words, here);
  REQUIRE_MESSAGE(rest.status == 0, rest.err);
  CHECK(bits(folder / "part") == bits(folder / "whole"));
}

TEST_CASE("the time of --max-time ends a sweep with its runs' checkpoints, and status 124") {
  const Folder folder;
  folder.write("tiny.pde", problem + "sweep { seed = 1..2; train.steps = [1000000] }\n");
  const auto result = ansatz({"sweep", "tiny.pde", "--max-time", "1s", "--jobs", "1"}, {.folder = folder.path()});
  CHECK(result.status == 124);
  CHECK_MESSAGE(contains(result.out, "1 interrupted, 1 missing"), result.out);
  CHECK(contains(result.out, "--max-time 1s --resume"));
  CHECK(fs::exists(folder / "out/tiny-sweep/runs/seed-1_steps-1000000/checkpoint"));
}

TEST_CASE("a second sweep into the folder of one at work is refused at once, with its process") {
  const Folder folder;
  folder.write("tiny.pde", problem + "sweep { seed = [1]; train.steps = [100000000] }\n");
  AtWork first({"sweep", "tiny.pde"}, folder.path());
  wait_until([&] { return fs::exists(folder / "out/tiny-sweep/runs/seed-1_steps-100000000/history.csv"); });
  for (const char* what : {"--force", "--resume", "--quiet"}) {
    CAPTURE(what);
    const auto start = std::chrono::steady_clock::now();
    const auto second = ansatz({"sweep", "tiny.pde", what}, {.folder = folder.path()});
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));  // those that wait do so for 20 s
    CHECK(second.status == 1);
    CHECK_MESSAGE(contains(second.err, "another sweep is at work in `out/tiny-sweep` (process " +
                                           std::to_string(first.process()) + " on "),
                  second.err);
  }
}

TEST_CASE("a sweep waits for runs that are still at work in its folder") {
  const Folder folder;
  folder.write("tiny.pde", problem + "sweep { seed = [1] }\n");
  REQUIRE(ansatz({"sweep", "tiny.pde"}, {.folder = folder.path()}).status == 0);
  const int lock = open((folder / "out/tiny-sweep/lock").c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(flock(lock, LOCK_EX) == 0);
  std::thread holder([&] {
    std::this_thread::sleep_for(std::chrono::seconds(2));  // with sanitizers the program takes one to begin
    close(lock);
  });
  const auto result = ansatz({"sweep", "tiny.pde", "--resume"}, {.folder = folder.path()});
  holder.join();
  CHECK(result.status == 0);
  CHECK(contains(result.err, "waiting for them to end"));
}
