#include "usage.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/core/methods.hpp"
#include "ansatz/dsl/schema.hpp"
#include "command_line.hpp"
#include "nearest.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

std::string quoted(const std::string& word) { return "`" + printable(word) + "`"; }

std::string no_command(const CLI::App& app, const std::string& word) {
  if (word.ends_with(".pde"))
    return fmt::format("no command given for {0}: write `ansatz run {1}`", quoted(word), printable(word));
  const std::string near =
      word == "version" ? "; write `ansatz --version`" : did_you_mean(word, names_of(commands_of(app)));
  return "no command " + quoted(word) + near;
}

/// `train.steps` for `steps` and for what other programs call so: the first setting of that name; empty where there is
/// none.
std::string setting_called(std::string_view word) {
  const dsl::Schema schema(builtin_methods());
  for (const dsl::BlockSpec& block : schema.blocks()) {
    const std::vector<std::string> names = dsl::setting_names(block);
    const bool known = std::find(names.begin(), names.end(), word) != names.end();
    const std::string name = known ? std::string(word) : dsl::meant_by(word, names);
    if (!name.empty() && block.keyword != "with") return block.keyword + "." + name;
  }
  return {};
}

/// Of an option that the command does not have: the options that may be meant, or `--set`, if settings are called so.
std::string near_option(const CLI::App& command, const std::string& name) {
  const std::vector<std::string> options = option_names(command);
  if (!name.starts_with("--")) {  // -o: those that begin with the letter
    std::vector<std::string> same;
    for (const std::string& option : options)
      if (option.starts_with("-" + name.substr(0, 2))) same.push_back(option);
    const std::string question = dsl::did_you_mean(same);
    return question.empty() ? "" : "; " + question;
  }
  const bool sets = std::find(options.begin(), options.end(), "--set") != options.end();
  if (const std::string setting = sets ? setting_called(name.substr(2)) : ""; !setting.empty())
    return fmt::format("; settings are set by --set {}=VALUE", setting);
  return did_you_mean(name, options);
}

/// The first word that looks like an option and is none; empty where there is none.
std::string unknown_option(const CLI::App& command, const std::vector<std::string>& words, bool short_ones) {
  const std::vector<std::string> options = option_names(command);
  for (const std::string& word : words) {
    const std::string name = word.substr(0, word.find('='));
    if (name == "--") break;
    const bool is_short = name.size() > 1 && name[0] == '-' && name[1] != '-' && name != "-h";
    const bool is_long = name.starts_with("--") && std::find(options.begin(), options.end(), name) == options.end();
    if (is_long || (short_ones && is_short)) return name;
  }
  return {};
}

const CLI::Option* missing_argument(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options())
    if (option->get_required() && option->count() == 0) return option;
  return nullptr;
}

std::string takes_no_more(const CLI::App& command) {
  std::string takes;
  std::vector<std::string> many;
  for (const CLI::Option* option : command.get_options())
    if (option->get_positional()) takes += fmt::format("{}one {}", takes.empty() ? "" : " and ", option->get_name());
  for (const std::string& word : command.remaining())
    if (word != "--") many.push_back(quoted(word));
  return fmt::format("`{}` takes {}; {} {} too many", command.get_name(), takes.empty() ? "no argument" : takes,
                     fmt::join(many, ", "), many.size() == 1 ? "is" : "are");
}

/// "--set: 1 required TEXT missing"
std::string value_missing(const CLI::App& command, const std::string& error) {
  const std::string name = error.substr(0, error.find(':'));
  const CLI::Option* option = command.get_option_no_throw(name);
  if (option == nullptr) return printable(error);
  return fmt::format("{} needs a value: {}", name, option->get_description());
}

std::string first_lower(std::string text) {
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a') text[0] = static_cast<char>(text[0] + 32);
  return text;
}

}  // namespace

std::string usage_message(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& words) {
  const auto chosen = app.get_subcommands();
  if (chosen.empty() && !words.empty() && words[0].front() != '-') return no_command(app, words[0]);
  const CLI::App& command = chosen.empty() ? app : *chosen.front();
  const bool too_much = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
  if (const std::string option = unknown_option(command, words, too_much || chosen.empty()); !option.empty())
    return fmt::format("`{}` has no option {}{}", command.get_name(), quoted(option), near_option(command, option));
  if (too_much) return takes_no_more(command);
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    if (chosen.empty()) return "no command is given, as in `ansatz run problem.pde`";
    if (const CLI::Option* option = missing_argument(command))
      return fmt::format("`{}` needs {}: {}", command.get_name(), option->get_name(),
                         first_lower(option->get_description()));
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) return value_missing(command, error.what());
  return printable(error.what());
}

}  // namespace ansatz::cli
