// Configurations beside each other, from runs whose numbers are known.
#include "compare/comparison.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "ansatz/core/results.hpp"
#include "compare/tables.hpp"
#include "folder.hpp"
#include "made_runs.hpp"

using namespace ansatz::compare;
using ansatz::read_whole;
using ansatz::test::Folder;
using ansatz::test::plan_of;
using ansatz::test::write_run;

namespace {

bool any_note(const Comparison& made, const std::string& part) {
  for (const std::string& note : made.notes)
    if (note.find(part) != std::string::npos) return true;
  return false;
}

std::vector<std::string> texts(const std::vector<ansatz::report::Cell>& row) {
  std::vector<std::string> cells;
  for (const auto& cell : row) cells.push_back(cell.text);
  return cells;
}

}  // namespace

TEST_CASE("the best has the lowest median, and the others are paired with it by seed") {
  const Folder folder;
  const Comparison made = compare(plan_of(folder, {{4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 5, 10}, {1, 1, 1, 1, 1}}));
  REQUIRE(made.quantities.size() == 1);
  CHECK(made.quantities[0].label == "error of u");
  const Standing& standing = made.standings[0];
  CHECK(standing.best == 2);
  CHECK(standing.summaries[0].median == 6.5);
  CHECK(standing.paired == std::vector<std::size_t>{2, 1, 0});
  const SignTest& first = standing.pairs[1][2];  // of the second configuration and the first
  CHECK((first.less == 5 && first.greater == 1 && first.tied == 0));
  const SignTest& tied = standing.against_best[1];  // seed 6 has no partner
  CHECK((tied.less == 0 && tied.greater == 4 && tied.tied == 1));
  CHECK(standing.pairs[1][0].p == tied.p);
  CHECK(standing.against_best_holm[0] == 2 * standing.against_best[0].p);
  CHECK(!any_note(made, "at least 6 seeds"));
}

TEST_CASE("a run that diverged is worse than any number; others that did not finish do not count") {
  const Folder folder;
  Plan plan = plan_of(folder, {{1, 1, 1}, {2, 2, 2}});
  write_run(folder, "a-1", 1e-9, "diverged");
  write_run(folder, "a-2", 1e-9, "interrupted");
  plan.entries.push_back({"a-4", folder / "a-4", {"a"}, "4", Status::failed, "memory ran out"});
  plan.entries.push_back({"a-5", folder / "a-5", {"a"}, "5", Status::missing, ""});
  const Comparison made = compare(plan);
  const Standing& standing = made.standings[0];
  CHECK(standing.summaries[0].count == 2);
  CHECK(std::isinf(standing.summaries[0].median));
  CHECK(standing.best == 1);
  CHECK((standing.against_best[0].less == 1 && standing.against_best[0].greater == 1));
  const Configuration& a = made.configurations[0];
  CHECK(count(made, a, Status::finished) == 1);
  for (const Status status : {Status::diverged, Status::interrupted, Status::failed, Status::missing})
    CHECK(count(made, a, status) == 1);
  const auto table = unfinished_table(made);
  REQUIRE(table.rows.size() == 3);  // without the one that is missing: it is counted
  CHECK(missing_runs(made) == "1 of 8 runs is missing: the sweep makes it with --resume.");
  CHECK(texts(table.rows[2]) == std::vector<std::string>{"a-4", "failed", "memory ran out"});
  CHECK(any_note(made, "at least 6 seeds"));
}

TEST_CASE("a run whose files are damaged is said so, and the others are compared") {
  const Folder folder;
  const Plan plan = plan_of(folder, {{1, 2, 3}, {4, 5, 6}});
  folder.write("a-2/result.json", "{\"status\": ");
  folder.write("b-1/history.csv", "step\nthree");
  const Comparison made = compare(plan);
  CHECK(made.runs[1].entry.status == Status::failed);
  CHECK(made.runs[1].entry.reason.find("result.json is damaged") != std::string::npos);
  CHECK(made.standings[0].summaries[0].median == 2);
  CHECK(made.standings[0].summaries[1].median == 5);
  CHECK(any_note(made, "b-1: history.csv is damaged"));
}

TEST_CASE("runs whose answers are doubtful by their own check are counted in a note") {
  const Folder folder;
  const Plan plan = plan_of(folder, {{1, 2, 3}});
  CHECK(!any_note(compare(plan), "doubtful"));
  std::string result = read_whole(folder / "a-2/result.json");
  result.replace(result.find("holds"), 5, "doubtful");
  folder.write("a-2/result.json", result);
  CHECK(any_note(compare(plan), "1 of the runs is doubtful by its own check"));
}

