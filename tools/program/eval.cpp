// `ansatz eval`: what a run found, at points: fields, their derivatives, any expression, residuals by name.
//
// To the terminal as a table, or to a file in one of the formats (core's format.hpp). Of runs on images:
// eval_images.hpp.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "ansatz/autodiff/error.hpp"
#include "asked.hpp"
#include "command.hpp"
#include "eval_images.hpp"
#include "formats.hpp"
#include "ranges.hpp"
#include "terminal.hpp"
#include "values.hpp"

namespace ansatz::cli {
namespace {

struct Options {
  Asked asked;
  AskedImages images;
  std::string out;
};

/// The format of a file with this ending.
const Format& format_of(const std::string& file) {
  const Format* format = find_format_of(formats(), file);
  if (format == nullptr)
    throw UserError(fmt::format("`{}`: the ending of a file says its format: {}", printable(file), endings(true)));
  if (!format->method().traits.points)
    throw UserError(fmt::format("`{}` holds no values at points; `ansatz export` writes it", printable(file)));
  return *format;
}

/// Throws UserError where points are asked of a run on images.
int evaluate_run_on_images(const Options& options) {
  const Asked& asked = options.asked;
  if (!asked.of.empty() || !asked.at.empty() || !asked.grid.empty() || !asked.points.empty() || !asked.outside.empty())
    throw UserError(
        fmt::format("`{}` is a run on images, which has classes and no points: leave out --of, --at, --grid, --points "
                    "and --outside; --images names others than its own",
                    printable(asked.run)));
  return evaluate_images(load_image_run(asked.run, asked.threads), options.images, options.out);
}

int evaluate(const Options& options) {
  if (is_run_on_images(find_run(options.asked.run))) return evaluate_run_on_images(options);
  if (options.images.any())
    throw UserError(fmt::format("`{}` is no run on images: leave out --images, --labels and --format",
                                printable(options.asked.run)));
  const Format* format = options.out.empty() ? nullptr : &format_of(options.out);
  const FinishedRun run = load_run(options.asked.run, options.asked.threads);
  auto columns = columns_of(run, options.asked);
  if (!columns) return exit_diagnostics;
  auto places = places_of(run, options.asked);
  const bool named = places.has_value();
  if (!named) places = evaluation_places(run.solution.problem());
  const Extract extract(run.solution, std::move(*columns), std::move(*places));
  if (named) require_inside(extract, options.asked);
  if (format == nullptr) {
    print(table_of(extract));
    return exit_fine;
  }
  const auto written = write(options.out, extract, *format);
  print(fmt::format("{}: {}\n", printable(written.string()), described(extract)));
  return exit_fine;
}

}  // namespace

void add_eval(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("eval", "What a run found, at points: fields, derivatives, residuals; of images, classes");
  add_asked(*command, options->asked);
  command->add_option("--points", options->asked.points, "Where: a table (.csv) with a column for each coordinate");
  add_asked_images(*command, options->images);
  command
      ->add_option("--outside", options->asked.outside,
                   "Points outside the domain: error (default) or nan, their value")
      ->check(one_of({"error", "nan"}));
  command->add_option("--out", options->out,
                      "A file in place of the terminal; its ending says the format: " + endings(true));
  command->callback([options, &action] { action = [options] { return evaluate(*options); }; });
}

}  // namespace ansatz::cli
