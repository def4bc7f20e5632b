// `ansatz check`: every error and warning of files, without training.
#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "ansatz/dsl/output_folder.hpp"
#include "command.hpp"
#include "compilation.hpp"
#include "ranges.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  ProblemOptions problem;
  std::string format = "text";
  bool data = false;
};

int check(const Options& options) {
  auto found = nlohmann::json::array();  // of all files, for --format=json
  int status = exit_fine;
  for (const auto& file : options.files) {
    auto compilation = compile_any(file, options.problem, {}, !options.data);
    if (compilation.sound())
      if (const auto output =
              dsl::misplaced_output(compilation, {options.problem.allowed.begin(), options.problem.allowed.end()}))
        compilation.diagnostics.push_back(*output);
    bool wrong = dsl::has_errors(compilation.diagnostics);
    if (wrong) status = exit_diagnostics;
    if (options.format == "json") {
      auto list = nlohmann::json::parse(dsl::render_json(compilation.sources, compilation.diagnostics));
      found.insert(found.end(), list.begin(), list.end());
    } else {
      report_diagnostics(compilation);
      if (!wrong) print(printable(file) + ": fine\n");
    }
  }
  if (options.format == "json") print(found.dump(2) + "\n");
  return status;
}

}  // namespace

void add_check(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("check", "Every error and warning of a problem, without training");
  command->add_option("FILE", options->files, "Problem files (.pde)")->required();
  add_problem_options(*command, options->problem);
  command->add_option("--format", options->format, "text (default) or json")->check(one_of({"text", "json"}));
  command->add_flag("--data", options->data, "Read the files with numbers too, not their headers alone");
  command->callback([options, &action] { action = [options] { return check(*options); }; });
}

}  // namespace ansatz::cli
