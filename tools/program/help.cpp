// `ansatz help`: what `--help` prints, for a command that is named after it.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "command.hpp"
#include "nearest.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

const CLI::App& command_named(const CLI::App& app, const std::string& name) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) {
    if (command->get_name() == name) return *command;
    names.push_back(command->get_name());
  }
  const std::string near = did_you_mean(name, names);
  throw UserError(fmt::format("`{}` has no command `{}`{}", app.get_name(), printable(name),
                              !near.empty()   ? near
                              : names.empty() ? std::string()
                                              : "; there are " + dsl::listed(names)));
}

int help(const CLI::App& app, const std::vector<std::string>& words) {
  const CLI::App* command = &app;
  std::string name = app.get_name();
  for (const std::string& word : words) {
    command = &command_named(*command, word);
    name += " " + command->get_name();
  }
  // Not `command->help()`: that of `app` is the help of the command that was chosen, which is this one.
  print(command->get_formatter()->make_help(command, name, CLI::AppFormatMode::Normal));
  return exit_fine;
}

}  // namespace

void add_help(CLI::App& app, Action& action) {
  auto words = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand("help", "How a command is used: the same as its --help");
  command->add_option("COMMAND", *words, "As in `run` or `bench optimisers`; without one, all are listed");
  command->callback([words, &app, &action] { action = [words, &app] { return help(app, *words); }; });
}

}  // namespace ansatz::cli
