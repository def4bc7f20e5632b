// Files of a run: they read back to the same bits, are replaced whole, and say why when they cannot be written.
#include "ansatz/core/results.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <bit>
#include <cmath>
#include <csignal>
#include <limits>
#include <nlohmann/json.hpp>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/csv.hpp"
#include "ansatz/core/history.hpp"
#include "ansatz/core/random.hpp"
#include "files.hpp"
#include "problems.hpp"
#include "results/append_file.hpp"

using namespace ansatz;
using test::number;

TEST_CASE("numbers in CSV files read back to the same bits") {
  const Stream random(1, "bits");
  std::vector<double> values{0.0, -0.0, 0.1, 1.0 / 3, 1e300, 5e-324, std::numeric_limits<double>::max()};
  for (std::uint64_t i = 0; i < 2000; ++i) {
    const double value = std::bit_cast<double>(random.bits(i));
    if (std::isfinite(value)) values.push_back(value);
  }
  CsvTable table;
  for (const double value : values) table.cell(value).end_row();
  const test::Folder folder;
  write_whole(folder / "table.csv", table.text());
  const auto rows = test::read_csv(folder / "table.csv");
  REQUIRE(rows.size() == values.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    CHECK(std::bit_cast<std::uint64_t>(number(rows[i][0])) == std::bit_cast<std::uint64_t>(values[i]));
}

TEST_CASE("cells are quoted where they have to be") {
  CsvTable table;
  table.cell("plain").cell("a,b").cell("say \"x\"").empty().cell(std::uint64_t{7}).end_row();
  CHECK(table.text() == "plain,\"a,b\",\"say \"\"x\"\"\",,7\n");
}

TEST_CASE("a history that grows row by row ends as one that is written whole; one that goes on begins with its rows") {
  Problem problem = test::small_burgers();
  problem.exact.push_back(
      {0, [](const double*, std::size_t count, double* values) { std::fill_n(values, count, 1.0); }});
  Solver solver(problem);
  const test::Folder folder;
  const auto file = folder / "history.csv";
  write_whole(file, "of another run\n");
  HistoryFile history(file, solver.problem(), {});
  std::size_t rows = 0;
  const Outcome outcome = solver.train([&](const Progress& row) {
    history.append(row);
    CHECK(test::read_csv(file).size() == ++rows + 1);
    REQUIRE(solver.slopes().size() == 2);  // of two layers
    for (const SlopeStatistics& slope : solver.slopes()) CHECK(slope.step == row.step);
    return row.step < 2;
  });
  CHECK(outcome.status == Status::interrupted);
  history.finish(outcome.history);  // its last row has errors now
  write_history(folder / "whole.csv", solver.problem(), outcome);
  const std::string whole = read_whole(folder / "whole.csv");
  CHECK(read_whole(file) == whole);

  std::filesystem::remove(file);  // by others, or with its folder
  history.finish(outcome.history);
  CHECK(read_whole(file) == whole);
  std::filesystem::remove(file);
  std::filesystem::create_directory(file);  // nothing can be written for a while
  CHECK_THROWS_AS(history.append(outcome.history.back()), WorldFailure);
  std::filesystem::remove(file);
  history.append(outcome.history.back());
  CHECK(test::read_csv(file).size() == outcome.history.size() + 3);
  history.finish(outcome.history);
  CHECK(read_whole(file) == whole);

  append_whole(file, "17,torn");
  HistoryFile resumed(file, solver.problem(), outcome.history);
  CHECK(read_whole(file) == whole);
  resumed.append(outcome.history.back());
  CHECK(read_whole(file).starts_with(whole));
  CHECK(test::read_csv(file).size() == outcome.history.size() + 2);
  resumed.finish(outcome.history);
  CHECK(read_whole(file) == whole);
  CHECK_THROWS_AS(HistoryFile(folder / "no such/history.csv", solver.problem(), outcome.history), WorldFailure);
}

TEST_CASE("the files of a run hold what the run found") {
  Problem problem = test::small_burgers();
  problem.exact.push_back(
      {0, [](const double*, std::size_t count, double* values) { std::fill_n(values, count, 1.0); }});
  Solver solver(problem);
  const Outcome outcome = solver.train();
  const test::Folder folder;

  write_history(folder / "history.csv", problem, outcome);
  const auto history = test::read_csv(folder / "history.csv");
  CHECK(history[0] == std::vector<std::string>{"step", "seconds", "loss", "burgers", "start", "walls", "recovery",
                                               "l2_relative_u", "lambda", "learning_rate"});
  REQUIRE(history.size() == outcome.history.size() + 1);
  for (std::size_t i = 0; i < outcome.history.size(); ++i) {
    const Progress& row = outcome.history[i];
    REQUIRE(history[i + 1].size() == 10);
    CHECK(number(history[i + 1][2]) == row.loss);
    CHECK(number(history[i + 1][5]) == row.terms[2].value);
    CHECK(history[i + 1][7].empty() == row.errors.empty());
    CHECK(number(history[i + 1][8]) == row.unknowns[0]);
    CHECK(number(history[i + 1][9]) == row.rate);
  }
  CHECK_FALSE(history.back()[7].empty());

  write_slopes(folder / "slopes.csv", problem, outcome);
  const auto slopes = test::read_csv(folder / "slopes.csv");
  CHECK(slopes[0] == std::vector<std::string>{"step", "layer", "mean", "std"});
  CHECK(slopes.size() == 1 + 2 * outcome.history.size());
  CHECK(slopes[1] == std::vector<std::string>{"0", "1", "1", "0"});
  CHECK(number(slopes.back()[2]) != 1);

  write_parameters(folder / "parameters.csv", solver.solution());
  const auto parameters = test::read_csv(folder / "parameters.csv");
  CHECK(parameters[0] == std::vector<std::string>{"parameter", "values", "mean", "std", "smallest", "largest"});
  CHECK(parameters.size() == 1 + solver.solution().parameters().size());
  CHECK(parameters.back()[0] == "lambda");
  CHECK(number(parameters.back()[2]) == outcome.last.unknowns[0]);

  write_solution(folder / "solution.csv", problem, solver.evaluate());
  const auto solution = test::read_csv(folder / "solution.csv");
  CHECK(solution[0] == std::vector<std::string>{"x", "t", "u", "u_exact"});
  CHECK(solution.size() == 1 + 201 * 101);
  CHECK(number(solution[2][1]) == 0.01);
  CHECK(number(solution[7][2]) == solver.evaluate().values[0][6]);

  write_result(folder / "result.json", solver, outcome, verify(solver.solution()),
               {"1.2.3", "0123456789ab", "ab12", {{"processor", "fast & new"}}});
  const auto result = nlohmann::json::parse(read_whole(folder / "result.json"));
  CHECK(result["version"] == "1.2.3");
  CHECK(result["run"] == "0123456789ab");
  CHECK(result["problem_sha256"] == "ab12");
  CHECK(result["environment"]["processor"] == "fast & new");
  CHECK(result["status"] == "finished");
  CHECK(result["steps"] == 40);
  CHECK(result["parameters"] == solver.parameter_count());
  CHECK(result["precision"] == "f64");
  CHECK(result["loss"]["total"].get<double>() == outcome.last.loss);
  CHECK(result["loss"]["terms"]["walls"].get<double>() == outcome.last.terms[2].value);
  CHECK(result["error"]["u"]["l2_relative"].get<double>() == outcome.last.errors[0].l2_relative);
  CHECK(result["unknown"]["lambda"].get<double>() == outcome.last.unknowns[0]);
  CHECK(folder.files() == 5);
}

TEST_CASE("what cannot be written says which file and why, and leaves nothing behind") {
  const test::Folder folder;
  CHECK_THROWS_WITH_AS(write_whole(folder / "missing/file", "x"),
                       doctest::Contains("missing/file: No such file or directory"), WorldFailure);
  std::filesystem::create_directory(folder / "taken");
  CHECK_THROWS_AS(write_whole(folder / "taken", "x"), WorldFailure);
  CHECK(folder.files() == 1);
  CHECK_THROWS_WITH_AS(read_whole(folder / "taken"), doctest::Contains("it is no ordinary file"), WorldFailure);
  CHECK_THROWS_AS(read_whole("/dev/zero"), WorldFailure);
}

TEST_CASE("a file that cannot be written to its end leaves the old one as it was") {
  const test::Folder folder;
  write_whole(folder / "file", "old");
  // A limit on the size of files stands in for a full disk.
  struct ::rlimit before {};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const struct ::rlimit tight { 1000, before.rlim_max };
  ::setrlimit(RLIMIT_FSIZE, &tight);
  CHECK_THROWS_WITH_AS(write_whole(folder / "file", std::string(5000, 'x')), doctest::Contains("file: File too large"),
                       WorldFailure);
  CHECK_THROWS_AS(append_whole(folder / "file", std::string(5000, 'x')), WorldFailure);
  append_whole(folder / "file", " and more");
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  CHECK(read_whole(folder / "file") == "old and more");
  CHECK(folder.files() == 1);
}
