// `ansatz lsp`: the language server, which editors start and talk to.
#include "lsp/serve.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "command.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

int serve(const std::vector<std::string>& allowed) {
  if (isatty(STDIN_FILENO) == 1)
    throw UserError(
        "`ansatz lsp` is started by an editor, which talks to it in the language server protocol; docs/guide/editor.md "
        "says how to set one up");
  return lsp::serve(STDIN_FILENO, {allowed.begin(), allowed.end()}, [](std::string_view message) {
    print(message);
    finish_output();
  });
}

}  // namespace

void add_lsp(CLI::App& app, Action& action) {
  auto allowed = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand("lsp", "A language server for editors, over standard input and output");
  command
      ->add_option("--allow-path", *allowed,
                   "A folder beside that of the problem that it may read files from; may be repeated")
      ->allow_extra_args(false);
  command->footer("Editors start it: VS Code, Neovim and others by docs/guide/editor.md.");
  command->callback([allowed, &action] { action = [allowed] { return serve(*allowed); }; });
}

}  // namespace ansatz::cli
