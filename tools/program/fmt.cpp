// `ansatz fmt`: files in canonical layout. Comments, order and meaning stay.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "ansatz/core/results.hpp"
#include "ansatz/dsl/format.hpp"
#include "ansatz/dsl/parse.hpp"
#include "command.hpp"
#include "compilation.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  bool check = false;
  bool fix = false;
};

/// The canonical text, or nothing after its syntax errors were shown.
std::optional<std::string> formatted(const std::string& file, const std::string& text) {
  dsl::Sources sources;
  auto id = sources.add(file, text);
  auto result = dsl::format_file(sources, id);
  if (!result) report(dsl::render_text(sources, dsl::parse(sources, id).diagnostics, error_colour()));
  return result;
}

int format(const Options& options) {
  int status = exit_fine;
  for (const auto& file : options.files) {
    require_regular_file(file);
    auto before = read_whole(file);
    auto after = formatted(file, options.fix ? dsl::repair(before) : before);
    if (!after) {
      status = exit_diagnostics;
    } else if (*after != before && options.check) {
      print(printable(file) + " is not formatted\n");
      status = exit_diagnostics;
    } else if (*after != before) {
      write_whole(file, *after);
      print(printable(file) + ": formatted\n");
    }
  }
  return status;
}

}  // namespace

void add_fmt(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("fmt", "Bring files into canonical layout; comments are kept");
  command->add_option("FILE", options->files, "Problem files (.pde)")->required();
  command->add_flag("--check", options->check, "Change nothing; fail when a file is not formatted");
  command->add_flag("--fix", options->fix, "Also mend what was pasted from elsewhere: minus signs, quotes, powers");
  command->callback([options, &action] { action = [options] { return format(*options); }; });
}

}  // namespace ansatz::cli
