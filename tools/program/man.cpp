// `ansatz man`: the manual page ansatz(1) in the language of man, written from the table of the command line.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <string>

#include "command.hpp"
#include "command_line.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

/// As roff takes it: no commands at the start of a line, hyphens that can be copied.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
    out += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
  }
  return out;
}

std::string argument(const CLI::Option& option) {
  const std::string value = takes(option);
  std::string title = option.get_positional() ? option.get_name(true) : option.get_name();
  title = "\\fB" + escaped(title) + "\\fR";
  if (!option.get_positional() && !value.empty()) title += " \\fI" + escaped(value) + "\\fR";
  return fmt::format(".TP\n{}\n{}.\n", title, escaped(option.get_description()));
}

std::string section(const CLI::App& command, const std::string& parents) {
  const std::string name = parents + " " + command.get_name();
  std::string text = fmt::format(".SS {}\n{}.\n", escaped(name), escaped(command.get_description()));
  for (const CLI::Option* option : arguments_of(command)) text += argument(*option);
  if (const auto footer = command.get_footer(); !footer.empty())
    text += fmt::format(".PP\n.nf\n{}\n.fi\n", escaped(footer));
  for (const CLI::App* inner : commands_of(command)) text += section(*inner, name);
  return text;
}

std::string manual(const CLI::App& app) {
  std::string text = fmt::format(
      ".TH ANSATZ 1 \"\" \"ansatz {}\" \"\"\n.SH NAME\nansatz \\- {}\n.SH SYNOPSIS\n\\fBansatz\\fR \\fICOMMAND\\fR "
      "[\\fIoptions\\fR]\n.SH COMMANDS\n",
      ANSATZ_VERSION, "solves differential equations by neural networks");
  for (const CLI::App* command : commands_of(app)) text += section(*command, app.get_name());
  text += ".SH EXIT STATUS\n";
  for (const StatusMeaning& status : exit_statuses)
    text += fmt::format(".TP\n\\fB{}\\fR\n{}.\n", static_cast<int>(status.status), escaped(status.meaning));
  return text;
}

}  // namespace

void add_man(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("man", "The manual page: ansatz man | man -l -");
  command->callback([&app, &action] {
    action = [&app] {
      print(manual(app));
      return static_cast<int>(exit_fine);
    };
  });
}

}  // namespace ansatz::cli
