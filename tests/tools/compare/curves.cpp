// Curves over the steps and final values, as figures.
#include "compare/curves.hpp"

#include <doctest/doctest.h>

#include "made_runs.hpp"

using namespace ansatz::compare;
namespace figures = ansatz::figures;
using ansatz::test::Folder;
using ansatz::test::plan_of;
using ansatz::test::write_run;

namespace {

const figures::Line& line(const figures::Figure& figure, std::size_t layer) {
  return std::get<figures::Line>(figure.panels.at(0).layers.at(layer));
}

}  // namespace

TEST_CASE("a curve is the median of the values known at each step, within the quartiles") {
  const Folder folder;
  const Plan plan = plan_of(folder, {{1, 2, 3}, {4, 5, 6}});
  folder.write("a-1/history.csv", "step,seconds,loss,l2_relative_u\n0,0,1,9\n5,0,1,8\n20,0,1,1\n");
  const figures::Figure figure = curves_figure(compare(plan), Along::steps, 12);
  REQUIRE(figure.panels.size() == 2);
  CHECK(figure.panels[0].y.label == "error of u");
  CHECK(figure.panels[1].y.label == "loss");
  REQUIRE(figure.panels[0].layers.size() == 2);
  CHECK(line(figure, 0).label == "method = a");
  CHECK(line(figure, 0).x == std::vector<double>{0, 5, 20});
  CHECK(line(figure, 0).y == std::vector<double>{1, 1, 2});
  CHECK(line(figure, 0).lower == std::vector<double>{1, 1, 1.5});
  CHECK(line(figure, 0).upper == std::vector<double>{5, 4.5, 2.5});
  CHECK(curves_figure(compare(plan), Along::steps, 1).panels[0].layers.size() == 1);
  figures::check_figure(figure);
}

TEST_CASE("a run that diverged is above all others from there on") {
  const Folder folder;
  const Plan plan = plan_of(folder, {{1, 2, 3}});
  folder.write("a-1/history.csv", "step,seconds,loss,l2_relative_u\n0,0,1,1\n5,0,1,0.5\n");
  auto result = [&](const char* name) { write_run(folder, name, 1, "diverged"); };
  const std::string short_history = "step,seconds,loss,l2_relative_u\n0,0,1,1\n5,0,1,0.5\n";
  result("a-1");
  folder.write("a-1/history.csv", short_history);
  const figures::Figure figure = curves_figure(compare(plan), Along::steps, 12);
  CHECK(line(figure, 0).x == std::vector<double>{0, 5, 20});
  CHECK(line(figure, 0).y == std::vector<double>{1, 1, 3});
}

TEST_CASE("along the time of training each step stands where the median of the times was") {
  const Folder folder;
  const Plan plan = plan_of(folder, {{1, 2, 3}});
  folder.write("a-2/history.csv", "step,seconds,loss,l2_relative_u\n0,0.5,1,1\n20,30,1,2\n");
  folder.write("a-3/history.csv", "step,seconds,loss,l2_relative_u\n0,0.25,1,1\n20,40,1,3\n");
  const figures::Figure figure = curves_figure(compare(plan), Along::seconds, 12);
  CHECK(line(figure, 0).x == std::vector<double>{0.25, 30});
  CHECK(line(figure, 0).y == std::vector<double>{1, 2});
  CHECK(figure.panels[0].x.unit == "s");
}

TEST_CASE("long histories are thinned, with both ends kept") {
  const Folder folder;
  const Plan plan = plan_of(folder, {{1}});
  std::string history = "step,seconds,loss,l2_relative_u\n";
  for (int step = 0; step <= 5000; ++step) history += fmt::format("{},0,1,{}\n", step, 1 + step);
  folder.write("a-1/history.csv", history);
  const figures::Line made = line(curves_figure(compare(plan), Along::steps, 12), 0);
  CHECK(made.x.size() <= 200);
  CHECK((made.x.front() == 0 && made.x.back() == 5000 && made.y.back() == 5001));
  CHECK(made.lower.empty());
}

TEST_CASE("without histories there are no curves") {
  const Folder folder;
  const Plan plan = plan_of(folder, {{1}, {2}});
  for (const char* run : {"a-1", "b-1"}) std::filesystem::remove(folder / run / "history.csv");
  CHECK(curves_figure(compare(plan), Along::steps, 12).panels.empty());
}

TEST_CASE("every run that finished is a point in the row of its configuration, and the median a line") {
  const Folder folder;
  Plan plan = plan_of(folder, {{1, 2, 3}, {4, 5, 6}});
  write_run(folder, "b-3", 6, "diverged");
  const figures::Figure figure = spread_figure(compare(plan));
  REQUIRE(figure.panels.at(0).layers.size() == 4);
  const auto& points = std::get<figures::Points>(figure.panels[0].layers[2]);
  CHECK(points.x == std::vector<double>{4, 5});
  for (const double y : points.y) CHECK((y > 1.5 && y < 2.5));
  CHECK(line(figure, 3).x == std::vector<double>{5, 5});
  CHECK(figure.panels[0].y.names == std::vector<std::string>{"method = a", "method = b"});
  figures::check_figure(figure);
}
