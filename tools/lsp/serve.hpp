// The language server over two streams: bytes in, bytes out, until the editor ends it or goes away.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace ansatz::lsp {

/// Reads from a file descriptor, writes by `write`. The exit status that the protocol asks for: 0 after `shutdown` and
/// `exit`, else 1. Throws UserError where the input is no stream of messages, WorldFailure where it cannot be read, and
/// what `write` throws.
int serve(int input, const std::vector<std::filesystem::path>& allowed,
          const std::function<void(std::string_view)>& write);

}  // namespace ansatz::lsp
