// `ansatz report`: a run as a page to read, RUN/report.html, or its figures as files that a paper can include.
//
// Nothing is trained for it. What is shown: report_of.hpp; the files: figure_files.hpp.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "command.hpp"
#include "figure_files.hpp"
#include "images_report.hpp"
#include "ranges.hpp"
#include "report_of.hpp"
#include "run_of.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

struct Options {
  std::string run;
  FigureFiles files;
  std::optional<int> threads;
};

int report_images(const Options& options) {
  const FinishedImageRun run = load_image_run(options.run, options.threads);
  const ClassificationOutcome& outcome = run.classifier->outcome();
  write_figures(options.files, image_figures(outcome));
  if (!options.files.wanted())
    print(printable(write_images_report(run.folder, run.classifier->problem(), outcome).string()) + "\n");
  return exit_fine;
}

int report_run(const Options& options) {
  require_sense(options.files);
  if (is_run_on_images(find_run(options.run))) return report_images(options);
  const FinishedRun run = load_run(options.run, options.threads);
  const std::vector<RunFigure> drawings = figures_of(run);
  write_figures(options.files, drawings);
  if (!options.files.wanted()) print(printable(write_report(run, drawings).string()) + "\n");
  return exit_fine;
}

}  // namespace

void add_report(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("report", "A run as a page to read, or its figures as files for a paper");
  command->add_option("RUN", options->run, "A run: its folder, its name, or its problem")->required();
  add_figure_options(*command, options->files);
  command->add_option("--threads", options->threads, "Number of threads (default: all)")
      ->check(whole_number_between(1, 1024));
  command->callback([options, &action] { action = [options] { return report_run(*options); }; });
}

}  // namespace ansatz::cli
