// Input that nobody wrote with good intentions, and surroundings that refuse: ordinary errors, all of them.

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "process.hpp"

using process::ansatz;
using process::contains;
using process::Folder;
namespace fs = std::filesystem;

namespace {

const std::string head = "domain x in [0, 1]\nfield u\nbc u = 0 on boundary\n";

const char* quick =
    "domain x in [0, 1]\nfield u\neq u_xx = -1\nbc u = 0 on boundary\nnetwork { hidden = [4] }\n"
    "sample { eq = 20; boundary = 2 }\ntrain adam { steps = 3 }\n";

}  // namespace

TEST_CASE("a file that is not there, or is not a file, is refused with its reason") {
  Folder folder;
  folder.write("burgers.pde", quick);
  auto fifo = folder / "pipe.pde";
  REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
  for (const char* command : {"check", "run"}) {
    CAPTURE(command);
    auto missing = ansatz({command, folder / "burger.pde"});
    CHECK(missing.status == 3);
    CHECK_MESSAGE(contains(missing.err, "did you mean `" + (folder / "burgers.pde").string() + "`?"), missing.err);

    auto directory = ansatz({command, folder.path()});
    CHECK(directory.status == 3);
    CHECK_MESSAGE(contains(directory.err, "is a folder"), directory.err);

    for (const fs::path& file : {fifo, fs::path("/dev/zero"), fs::path("/dev/stdin")}) {
      auto refused = ansatz({command, file});
      CHECK(refused.status == 3);
      CHECK_MESSAGE(contains(refused.err, "not a file"), refused.err);
    }
    auto under_a_file = ansatz({command, folder / "burgers.pde/x.pde"});
    CHECK(under_a_file.status == 3);
  }
}

TEST_CASE("a file that may not be read is refused with its reason" * doctest::skip(geteuid() == 0)) {
  Folder folder;
  auto file = folder.write("secret.pde", quick);
  fs::permissions(file, fs::perms::none);
  auto result = ansatz({"check", file});
  CHECK(result.status == 3);
  CHECK_MESSAGE(contains(result.err, "secret.pde"), result.err);
}

TEST_CASE("text of any kind gets a diagnostic") {
  Folder folder;
  struct Case {
    std::string name, text;
  };
  for (const auto& hostile : {
           Case{"brackets", head + "eq u_xx = " + std::string(100000, '(') + "1" + std::string(100000, ')') + "\n"},
           Case{"open brackets", head + "eq u_xx = " + std::string(100000, '[') + "\n"},
           Case{"minus signs", head + "eq u_xx = " + std::string(100000, '-') + "1\n"},
           Case{"long line", head + "eq u_xx = 1" + std::string(1000 * 1000, '+') + "\n"},
           Case{"long name", head + "eq u_xx = " + std::string(1000 * 1000, 'a') + "\n"},
           Case{"invalid UTF-8", head + "eq u_xx = \xff\xfe\xc0\x80\n"},
           Case{"zero bytes", head + std::string("eq u_xx = 1\0\0\0", 14) + "\n"},
           Case{"empty", ""},
           Case{"binary", std::string("\x7f"
                                      "ELF\x02\x01\x01\0\0\0\0",
                                      11)},
       }) {
    auto result = ansatz({"check", folder.write("hostile.pde", hostile.text)});
    CAPTURE(hostile.name);
    CHECK(result.status == 1);
    CHECK_MESSAGE(contains(result.err, "error[E"), result.err.substr(0, 400));
    CHECK(result.err.size() < 20000);  // a long line is not repeated to its end
  }
}

TEST_CASE("a file too large to be a problem is refused") {
  Folder folder;
  for (char c : {'+', 'a', '\n'}) {
    auto result = ansatz({"check", folder.write("large.pde", head + "eq u_xx = 1" + std::string(10 * 1000 * 1000, c))});
    CHECK(result.status == 1);
    CHECK_MESSAGE(contains(result.err, "error[E0109]: the text is longer than"), result.err.substr(0, 400));
  }
}

TEST_CASE("several mistakes are found in one run") {
  Folder folder;
  auto result = ansatz({"check", folder.write("many.pde",
                                              "domain x in [0, 1]\nfield u\neq u_xx = sinn(x)\n"
                                              "bc u = 0 on x = 2\nnetwork { hiden = [3] }\n"
                                              "train adam { steps = 2.5 }\n")});
  CHECK(result.status == 1);
  for (const char* part : {"E0203", "E0404", "E0205", "E0304"}) {
    CHECK_MESSAGE(contains(result.err, part), part << " in\n" << result.err);
  }
}

