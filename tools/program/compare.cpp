// `ansatz compare`: runs beside each other, over their seeds: compare.html, compare.csv and runs.csv, or the figures as
// files.
//
// Nothing is trained for it. Which runs are one configuration: compared_runs.hpp; what is written: comparison_of.hpp.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "command.hpp"
#include "command_words.hpp"
#include "compared_runs.hpp"
#include "comparison_of.hpp"
#include "figure_files.hpp"
#include "ranges.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

struct Options {
  std::vector<std::string> runs;
  std::string out;
  FigureFiles files;
  std::optional<int> threads;
};

std::string repeated(const Options& options) {
  CommandWords words("compare", options.runs.front());
  for (std::size_t i = 1; i < options.runs.size(); ++i) words.add_word(options.runs[i]);
  words.add("--out", options.out);
  return words.line();
}

int compare_runs(const Options& options) {
  require_sense(options.files);
  const MadeComparison made = comparison_of(
      {plan_of(options.runs), "Runs compared", {{"comparison", repeated(options)}}, options.out, options.threads});
  write_figures(options.files, made.figures);
  if (options.files.wanted()) return exit_fine;
  write_comparison(made, options.out);
  print(comparison_text(made.comparison, output_columns()));
  print(fmt::format("page        {}\n", printable((std::filesystem::path(options.out) / "compare.html").string())));
  return exit_fine;
}

}  // namespace

void add_compare(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  options->out = "out/compare";
  CLI::App* command = app.add_subcommand("compare", "Runs beside each other, over their seeds");
  command->add_option("RUN", options->runs, "Runs: folders, names or problems; the folder of a sweep is all its runs")
      ->required();
  command->add_option("--out", options->out,
                      "A folder for compare.html, compare.csv and runs.csv (default out/compare)");
  add_figure_options(*command, options->files);
  command->add_option("--threads", options->threads, "Number of threads (default: all)")
      ->check(whole_number_between(1, 1024));
  command->callback([options, &action] { action = [options] { return compare_runs(*options); }; });
}

}  // namespace ansatz::cli