TEST_CASE("errors of fields that all have are compared, else of unknowns, else the loss") {
  const Folder folder;
  Plan plan = plan_of(folder, {{1}, {2}});
  const std::string start = R"({"status": "finished", "seed": 1, "parameters": 1, "steps": 2, "seconds": 1,
                                "loss": {"total": 7})",
                    unknown = R"(, "unknown_error": {"k": 0.5})";
  const auto label = [&](const char* a, const char* b) {
    folder.write("a-1/result.json", start + a + unknown + "}");
    folder.write("b-1/result.json", start + b + unknown + "}");
    const Comparison made = compare(plan);
    return made.quantities.size() == 1 ? made.quantities[0].label : "several";
  };
  const char* u = R"(, "error": {"u": {"l2_relative": 1}})";
  const char* both = R"(, "error": {"v": {"l2_relative": 1}, "u": {"l2_relative": 1}})";
  CHECK(label(u, both) == "error of u");
  CHECK(label(both, both) == "several");
  CHECK(label(u, "") == "error of k");
  folder.write("b-1/result.json", start + "}");
  CHECK(compare(plan).quantities.at(0).label == "loss");
  CHECK(compare(plan).standings[0].summaries[1].median == 7);
}

TEST_CASE("configurations stand in one order in all tables, whichever is the best") {
  const Folder folder;
  const Comparison made = compare(plan_of(folder, {{2, 2, 2}, {3, 3, 3}, {1, 1, 1}}));
  const auto standings = standings_table(made, 0), pairs = pairs_table(made, 0);
  REQUIRE(pairs.rows.size() == 3);
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK(texts(pairs.rows[k])[0] == std::to_string(k + 1));
    CHECK(texts(standings.rows[k])[0] == std::to_string(k + 1));
    CHECK(pairs.headings[2 + k] == "below " + std::to_string(k + 1));
    CHECK(texts(pairs.rows[k])[2 + k] == "");
  }
  CHECK(texts(pairs.rows[2])[2 + 1].starts_with("3 of 3"));
}

TEST_CASE("before any run has finished there is no p to speak of") {
  const Folder folder;
  Plan plan{{"n"}, {}};
  for (const char* n : {"1", "2"}) plan.entries.push_back({n, folder / n, {n}, "1", Status::missing, ""});
  const Comparison made = compare(plan);
  CHECK(made.notes.empty());
  CHECK(unfinished_table(made).rows.empty());
  CHECK(missing_runs(made) == "2 of 2 runs are missing: the sweep makes them with --resume.");
}

TEST_CASE("nothing that finished is a comparison without a best") {
  const Folder folder;
  Plan plan{{"n"}, {{"x", folder / "x", {"1"}, "1", Status::failed, "gone"}, {"y", folder / "y", {"2"}, "1"}}};
  const Comparison made = compare(plan);
  CHECK(!made.standings.at(0).best);
  CHECK(standings_table(made, 0).rows.size() == 2);
  CHECK(unfinished_table(made).rows.size() == 2);
  CHECK(standings_csv(made).find("loss") != std::string::npos);
}

TEST_CASE("files hold every number to the bit, and texts that mean something to CSV") {
  const Folder folder;
  Plan plan = plan_of(folder, {{0.1, 0.30000000000000004}});
  plan.entries[0].values[0] = plan.entries[1].values[0] = "f(a, \"b\")";
  const Comparison made = compare(plan);
  const std::string runs = runs_csv(made), configurations = standings_csv(made);
  CHECK(runs.find(",0.30000000000000004,") != std::string::npos);
  CHECK(runs.find("a-1,\"f(a, \"\"b\"\")\",1,finished,holds,,0.1,") != std::string::npos);
  CHECK(configurations.find("1,\"method = f(a, \"\"b\"\")\"") == configurations.find('\n') + 1);
  CHECK(configurations.find(",error of u,2,0,0,0,0,0.2") != std::string::npos);
}

TEST_CASE("p values are those of the sign test, to two digits, and all pairs are told how many they are") {
  const Folder folder;
  const Comparison made = compare(plan_of(folder, {{1, 1, 1, 1, 1, 1}, {2, 2, 2, 2, 2, 2}, {3, 3, 3, 3, 3, 3}}));
  const auto table = standings_table(made, 0);
  const auto row = texts(table.rows.at(1));
  CHECK(std::vector<std::string>(row.end() - 3, row.end()) == std::vector<std::string>{"0 of 6", "0.031", "0.062"});
  const auto pairs = pairs_table(made, 0);
  CHECK(texts(pairs.rows.at(0)).at(3) == "6 of 6; 0.031 (0.094)");
  CHECK(pairs.note.find("these 3 pairs") != std::string::npos);
  CHECK(pairs_table(compare(plan_of(folder, {{1, 2}})), 0).rows.empty());
  const Comparison many = compare(plan_of(folder, std::vector<std::vector<double>>(20, {3})));
  CHECK(pairs_table(many, 0).rows.size() == most_paired);
  CHECK(pairs_table(many, 0).note.find("these 66 pairs. They are of the 12") != std::string::npos);
}
