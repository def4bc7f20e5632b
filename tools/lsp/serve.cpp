#include "lsp/serve.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "ansatz/autodiff/error.hpp"
#include "lsp/framing.hpp"
#include "lsp/server.hpp"

namespace ansatz::lsp {
namespace {

[[noreturn]] void refuse() { throw WorldFailure(fmt::format("cannot read from the editor: {}", std::strerror(errno))); }

/// Whether there is something to read within that time; a negative time has no end.
bool arrives(int input, int milliseconds) {
  pollfd watched{input, POLLIN, 0};
  const int ready = poll(&watched, 1, milliseconds);
  if (ready < 0 && errno != EINTR) refuse();
  return ready > 0;
}

/// How long to wait for the editor before there is other work.
int patience(const Server& server) {
  if (!server.due()) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*server.due() - Clock::now());
  return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
}

/// Reads what has arrived; false at the end of the stream.
bool read_some(int input, Framing& framing) {
  std::array<char, 65536> piece;
  const ssize_t count = read(input, piece.data(), piece.size());
  if (count < 0 && errno != EINTR && errno != EAGAIN) refuse();
  if (count > 0) framing.add({piece.data(), static_cast<std::size_t>(count)});
  return count != 0;
}

}  // namespace

int serve(int input, const std::vector<std::filesystem::path>& allowed,
          const std::function<void(std::string_view)>& write) {
  // Bytes of included files that are no UTF-8 become U+FFFD.
  Server server(allowed, [&](const Json& message) {
    write(framed(message.dump(-1, ' ', false, Json::error_handler_t::replace)));
  });
  Framing framing;
  bool open = true;
  const auto take_in = [&](int milliseconds) {
    while (open && arrives(input, milliseconds)) {
      open = read_some(input, framing);
      milliseconds = 0;
    }
    while (const auto message = framing.next()) server.receive(*message);
  };
  while (!server.ended()) {
    take_in(0);  // before anything is answered: it may be a cancellation
    if (server.answer()) continue;
    if (!open) return 1;
    if (server.due() && patience(server) == 0)
      server.work();
    else
      take_in(patience(server));
  }
  return *server.ended();
}

}  // namespace ansatz::lsp
