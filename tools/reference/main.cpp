// Writes the reference tables and how accurate they are:  ansatz_reference PROBLEMS, the folder of the problems
//
// Every table is computed three times: with half the modes, with half the steps, and as it is written. What the
// halving changes bounds the error from above by far (a halved step errs sixteen times as much). That of Burgers'
// equation comes from integrals, with half the nodes and with all of them.
#include <fmt/format.h>
#include <fmt/os.h>

#include <exception>
#include <filesystem>

#include "burgers.hpp"
#include "periodic.hpp"
#include "poisson.hpp"

namespace {

using namespace reference;

struct Resolution {
  std::size_t modes, steps, intervals_x, intervals_t;
};

// Chosen so that the differences are 1e-6 or less and all runs together take a minute or two.
Resolution resolution(const Periodic& problem) {
  if (problem.name == "kdv") return {800, 40000, 200, 100};
  if (problem.name == "schroedinger") return {3200, 48000, 200, 75};
  if (problem.name == "act_bench_allen_cahn") return {6400, 4000, 64, 20};
  return {6400, 4000, 200, 100};
}

// Each number is the shortest that reads back to the same bits, or has 12 digits where the table has no more.
void write(const Periodic& problem, const Table& table, const std::filesystem::path& path) {
  auto out = fmt::output_file(path.string());
  out.print("x,t,{}\n", fmt::join(problem.fields, ","));
  for (std::size_t j = 0; j <= table.intervals_t; ++j) {
    for (std::size_t i = 0; i <= table.intervals_x; ++i) {
      const double x = problem.lower + (problem.upper - problem.lower) * double(i) / double(table.intervals_x);
      const Complex u = table.values[j * (table.intervals_x + 1) + i];
      out.print("{},{},{:.12g}", x, problem.end * double(j) / double(table.intervals_t), u.real());
      if (problem.fields.size() == 2) out.print(",{:.12g}", u.imag());
      out.print("\n");
    }
  }
}

/// What two computations of a table differ by; `steps` is 0 where there are none.
struct Line {
  std::string name;
  std::size_t modes, steps;
  const char* halved;
  Difference difference;
};

void report(fmt::ostream& accuracy, const Line& line) {
  const auto& [name, modes, steps, halved, d] = line;
  accuracy.print("{},{},{},{},{:.1e},{:.1e}\n", name, modes, steps, halved, d.l2_relative, d.max);
  fmt::print("{:<14} half the {:<6} changes {:.1e} (relative L2), {:.1e} (max)\n", name, halved, d.l2_relative, d.max);
}

void run_burgers(const std::filesystem::path& file, const char* name, BurgersTable (*table_of)(std::size_t nodes),
                 fmt::ostream& accuracy) {
  constexpr std::size_t nodes = 400;
  const BurgersTable table = table_of(nodes), coarse = table_of(nodes / 2);
  auto out = fmt::output_file(file.string());
  out.print("x,t,u\n");
  for (std::size_t j = 0; j < table.rows; ++j)
    for (std::size_t i = 0; i < table.columns; ++i)
      out.print("{},{},{:.12g}\n", table.x(i), table.t(j), table.values[j * table.columns + i]);
  const auto complex = [](const BurgersTable& of) {
    return Table{of.columns - 1, of.rows - 1, {of.values.begin(), of.values.end()}};
  };
  report(accuracy, {name, nodes, 0, "nodes", compare(complex(table), complex(coarse))});
}

void run_periodic(const std::filesystem::path& file, const Periodic& problem, fmt::ostream& accuracy) {
  const auto [modes, steps, nx, nt] = resolution(problem);
  const Table table = solve(problem, modes, steps, nx, nt);
  write(problem, table, file);
  const auto compared = [&, modes = modes, steps = steps](const char* halved, const Table& coarse) {
    report(accuracy, {problem.name, modes, steps, halved, compare(table, coarse)});
  };
  compared("modes", solve(problem, modes / 2, steps, nx, nt));
  compared("steps", solve(problem, modes, steps / 2, nx, nt));
}

/// Beside the problem that reads it: a problem reads files of its own folder alone.
void run_poisson(const std::filesystem::path& file, fmt::ostream& accuracy) {
  constexpr double alpha = 0.5;
  constexpr std::size_t modes = 40, intervals = 40;
  const std::vector<double> table = poisson(alpha, modes, intervals), coarse = poisson(alpha, modes / 2, intervals);
  auto out = fmt::output_file(file.string());
  out.print("x,y,u\n");
  for (std::size_t i = 0; i <= intervals; ++i)
    for (std::size_t j = 0; j <= intervals; ++j)
      out.print("{},{},{:.12g}\n", poisson_place(i, intervals), poisson_place(j, intervals),
                table[i * (intervals + 1) + j]);
  const auto complex = [](const std::vector<double>& of) {
    return Table{intervals, intervals, {of.begin(), of.end()}};
  };
  report(accuracy, {"poisson_inverse", modes, 0, "modes", compare(complex(table), complex(coarse))});
}

void run(const std::filesystem::path& problems_folder) {
  const std::filesystem::path folder = problems_folder / "reference";
  auto accuracy = fmt::output_file((folder / "accuracy.csv").string());
  accuracy.print("table,modes,steps,halved,l2_relative,max\n");
  run_burgers(folder / "burgers.csv", "burgers", usual_burgers_table, accuracy);
  run_poisson(problems_folder / "papers/laaf/poisson_inverse.csv", accuracy);
  for (const Periodic& problem : problems()) run_periodic(folder / (problem.name + ".csv"), problem, accuracy);
  const std::filesystem::path bench = problems_folder / "search/act_bench";
  run_burgers(bench / "burgers.csv", "act_bench_burgers", small_burgers_table, accuracy);
  run_periodic(bench / "allen_cahn.csv", thick_walls(), accuracy);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: ansatz_reference PROBLEMS\n");
    return 2;
  }
  try {
    run(argv[1]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "ansatz_reference: {}\n", error.what());
    return 3;
  }
}
