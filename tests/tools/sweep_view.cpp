// What a sweep shows while its runs are at work, and tables in few columns. Functions of text alone.
#include <doctest/doctest.h>

#include "compare/tables.hpp"
#include "program/sweep_view.hpp"
#include "program/table_text.hpp"
#include "program/terminal.hpp"

using namespace ansatz;
using namespace ansatz::cli;

namespace {

using Lines = std::vector<std::string>;

SweepProgress two_of_six() {
  return {{{"seed=3", "step 120/1000", "loss 1.2e-03", 0.12}, {"seed=4", "", "", 0}}, 4, 730.0, false};
}

}  // namespace

TEST_CASE("how far a run is stands in the last line about training that it wrote") {
  const std::string log =
      "heat\n37 parameters\nstep    1/300   loss 2.0e-01\nstep  120/300   loss 1.250e-03   error u 2.0e-02\nfiles";
  const RunAtWork run = last_said(log);
  CHECK(run.step == "step 120/300");
  CHECK(run.loss == "loss 1.250e-03");
  CHECK(run.part == doctest::Approx(0.4));
  for (const char* text : {"", "step 1/3", "a\nstep\n", "a\nstep x/y   loss 1\n", "a\nstep 1/0   loss 1\n"}) {
    CAPTURE(text);
    CHECK(last_said(text).step == "");
    CHECK(last_said(text).part == 0);
  }
  CHECK(last_said("a\nstep 9/3").part == 1);
}

TEST_CASE("runs at work are counted apart from those to begin, each with a line of its own") {
  CHECK(progress_lines(two_of_six(), 79, 10) ==
        Lines{"2 at work   4 to begin   about 12 min 10 s", "  seed=3   step 120/1000   loss 1.2e-03", "  seed=4"});
  CHECK(progress_lines(two_of_six(), 38, 2) == Lines{"2 at work   4 to begin", "  seed=3   step 120/1000"});
  SweepProgress ending = two_of_six();
  ending.ending = true;
  CHECK(progress_lines(ending, 79, 1) == Lines{"2 writing their checkpoints   4 not begun"});
  ending.to_begin = 0;
  CHECK(progress_lines(ending, 79, 1) == Lines{"2 writing their checkpoints"});
}

TEST_CASE("a table that is wider than the terminal is a paragraph for each row, none wider") {
  const report::Table table{"Loss",
                            {"", "configuration", "runs", "median", "lower quartile", "p"},
                            {{"1", "adaptive = fixed", "3", "1.2e-02", "1.1e-02", ""},
                             {"2", "adaptive = nlaaf", "3", "1.0e-02", "9.0e-03", "0.25"}}};
  CHECK(table_text(table, 80).starts_with("Loss\n   configuration     runs"));
  CHECK(table_text(table, 40) ==
        "Loss\n1  adaptive = fixed\n    runs 3   median 1.2e-02\n    lower quartile 1.1e-02\n"
        "2  adaptive = nlaaf\n    runs 3   median 1.0e-02\n    lower quartile 9.0e-03   p 0.25\n");
  CHECK(table_text({"Loss", {"a"}, {}}, 40).empty());
}
