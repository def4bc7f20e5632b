// `ansatz explain`: a short lesson on a diagnostic.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/explain.hpp"
#include "command.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

/// Up to the first full stop, in one line.
std::string first_sentence(std::string_view text) {
  std::string sentence(text.substr(0, std::min(text.find(". "), text.find(".\n"))));
  std::replace(sentence.begin(), sentence.end(), '\n', ' ');
  return sentence;
}

int explain(const std::string& code) {
  if (code.empty()) {
    for (const auto& lesson : dsl::lessons()) {
      print(fmt::format("{}  {}\n", lesson.code, first_sentence(lesson.text)));
    }
    return exit_fine;
  }
  auto lesson = dsl::explain(code);
  if (!lesson) {
    throw UserError(fmt::format("there is no diagnostic `{}`; `ansatz explain` lists them all", printable(code)));
  }
  print(*lesson);
  if (!lesson->ends_with('\n')) print("\n");
  return exit_fine;
}

}  // namespace

void add_explain(CLI::App& app, Action& action) {
  auto code = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("explain", "A short lesson on a diagnostic");
  command->add_option("CODE", *code, "As in error[E0203]; without one, all are listed");
  command->callback([code, &action] { action = [code] { return explain(*code); }; });
}

}  // namespace ansatz::cli
