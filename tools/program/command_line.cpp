#include "command_line.hpp"

#include <sstream>

namespace ansatz::cli {

std::vector<const CLI::App*> commands_of(const CLI::App& app) { return app.get_subcommands({}); }

std::vector<std::string> names_of(const std::vector<const CLI::App*>& commands) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands) names.push_back(command->get_name());
  return names;
}

std::vector<const CLI::Option*> arguments_of(const CLI::App& command) {
  std::vector<const CLI::Option*> arguments;
  for (const CLI::Option* option : command.get_options())
    if (!option->check_lname("help") && !option->check_lname("version")) arguments.push_back(option);
  return arguments;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

bool is_flag(const CLI::Option& option) { return option.get_items_expected_max() == 0; }

/// Between two parts of a name that CLI11 makes of a type and its range, "INT:whole number from 1 to 1024", the second
/// says more.
std::string takes(const CLI::Option& option) {
  if (is_flag(option)) return "";
  auto type = option.get_type_name();
  auto colon = type.find(':');
  return colon == std::string::npos ? type : type.substr(colon + 1);
}

std::vector<std::string> choices(const CLI::Option& option) {
  std::vector<std::string> words;
  const std::string list = takes(option);
  if (!list.starts_with('{') || !list.ends_with('}')) return words;
  std::istringstream text(list.substr(1, list.size() - 2));
  for (std::string word; std::getline(text, word, ',');) words.push_back(word);
  return words;
}

}  // namespace ansatz::cli
