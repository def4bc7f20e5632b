// `ansatz export`: a run's solution in a format that other programs read (core's format.hpp): one file.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "ansatz/autodiff/error.hpp"
#include "asked.hpp"
#include "command.hpp"
#include "formats.hpp"
#include "ranges.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

struct Options {
  Asked asked;
  std::string format;
  std::string out;
};

const Format& format_of(const Options& options) {
  const Format* by_ending = options.out.empty() ? nullptr : find_format_of(formats(), options.out);
  if (options.format.empty()) {
    if (by_ending != nullptr) return *by_ending;
    throw UserError(
        fmt::format("say which format: --format {}, or --out FILE with one of {}", format_names(), endings()));
  }
  const Format& format = *find_format(formats(), options.format);
  if (std::filesystem::path(options.out).has_extension() && by_ending != &format)
    throw UserError(fmt::format("--format {} does not go with `{}`: its files end in {}", format.name(),
                                printable(options.out), endings_of(format)));
  return format;
}

int write_out(const Options& options) {
  const Format& format = format_of(options);
  const bool points = format.method().traits.points;
  const FinishedRun run = load_run(options.asked.run, options.asked.threads);
  const Problem& problem = run.solution.problem();
  auto columns = columns_of(run, options.asked);
  if (!columns) return exit_diagnostics;
  auto places = places_of(run, options.asked);
  if (!points && places)
    throw UserError(fmt::format("{} writes functions, not values at points; leave out --at and --grid", format.name()));
  const Extract extract(run.solution, std::move(*columns), places ? std::move(*places) : usual_places(problem));
  if (places) require_inside(extract, options.asked);
  const auto file = options.out.empty() ? run.folder / problem.name : std::filesystem::path(options.out);
  const auto written = write(file, extract, format);
  print(fmt::format("{}: {}\n", printable(written.string()), points ? described(extract) : format.method().doc()));
  return exit_fine;
}

}  // namespace

void add_export(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("export", "A run's solution as a file for other programs");
  add_asked(*command, options->asked);
  std::vector<std::string> names;
  for (const Format& format : formats()) names.push_back(format.name());
  command->add_option("--format", options->format, formats_text())->check(one_of(names));
  command->add_option("--out", options->out,
                      "The file (default: the run's name in its folder); without --format its ending says the format");
  command->callback([options, &action] { action = [options] { return write_out(*options); }; });
}

}  // namespace ansatz::cli
