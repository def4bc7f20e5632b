// `ansatz completion`: what makes a shell complete the words after `ansatz`, written from the table of the command
// line.
//
// The three scripts know the same: commands, their options, the words that an option takes where there are only so
// many, codes and topics; files elsewhere, for FILE those of problems, for RUN the runs in out/ as well.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "ansatz/dsl/code.hpp"
#include "command.hpp"
#include "command_line.hpp"
#include "ranges.hpp"
#include "terminal.hpp"
#include "topics.hpp"

namespace ansatz::cli {
namespace {

std::string spaced(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// With each of some characters written as another text.
std::string replaced(const std::string& text, char what, const std::string& by) {
  std::string out;
  for (const char c : text) out += c == what ? by : std::string(1, c);
  return out;
}

/// In single quotes, as bash and zsh read it.
std::string quoted(const std::string& text) { return "'" + replaced(text, '\'', "'\\''") + "'"; }

/// What stands where no word of a list does: "problems", "runs" or "files" where it can be a file, "words" where it
/// cannot.
std::string place_of(const CLI::Option& option) {
  if (takes(option) != "TEXT") return "words";
  if (!option.get_positional()) return "files";
  return option.get_name(true) == "FILE" ? "problems" : option.get_name(true) == "RUN" ? "runs" : "words";
}

std::string place_of(const CLI::App& command) {
  for (const CLI::Option* option : arguments_of(command))
    if (option->get_positional()) return place_of(*option);
  return "words";
}

/// The words that an option takes, or that are worth offering where it takes others as well.
std::vector<std::string> offered(const CLI::Option& option) {
  const std::string name = option.get_name(true);
  if (name == "TOPIC") return topics();
  if (name != "CODE") return choices(option);
  std::vector<std::string> numbers;
  for (const dsl::CodeInfo& code : dsl::codes()) numbers.emplace_back(code.number);
  return numbers;
}

/// The words of its positional arguments, and the commands within it.
std::vector<std::string> words_of(const CLI::App& command) {
  std::vector<std::string> words = names_of(commands_of(command));
  for (const CLI::Option* option : arguments_of(command))
    if (option->get_positional())
      for (auto& word : offered(*option)) words.push_back(std::move(word));
  return words;
}

std::string bash_script(const CLI::App& app) {
  std::string commands, values;
  for (const CLI::App* command : commands_of(app)) {
    commands +=
        fmt::format("    {}) options={} words={} place={} ;;\n", command->get_name(),
                    quoted(spaced(option_names(*command))), quoted(spaced(words_of(*command))), place_of(*command));
    for (const CLI::Option* option : arguments_of(*command)) {
      if (option->get_positional() || is_flag(*option)) continue;
      values += fmt::format("    '{} {}') words={} options= place={} ;;\n", command->get_name(), option->get_name(),
                            quoted(spaced(choices(*option))), place_of(*option));
    }
  }
  return fmt::format(R"(# Completion of ansatz for bash:  source <(ansatz completion bash)
_ansatz() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} options= words= place=words run
  if [[ $word == '=' ]]; then word=; elif [[ $before == '=' ]]; then before=${{COMP_WORDS[COMP_CWORD-2]}}; fi
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W '{} --help --version' -- "$word")
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}  esac
  case "${{COMP_WORDS[1]}} $before" in
{}  esac
  if [[ $word == -* && -n $options ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
    return
  fi
  mapfile -t COMPREPLY < <(
    compgen -W "$words" -- "$word"
    case $place in
      problems) compgen -d -- "$word"; compgen -f -X '!*.pde' -- "$word" ;;
      files) compgen -f -- "$word" ;;
      runs)
        for run in out/*/checkpoint; do
          run=${{run#out/}} run=${{run%/checkpoint}}
          if [[ $run == "$word"* && -e out/$run/checkpoint ]]; then printf '%s\n' "$run"; fi
        done
        compgen -f -- "$word" ;;
    esac)
}}
complete -o filenames -F _ansatz ansatz tools/ansatz
)",
                     spaced(names_of(commands_of(app))), commands, values);
}

/// '--format[text (default) or json]:TEXT:(text json)', as _arguments of zsh reads it.
std::string zsh_argument(const CLI::Option& option) {
  std::string action = place_of(option) == "problems" ? "_files -g \"*.pde\""
                       : place_of(option) == "files"  ? "_files"
                       : place_of(option) == "runs"   ? "_ansatz_runs"
                                                      : " ";
  if (const auto words = offered(option); !words.empty()) action = "(" + spaced(words) + ")";
  const bool many = option.get_items_expected_max() > 1;
  const std::string name = option.get_name(true);
  if (option.get_positional())
    return quoted(fmt::format("{}:{}:{}", many ? "*" : option.get_required() ? "" : ":", name, action));
  std::string about = option.get_description();
  for (const char special : {'[', ']', ':'}) about = replaced(about, special, std::string("\\") + special);
  const std::string value = is_flag(option) ? "" : fmt::format(":{}:{}", "value", action);
  return quoted(fmt::format("{}{}[{}]{}", many ? "*" : "", option.get_name(), about, value));
}

std::string zsh_script(const CLI::App& app) {
  std::string commands, cases;
  for (const CLI::App* command : commands_of(app)) {
    commands += "    " + quoted(command->get_name() + ":" + replaced(command->get_description(), ':', "\\:")) + "\n";
    cases += fmt::format("    {}) _arguments", command->get_name());
    for (const CLI::Option* option : arguments_of(*command)) cases += " \\\n      " + zsh_argument(*option);
    cases += " ;;\n";
  }
  return fmt::format(R"(#compdef ansatz
# Completion of ansatz for zsh:  ansatz completion zsh >_ansatz, in a folder of $fpath
_ansatz_runs() {{
  compadd -- out/*/checkpoint(N:h:t)
  _files
}}
_ansatz() {{
  local -a commands=(
{}  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  shift words
  ((CURRENT--))
  case $words[1] in
{}  esac
}}
if [[ $funcstack[1] == _ansatz ]]; then _ansatz "$@"; else compdef _ansatz ansatz; fi
)",
                     commands, cases);
}

