// What is shown while a run trains: lines and blocks of every width by table, and the whole on a pseudo terminal.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "process.hpp"
#include "program/duration.hpp"
#include "program/live_view.hpp"
#include "program/redraw.hpp"
#include "pseudo_terminal.hpp"

using process::contains;
using namespace ansatz::cli;
using ansatz::Progress;

namespace {

/// Counted by another rule than the program's: from the first bytes of characters.
std::size_t width_of(const std::string& text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size(); ++width) {
    const auto first = static_cast<unsigned char>(text[i]);
    i += first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  }
  return width;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

TrainingView inverse_problem() {
  TrainingView view;
  view.latest.step = 400;
  view.latest.steps = 2000;
  view.latest.loss = 3.214e-4;
  view.latest.terms = {{"wärme", 2e-4}, {"start", 1e-4}, {"walls", 2.14e-5}};
  view.latest.unknowns = {0.25};
  view.latest.window = 2;
  view.latest.windows = 4;
  view.errors = {{"φ", 1.02e-9, 1e-8}, {"ψ", 4.5e-3, 1e-2}};
  view.errors_step = 300;
  view.slopes = {{400, "net", 1, 1.25, 0.1}, {400, "net", 2, 0.75, 0.1}};
  view.unknowns = {"κ"};
  view.steps_per_second = 160;
  for (int i = 0; i <= 100; ++i) view.curve.push_back({static_cast<std::uint64_t>(4 * i), std::pow(10, -0.04 * i)});
  return view;
}

}  // namespace

TEST_CASE("a narrow line drops whole items, the speed first; numbers are never cut") {
  struct Case {
    std::size_t width;
    std::string line;
  };
  const TrainingView view = inverse_problem();
  for (const auto& expected : std::vector<Case>{
           {any_width,
            "step  400/2000   loss 3.214e-04   window 2/4   error φ 1.02e-09 at step 300   error ψ 4.50e-03 at step "
            "300   160 "
            "steps/s   10 s left"},
           {80, "step  400/2000   loss 3.214e-04   error φ 1.02e-09 at step 300   10 s left"},
           {66, "step  400/2000   loss 3.214e-04   error φ 1.02e-09 at step 300"},
           {61, "step  400/2000   loss 3.214e-04   window 2/4   10 s left"},
           {40, "step  400/2000   loss 3.214e-04"},
           {20, "loss 3.214e-04"},
           {5, ""},
       }) {
    CAPTURE(expected.width);
    CHECK(progress_line(view, expected.width) == expected.line);
  }
}

TEST_CASE("at any size the block fits, and no number in it is cut") {
  const TrainingView view = inverse_problem();
  const std::string all = joined(training_block(view, 1000, 1000, Glyphs::ascii));
  for (std::size_t width = 1; width <= 120; ++width)
    for (std::size_t height = 1; height <= 30; ++height) {
      CAPTURE(width);
      CAPTURE(height);
      for (const auto& block :
           {training_block(view, width, height, Glyphs::braille), final_block(view, width, height, Glyphs::braille)}) {
        CHECK(block.size() <= height);
        for (const auto& line : block) CHECK(width_of(line) <= width);
      }
    }
  for (const char* part : {"step  400/2000", "window 2/4", "160 steps/s", "10 s left", "3.214e-04", "wärme 2.0e-04",
                           "φ 1.02e-09", "at step 300", "layer 2 0.750", "κ 0.25"})
    CHECK_MESSAGE(contains(all, part), part << " in\n" << all);
}

TEST_CASE("what has no place in a list is counted") {
  TrainingView view = inverse_problem();
  for (int i = 0; i < 100; ++i) view.latest.terms.push_back({"term_" + std::to_string(i), 1e-3});
  const auto block = training_block(view, 60, 30, Glyphs::braille);
  CHECK_MESSAGE(contains(joined(block), " more\n"), joined(block));
  for (const auto& line : block) CHECK(width_of(line) <= 60);
}

TEST_CASE("a loss that falls by powers is a straight line from corner to corner, between its ends' values") {
  std::vector<LossPoint> points;
  for (std::uint64_t step = 0; step <= 30; ++step)
    points.push_back({step, std::pow(10, -0.1 * static_cast<double>(step))});
  const auto curve = loss_curve(points, 9 + 31, 31, Glyphs::ascii);
  REQUIRE(curve.size() == 31);
  for (std::size_t i = 0; i < 31; ++i) {
    CAPTURE(i);
    CHECK(curve[i].find('*', 9) == 9 + i);
    CHECK(curve[i].find_last_of('*') == 9 + i);
  }
  CHECK(curve.front().starts_with("1.0e+00"));
  CHECK(curve.back().starts_with("1.0e-03"));
  const auto fine = loss_curve(points, 9 + 2, 2, Glyphs::braille);
  CHECK(fine.empty());  // no room
  const auto small = loss_curve(points, 9 + 4, 2, Glyphs::braille);
  REQUIRE(small.size() == 2);
  CHECK(small[0] == "1.0e+00  ⠑⢄");
  CHECK(small[1] == "1.0e-03    ⠑⢄");
}

