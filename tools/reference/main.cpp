// Writes the reference tables and how accurate they are:  ansatz_reference FOLDER
//
// Every table is computed three times: with half the modes, with half the steps, and as it is written. What the
// halving changes bounds the error from above by far (a halved step errs sixteen times as much).
#include <fmt/format.h>
#include <fmt/os.h>

#include <exception>
#include <filesystem>

#include "periodic.hpp"

namespace {

using namespace reference;

struct Resolution {
  std::size_t modes, steps, intervals_x, intervals_t;
};

// Chosen so that the differences are 1e-6 or less and all runs together take a minute or two.
Resolution resolution(const Periodic& problem) {
  if (problem.name == "kdv") return {800, 40000, 200, 100};
  if (problem.name == "schroedinger") return {3200, 48000, 200, 75};
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

void run(const std::filesystem::path& folder) {
  auto accuracy = fmt::output_file((folder / "accuracy.csv").string());
  accuracy.print("table,modes,steps,halved,l2_relative,max\n");
  for (const Periodic& problem : problems()) {
    const auto [modes, steps, nx, nt] = resolution(problem);
    const Table table = solve(problem, modes, steps, nx, nt);
    write(problem, table, folder / (problem.name + ".csv"));
    const auto report = [&](const char* halved, const Table& coarse) {
      const Difference d = compare(table, coarse);
      accuracy.print("{},{},{},{},{:.1e},{:.1e}\n", problem.name, modes, steps, halved, d.l2_relative, d.max);
      fmt::print("{:<14} half the {:<6} changes {:.1e} (relative L2), {:.1e} (max)\n", problem.name, halved,
                 d.l2_relative, d.max);
    };
    report("modes", solve(problem, modes / 2, steps, nx, nt));
    report("steps", solve(problem, modes, steps / 2, nx, nt));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: ansatz_reference FOLDER\n");
    return 2;
  }
  try {
    run(argv[1]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "ansatz_reference: {}\n", error.what());
    return 3;
  }
}
