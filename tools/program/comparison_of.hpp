// A comparison of runs as a user sees it: compare.html, compare.csv and runs.csv in a folder, figures, and tables on
// the terminal.
//
//   MadeComparison made = comparison_of({plan, "burgers", {{"comparison", "ansatz compare ..."}}, folder, threads});
//   write_comparison(made, folder);
//   print(comparison_text(made.comparison, output_columns()));
//
// What is compared and how: compare/comparison.hpp.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "compare/comparison.hpp"
#include "report_of.hpp"

namespace ansatz::cli {

/// What a comparison is made of.
struct ComparisonPlan {
  compare::Plan plan;
  std::string title;                 // of the page where the runs' problem has none
  std::vector<report::Fact> repeat;  // the commands that make it anew
  std::filesystem::path folder;      // of the page, for its links
  std::optional<int> threads;
};

struct MadeComparison {
  compare::Comparison comparison;
  std::vector<RunFigure> figures;
  report::Report page;
};

/// Reads the runs, compares them and draws. Nothing is written. Runs that cannot be read are listed with the reason.
MadeComparison comparison_of(const ComparisonPlan& plan);

/// Writes compare.html, compare.csv and runs.csv, making the folder. Throws UserError where files of these names are
/// there that no comparison wrote, WorldFailure where they cannot be written.
void write_comparison(const MadeComparison& made, const std::filesystem::path& folder);

/// How many runs are missing, the tables of medians, what did not finish, and notes, in `width` columns.
std::string comparison_text(const compare::Comparison& comparison, std::size_t width);

}  // namespace ansatz::cli