/// In single quotes, as fish reads it.
std::string fish_quoted(const std::string& text) {
  return "'" + replaced(replaced(text, '\\', "\\\\"), '\'', "\\'") + "'";
}

std::string fish_script(const CLI::App& app) {
  std::string script = "# Completion of ansatz for fish:  ansatz completion fish | source\n";
  for (const CLI::App* command : commands_of(app)) {
    script += fmt::format("complete -c ansatz -n __fish_use_subcommand -f -a {} -d {}\n", command->get_name(),
                          fish_quoted(command->get_description()));
    const std::string chosen = fish_quoted("__fish_seen_subcommand_from " + command->get_name());
    if (const auto words = words_of(*command); !words.empty())
      script += fmt::format("complete -c ansatz -n {} -a {}\n", chosen, fish_quoted(spaced(words)));
    if (place_of(*command) == "runs")
      script += fmt::format("complete -c ansatz -n {} -a {}\n", chosen,
                            fish_quoted("(for f in out/*/checkpoint; echo (string split / $f)[2]; end)"));
    for (const CLI::Option* option : arguments_of(*command)) {
      if (option->get_positional()) continue;
      script += fmt::format("complete -c ansatz -n {} -l {} -d {}", chosen, option->get_lnames().front(),
                            fish_quoted(option->get_description()));
      if (!is_flag(*option)) script += " -r";
      if (!choices(*option).empty()) script += " -f -a " + fish_quoted(spaced(choices(*option)));
      script += "\n";
    }
  }
  return script;
}

}  // namespace

void add_completion(CLI::App& app, Action& action) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("completion", "A script that makes a shell complete commands and options");
  command->add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(one_of({"bash", "zsh", "fish"}));
  command->footer(
      "bash: source <(ansatz completion bash), in ~/.bashrc\n"
      "zsh:  ansatz completion zsh >_ansatz, in a folder of $fpath\n"
      "fish: ansatz completion fish >~/.config/fish/completions/ansatz.fish");
  command->callback([shell, &app, &action] {
    action = [shell, &app] {
      print(*shell == "bash" ? bash_script(app) : *shell == "zsh" ? zsh_script(app) : fish_script(app));
      return static_cast<int>(exit_fine);
    };
  });
}

}  // namespace ansatz::cli
