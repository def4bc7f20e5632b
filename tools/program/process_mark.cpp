#include "process_mark.hpp"

#include <fmt/chrono.h>
#include <fmt/core.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <ctime>

namespace ansatz::cli {
namespace {

std::string this_host() {
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) return "?";
  return host.data();
}

}  // namespace

std::string this_process() {
  return fmt::format("{} on {} since {:%Y-%m-%d %H:%M:%S}", ::getpid(), this_host(),
                     fmt::localtime(std::time(nullptr)));
}

bool is_gone(std::string_view line) {
  pid_t process = 0;
  const auto [end, failure] = std::from_chars(line.data(), line.data() + line.size(), process);
  if (failure != std::errc() || process <= 0) return false;
  line.remove_prefix(static_cast<std::size_t>(end - line.data()));
  if (!line.starts_with(fmt::format(" on {} since ", this_host()))) return false;
  return ::kill(process, 0) != 0 && errno == ESRCH;
}

}  // namespace ansatz::cli
