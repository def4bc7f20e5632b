#include "commands_page.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "command_line.hpp"

namespace ansatz::cli {
namespace {

/// "FILE", "[NAME...]", "[--set TEXT]...": an argument as it stands in a usage line.
std::string usage(const CLI::Option& option) {
  const bool many = option.get_items_expected_max() > 1;
  if (option.get_positional()) {
    auto name = option.get_name(true) + (many ? "..." : "");
    return option.get_required() ? name : "[" + name + "]";
  }
  return "[" + option.get_name() + "]" + (many ? "..." : "");
}

/// A cell of a table must not end it, nor be read as HTML.
std::string cell(const std::string& text) {
  std::string out;
  for (char c : text) out += c == '|' ? "\\|" : c == '\n' ? " " : c == '<' ? "&lt;" : std::string(1, c);
  return out;
}

void add_command(std::string& page, const CLI::App& command, const std::string& parents) {
  auto name = parents + " " + command.get_name();
  std::string line = name;
  std::string rows;
  for (const CLI::Option* option : arguments_of(command)) {
    line += " " + usage(*option);
    rows += fmt::format("| `{}` | {} | {} |\n", option->get_name(option->get_positional()), cell(takes(*option)),
                        cell(option->get_description()));
  }
  page += fmt::format("\n## `{}`\n\n{}.\n\n```text\n{}\n```\n", name, command.get_description(), line);
  if (!rows.empty()) page += "\n| argument | takes | is |\n|---|---|---|\n" + rows;
  if (auto footer = command.get_footer(); !footer.empty()) page += fmt::format("\n```text\n{}\n```\n", footer);
  for (const CLI::App* inner : commands_of(command)) add_command(page, *inner, name);
}

}  // namespace

std::string commands_page(const CLI::App& app) {
  std::string page =
      "# Commands\n\n<!-- Written by tools/docs from the tables of the program. -->\n\n"
      "Every command of `ansatz` with its options; `ansatz COMMAND --help` prints the same. What a run leaves behind "
      "and\n"
      "what exit statuses mean: [commands and files](../guide/commands.md).\n";
  for (const CLI::App* command : commands_of(app)) add_command(page, *command, app.get_name());
  return page;
}

}  // namespace ansatz::cli