TEST_CASE("control characters of a file do not reach the terminal") {
  Folder folder;
  auto result = ansatz({"check", folder.write("a.pde", head + "eq u_xx = \x1b[31mred\x07\n")});
  CHECK(result.status == 1);
  CHECK(!contains(result.err, "\x1b"));
  CHECK(!contains(result.err, "\x07"));
  CHECK(!contains(ansatz({"check", folder / "\x1b[31m.pde"}).err, "\x1b"));
}

TEST_CASE("a full disk, a closed output and a folder that cannot be made are errors with 3") {
  Folder folder;
  folder.write("a.pde", quick);
  auto full = ansatz({"check", "a.pde"}, {.folder = folder.path(), .redirect = ">/dev/full"});
  CHECK(full.status == 3);
  CHECK_MESSAGE(contains(full.err, "No space left"), full.err);

  auto closed = ansatz({"run", "a.pde"}, {.folder = folder.path(), .redirect = ">&-"});
  CHECK(closed.status == 3);
  CHECK_MESSAGE(contains(closed.err, "standard output"), closed.err);
  CHECK(fs::exists(folder / "out/a/result.json"));  // the run itself is not lost

  auto small = ansatz({"run", "a.pde", "--out", "small"}, {.folder = folder.path(), .before = "ulimit -f 1"});
  CHECK(small.status == 3);
  CHECK_MESSAGE(contains(small.err, "small/"), small.err);
  CHECK(!fs::exists(folder / "small/solution.csv"));  // never half a file

  folder.write("taken", "");
  auto taken = ansatz({"run", "a.pde", "--out", "taken/here"}, {.folder = folder.path()});
  CHECK(taken.status == 3);
  CHECK_MESSAGE(contains(taken.err, "taken/here"), taken.err);
}

TEST_CASE("characters that command a terminal, or that nobody sees, are spelled out wherever a name is shown") {
  Folder folder;
  const process::Options here{.folder = folder.path()};
  // A control of C1 (CSI), right-to-left override, zero width space, byte order mark, an invalid byte.
  for (const std::string& hidden :
       std::vector<std::string>{"\xc2\x9b", "\xe2\x80\xae", "\xe2\x80\x8b", "\xef\xbb\xbf", "\xff"}) {
    const std::string name = "a" + hidden + "b";
    folder.write(name + ".pde", quick);
    for (const auto& words : std::vector<std::vector<std::string>>{{"run", name + ".pde"},
                                                                   {"check", name + ".pde"},
                                                                   {"check", name + "x.pde"},
                                                                   {"eval", name + "x"},
                                                                   {"run", name + ".pde", "--resume", "--out", name},
                                                                   {"run", name + ".pde", "--set", name + "=1"},
                                                                   {"doc", name},
                                                                   {name}}) {
      const auto result = ansatz(words, here);
      CAPTURE(words[0]);
      CHECK(!contains(result.out + result.err, hidden));
    }
    folder.write("out/" + name + "/checkpoint", "damaged");
    CHECK(!contains(ansatz({"eval", name, "--at", "x=0.5"}, here).err, hidden));
  }
}

TEST_CASE("a loop of links is an error of the world, not of the program") {
  Folder folder;
  folder.write("a.pde", quick);
  fs::create_symlink("loop", folder / "loop");
  const process::Options here{.folder = folder.path()};
  for (const auto& words : std::vector<std::vector<std::string>>{{"check", "loop"},
                                                                 {"run", "loop/a.pde"},
                                                                 {"run", "a.pde", "--out", "loop"},
                                                                 {"run", "a.pde", "--out", "loop/deep"},
                                                                 {"run", "a.pde", "--out", "loop", "--resume"},
                                                                 {"run", "a.pde", "--allow-path", "loop"},
                                                                 {"eval", "loop"},
                                                                 {"report", "loop/a.pde"}}) {
    CAPTURE(words.back());
    const auto result = ansatz(words, here);
    CHECK(result.status != 0);
    CHECK_MESSAGE(!contains(result.err, "internal error"), result.err);
  }
}
