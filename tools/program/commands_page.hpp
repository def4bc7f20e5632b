// The commands and their options as a page in Markdown, from what the command line itself knows of them.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace ansatz::cli {

/// The page docs/reference/commands.md.
std::string commands_page(const CLI::App& app);

}  // namespace ansatz::cli
