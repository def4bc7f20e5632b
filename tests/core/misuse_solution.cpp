// What must not be asked of solutions in C++, and what files they must not replace: told in words, and without harm.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/autodiff/elementwise.hpp"
#include "ansatz/autodiff/error.hpp"
#include "files.hpp"
#include "line.hpp"
#include "stated.hpp"

using namespace ansatz;
using namespace ansatz::test;

TEST_CASE("a solution is asked in braces, of fields, and in words where it cannot answer") {
  const Solution& s = solved();
  CHECK(s.evaluate([](At at) { return at(u()); }, {0.25}) == s(u(), {0.25}));
  CHECK(s.evaluate(u(), std::vector{0.25, 0.5})[1] == s(u(), {0.5}));
  CHECK(message_of([&] {
          s(u(), {0.1, 0.2});
        }) == "a point has 1 coordinate here; 2 numbers are given; many points go in a std::vector<double>");
  CHECK(message_of([&] { s.evaluate(nullptr, std::vector{0.5}); }) ==
        "there is no formula to evaluate: the function that is given is empty");
  CHECK(message_of([&] { s.parameter("network/W1")(0, 7); }) ==
        "parameter `network/W1` is 4 x 1, counted from 0; there is no entry (0, 7)");
  CHECK(message_of([&] { s.evaluate([&](At at) { return at(u()) - s(u(), {0}); }, {0.5}); }) ==
        "a formula asks the solution that is evaluating it; ask it beforehand and let the formula hold the number");
  CHECK(std::isfinite(s(u(), {0.5})));  // which it still answers
}

TEST_CASE("to move a solution is to copy it") {
  Solution first = solved();
  const Solution second = std::move(first);
  CHECK(first(u(), {0.5}) == second(u(), {0.5}));
}

TEST_CASE("what a function of the user's own throws comes out of the question, from whatever thread") {
  const ad::Elementwise fussy = ad::elementwise(
      "fussy",
      [](double v) {
        if (v > 0.9) throw std::range_error("too large");
        return v;
      },
      [](ad::Expr v, ad::Expr) { return v.graph().constant(1); });
  std::vector<double> points;
  for (int i = 0; i < 20'000; ++i) points.push_back(i / 19'999.0);
  const auto ask = [&](double shift) {
    return solved().evaluate([&](At at) { return fussy(at(solved().problem().coordinate_named("x")) - shift); },
                             points);
  };
  CHECK(message_of<std::range_error>([&] { ask(0); }) == "too large");
  CHECK(ask(0.5).back() == 0.5);
}

TEST_CASE("saving replaces ordinary files alone, and what a link points to") {
  namespace fs = std::filesystem;
  const Folder folder;
  const fs::path file = folder.path() / "file", link = folder.path() / "link", pipe = folder.path() / "pipe";
  write_whole(file, "old");
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("file", link);
  write_whole(link, "new");
  CHECK(fs::is_symlink(link));
  CHECK(read_whole(file) == "new");
  CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));

  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  for (const fs::path& path : {pipe, folder.path()})
    CHECK(message_of<WorldFailure>([&] { write_whole(path, "new"); }) ==
          "cannot write " + path.string() + ": it is there and no ordinary file");
  CHECK(fs::is_fifo(pipe));
  fs::permissions(file, fs::perms::owner_read);
  CHECK(message_of<WorldFailure>([&] { write_whole(link, "newer"); }) ==
        "cannot write " + link.string() + ": Permission denied");
  CHECK(read_whole(file) == "new");
  CHECK(message_of<WorldFailure>([&] { solved().save(""); }) == "cannot write a file without a name");
  fs::remove(file);
  CHECK(message_of<WorldFailure>([&] { write_whole(link, "newer"); }) ==
        "cannot write " + link.string() + ": No such file or directory");
}