TEST_CASE("losses without a place on the scale are left out; equal ones are a level line; a leap is joined") {
  CHECK(loss_curve({{0, 1}}, 40, 4, Glyphs::ascii).empty());
  CHECK(loss_curve({{0, 1}, {1, 0}, {2, NAN}, {3, -1}, {4, INFINITY}}, 40, 4, Glyphs::ascii).empty());
  const auto level = loss_curve({{0, 2}, {9, 2}}, 9 + 10, 3, Glyphs::ascii);
  REQUIRE(level.size() == 3);
  CHECK(level[1] == std::string(9, ' ') + "**********");
  const auto leap = loss_curve({{0, 1}, {9, 1}, {10, 1e-8}, {19, 1e-8}}, 9 + 20, 8, Glyphs::ascii);
  for (const auto& line : leap) CHECK_MESSAGE(contains(line.substr(std::min<std::size_t>(9, line.size())), "*"), line);
}

TEST_CASE("a block takes the place of the one before, also when the terminal has become narrower") {
  RedrawnBlock block;
  CHECK(block.replaced_by({"one", "two"}, 80) == "\r\x1b[Jone\ntwo\n");
  CHECK(block.replaced_by({std::string(50, 'x'), "φφφφ", ""}, 80) ==
        "\r\x1b[2A\x1b[J" + std::string(50, 'x') + "\nφφφφ\n\n");
  // 50 columns are three rows of 20 now, "φφφφ" and the empty line one each.
  CHECK(block.replaced_by({}, 20) == "\r\x1b[5A\x1b[J");
}

TEST_CASE("on a terminal the block is drawn in place: at the end one curve, one line and the summary stand there") {
  process::Folder folder;
  folder.write(
      "tiny.pde",
      "unknown κ = 1\ndomain x in [-1, 1]\ntime t in [0, 1]\nfield φ\neq φ_t = κ*φ_xx\nic φ = sin(pi*x)\n"
      "bc φ = 0 on x = -1, x = 1\nexact φ = exp(-pi^2*t)*sin(pi*x)\n"
      "network { hidden = [8]*2; adaptive = llaaf(n = 2) }\nsample { eq = 2000 }\ntrain adam { steps = 600 }\n");
  for (const std::size_t columns : {100, 60, 40}) {
    CAPTURE(columns);
    const auto run = process::on_terminal({"run", "tiny.pde", "--force"}, folder.path(), columns, 30);
    CHECK((run.status == 0 || run.status == 4));  // so short a run is far from the answer
    process::Screen screen(columns, 30);
    screen.take(run.bytes);
    const std::string text = joined(screen.lines());
    const auto count = [&](const std::string& part) {
      std::size_t times = 0;
      for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++times;
      return times;
    };
    CHECK_MESSAGE(count("step 600/600") == 1, text);
    CHECK(count("step ") == 1);
    CHECK(count("finished after 600 of 600 steps") == 1);
    CHECK_MESSAGE(contains(text, "⠒") == (columns >= 50), text);
    CHECK((run.bytes.find("A\x1b[J") != std::string::npos));  // it was drawn more than once
    CHECK((contains(run.bytes, "slopes     layer 1") == (columns >= 50)));
  }
  const auto resized = process::on_terminal({"run", "tiny.pde", "--force"}, folder.path(), 100, 30, 40);
  CHECK((resized.status == 0 || resized.status == 4));  // so short a run is far from the answer
  CHECK(contains(resized.bytes, "finished after 600 of 600 steps"));
}

TEST_CASE("away from a terminal, on a dumb one and with --quiet nothing moves the cursor") {
  process::Folder folder;
  folder.write("tiny.pde",
               "domain x in [0, 1]\nfield u\neq u_xx = -1\nbc u = 0 on boundary\nsample { eq = 100 }\n"
               "network { hidden = [8] }\ntrain adam { steps = 50 }\n");
  const auto plain = process::ansatz({"run", "tiny.pde", "--force"}, {.folder = folder.path()});
  CHECK(!contains(plain.err + plain.out, "\x1b"));
  CHECK(contains(plain.err, "step 50/50   loss "));
  const auto quiet = process::on_terminal({"run", "tiny.pde", "--force", "--quiet"}, folder.path(), 80, 24);
  CHECK(quiet.bytes.empty());
}
