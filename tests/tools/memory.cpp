// Memory before a run: what is free, what a run will take, and runs that are refused.
#include "program/memory.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "process.hpp"

using namespace ansatz;
using process::contains;
using process::Folder;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ANSATZ_MEMORY_IS_ANOTHER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define ANSATZ_MEMORY_IS_ANOTHER 1
#endif
#endif
#ifdef ANSATZ_MEMORY_IS_ANOTHER
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

namespace {

constexpr double mib = 1024 * 1024;

/// Poisson's equation in a square with such a network, so many points, an optimiser, and so many threads.
std::string poisson(const std::string& hidden, const std::string& points, const std::string& train, int threads = 1) {
  return fmt::format(
      "domain (x, y) in rect([0, 0], [1, 1])\nfield u\neq p: lap(u) + 1 = 0\nbc rim: u = 0 on boundary\n"
      "network {{ hidden = {} }}\nsample {{ eq = {}; boundary = 1000 }}\ntrain {}\ncompute {{ threads = {} }}\n",
      hidden, points, train, threads);
}

/// Of `memory of a run` in what `ansatz show` says.
double shown(const std::string& out) {
  const std::size_t about = out.find("about ");
  REQUIRE(about != out.npos);
  const std::size_t end = out.find(" (", about);
  const auto bytes = cli::parse_bytes(out.substr(about + 6, end - about - 6));
  REQUIRE(bytes);
  return *bytes;
}

/// The most memory that a quiet run of a file holds.
double peak_of_run(const std::string& file, const std::string& out) {
  std::string words[] = {ANSATZ_PROGRAM, "run", file, "--out", out, "--quiet", "--force"};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  REQUIRE(posix_spawn(&child, ANSATZ_PROGRAM, nullptr, nullptr, arguments.data(), environ) == 0);
  int status = 0;
  rusage usage{};
  REQUIRE(wait4(child, &status, 0, &usage) == child);
  return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

}  // namespace

TEST_CASE("sizes are read with their units and nothing else") {
  CHECK(cli::parse_bytes("8GB") == 8e9);
  CHECK(cli::parse_bytes("1.5 MiB") == 1.5 * mib);
  CHECK(cli::parse_bytes("1TiB") == mib * mib);
  for (const char* wrong : {"", "8", "GB", "8 gb", "-1GB", "0MB", "1e3MB", "8GB ", "inf GB"}) {
    CAPTURE(wrong);
    CHECK(cli::parse_bytes(wrong) == std::nullopt);
  }
}

TEST_CASE("the least of what the machine and all control groups leave is free") {
  Folder root;
  root.write("proc/meminfo", "MemTotal: 900 kB\nMemAvailable:     500 kB\nSwapFree: 100 kB\n");
  CHECK(cli::free_memory(root.path()).bytes == 600 * 1024.0);
  CHECK(cli::free_memory(root.path()).whose == "free on this machine");
  root.write("proc/self/cgroup", "0::/jobs/mine\n");
  root.write("sys/fs/cgroup/jobs/mine/memory.max", "max\n");
  root.write("sys/fs/cgroup/jobs/mine/memory.current", "1\n");
  CHECK(cli::free_memory(root.path()).bytes == 600 * 1024.0);
  root.write("sys/fs/cgroup/jobs/memory.max", "1000\n");  // of the group around it
  root.write("sys/fs/cgroup/jobs/memory.current", "900\n");
  root.write("sys/fs/cgroup/jobs/memory.stat", "anon 850\ninactive_file 50\n");
  CHECK(cli::free_memory(root.path()).bytes == 150);
  CHECK(cli::free_memory(root.path()).whose == "free in its control group");
  root.write("proc/self/cgroup", "9:cpu:/\n7:memory:/old\n");  // version 1
  root.write("sys/fs/cgroup/memory/old/memory.limit_in_bytes", "800\n");
  root.write("sys/fs/cgroup/memory/old/memory.usage_in_bytes", "900\n");
  CHECK(cli::free_memory(root.path()).bytes == 0);
}

TEST_CASE("a run that needs more memory than there is is refused before anything is made, unless told otherwise") {
  Folder folder;
  folder.write("p.pde", poisson("[8]*2", "500", "adam { steps = 2 }"));
  const process::Options here{.folder = folder.path()};
  auto run = process::ansatz({"run", "p.pde", "--memory-limit", "20MiB"}, here);
  CHECK(run.status == 3);
  CHECK_MESSAGE(contains(run.err, "this run needs about "), run.err);
  CHECK_MESSAGE(contains(run.err, "20 MiB are allowed by --memory-limit"), run.err);
  CHECK(!std::filesystem::exists(folder / "out"));
  CHECK(process::ansatz({"run", "p.pde", "--memory-limit", "1GB", "--quiet"}, here).status != 3);
  CHECK(process::ansatz({"run", "p.pde", "--memory-limit", "much"}, here).status == 2);
}

// A program with AddressSanitizer cannot begin below such a limit.
TEST_CASE("the limit of the shell counts, and what would make a run fit is said" * doctest::skip(sanitized)) {
  Folder folder;
  folder.write("large.pde", poisson("[8]*2", "1e8", "adam { steps = 2 }"));
  const process::Options limited{.folder = folder.path(), .before = "ulimit -v 2000000", .limit = 20};
  auto run = process::ansatz({"run", "large.pde"}, limited);
  CHECK(run.status == 3);
  CHECK_MESSAGE(contains(run.err, "ulimit -v"), run.err);
  CHECK_MESSAGE(contains(run.err, "fewer points"), run.err);
  CHECK(process::ansatz({"show", "large.pde"}, limited).status == 3);
  folder.write("wide.pde", poisson("[10000]*3", "500", "lm { steps = 2 }"));
  run = process::ansatz({"run", "wide.pde"}, limited);
  CHECK_MESSAGE(contains(run.err, "train adam"), run.err);
}

TEST_CASE("a run that takes long before its first step says so, and ends at once by Ctrl-C") {
  Folder folder;
  folder.write("p.pde", poisson("[8]*2", "2e7", "adam { steps = 2 }"));
  const auto run =
      process::ansatz({"run", "p.pde", "--memory-limit", "none"}, {.folder = folder.path(), .interrupt_after = 2.5});
  CHECK(run.status == 130);
  CHECK_MESSAGE(contains(run.err, "placing points and compiling 2 conditions ..."), run.err);
  CHECK(!std::filesystem::exists(folder / "out"));
}

TEST_CASE("what show says a run on images takes is what it takes, to two fifths" * doctest::skip(sanitized)) {
  Folder folder;
  const process::Options here{.folder = folder.path()};
  std::string images;  // of CIFAR-10
  for (int i = 0; i < 128; ++i) images += static_cast<char>(i % 10) + std::string(3072, static_cast<char>(i));
  folder.write("images", images);
  for (const char* layers :
       {"[conv(64, kernel = 5), max_pool(2), act, conv(64, kernel = 5), max_pool(2), act, dense(1024), act, dense(10)]",
        "[avg_pool(4), dense(3000), act, dense(10)]",
        "[conv(32, kernel = 3, padding = 1), preact(32), preact(64, stride = 2), preact(64), avg_pool(4), "
        "dense(10)]"}) {
    CAPTURE(layers);
    folder.write("p.pde", fmt::format("network {{ input = image(3, 32, 32); layers = {} }}\n"
                                      "data training {{ images = \"images\"; format = cifar10 }}\n"
                                      "train sgd {{ epochs = 1 }}\ncompute {{ precision = f32; threads = 2 }}\n",
                                      layers));
    const double said = shown(process::ansatz({"show", "p.pde"}, here).out);
    const double held = peak_of_run((folder / "p.pde").string(), (folder / "out").string());
    CHECK(held / mib == doctest::Approx(said / mib).epsilon(0.4));
  }
  // What batch norm keeps of every image is the largest part here.
  folder.write(
      "p.pde",
      "network { input = image(3, 32, 32)\n"
      "layers = [conv(8, kernel = 3, padding = 1), batch_norm, act, conv(8, kernel = 3, padding = 1), avg_pool(4), "
      "dense(10)] }\n"
      "data training { images = \"images\"; format = cifar10 }\n"
      "train sgd { epochs = 1; batch = 128 }\ncompute { threads = 1 }\n");
  const auto refused = process::ansatz({"run", "p.pde", "--memory-limit", "50MB"}, here);
  CHECK_MESSAGE(contains(refused.err, "a smaller `batch`"), refused.err);
}

TEST_CASE("what show says a run takes is what it takes or up to a third more" * doctest::skip(sanitized)) {
  Folder folder;
  const process::Options here{.folder = folder.path()};
  for (const std::string& text :
       {poisson("[24]*3", "1000", "lm { steps = 20 }", 1), poisson("[24]*3", "1000", "lm { steps = 20 }", 8),
        poisson("[40]*3", "2000", "lm { steps = 2 }", 2), poisson("[20]*3", "20000", "lm { steps = 2 }", 2),
        poisson("[20]*3", "1000", "auto { steps = 140 }", 4), poisson("[30]*3", "2000", "ssbroyden { steps = 2 }", 4),
        poisson("[50]*3", "2000", "ssbroyden { steps = 2 }", 2), poisson("[60]*3", "500", "ssbroyden { steps = 2 }", 1),
        poisson("[20]*3", "2000", "adam { steps = 2 }", 2), poisson("[20]*3", "2000", "adam { steps = 2 }", 8),
        poisson("[500]*2", "5000", "adam { steps = 2 }", 2), poisson("[16]*2", "1e6", "adam { steps = 2 }", 2),
        poisson("[200]*4", "2000", "lbfgs { steps = 2 }", 2)}) {
    CAPTURE(text);
    folder.write("p.pde", text);
    const double said = shown(process::ansatz({"show", "p.pde"}, here).out);
    const double held = peak_of_run((folder / "p.pde").string(), (folder / "out").string());
    CAPTURE(held / mib);
    CAPTURE(said / mib);
    CHECK(held <= said);
    CHECK(said <= 4.0 / 3 * held);
  }
}
