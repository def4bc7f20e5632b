// `ansatz explain`: a short lesson on a diagnostic.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/code.hpp"
#include "command.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

int explain(const std::string& number) {
  if (number.empty()) {
    for (const dsl::CodeInfo& code : dsl::codes()) print(fmt::format("{}  {}\n", code.number, code.title));
    return exit_fine;
  }
  const dsl::CodeInfo* code = dsl::find_code(number);
  if (code == nullptr)
    throw UserError(fmt::format("there is no diagnostic `{}`; `ansatz explain` lists them all", printable(number)));
  print(dsl::explain(*code));
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
