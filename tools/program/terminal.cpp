#include "terminal.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/escaped.hpp"

namespace ansatz::cli {
namespace {

[[noreturn]] void output_failed(int reason) {
  if (reason == EPIPE) throw ReaderGone();
  throw WorldFailure(fmt::format("cannot write to standard output: {}", std::strerror(reason)));
}

}  // namespace

void secure_standard_streams() {
  // Opened for reading even where it stands for an output: writing then fails, as it should.
  for (int stream = 0; stream <= 2; ++stream) {
    if (fcntl(stream, F_GETFD) == -1 && errno == EBADF && open("/dev/null", O_RDONLY) != stream) std::_Exit(3);
  }
  for (int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);
}

void print(std::string_view text) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) output_failed(errno);
}

void finish_output() {
  errno = 0;
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) output_failed(errno);
}

void report(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

bool errors_on_terminal() {
  const char* kind = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && kind != nullptr && std::strcmp(kind, "dumb") != 0;
}

bool errors_in_colour() {
  const char* refusal = std::getenv("NO_COLOR");
  return errors_on_terminal() && (refusal == nullptr || *refusal == '\0');
}

TerminalSize terminal_size() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return {};
  return {size.ws_col, size.ws_row};
}

std::size_t output_columns() {
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : std::numeric_limits<std::size_t>::max();
}

Glyphs terminal_glyphs() {
  const char* kind = std::getenv("TERM");
  if (kind != nullptr && std::strcmp(kind, "linux") == 0) return Glyphs::ascii;
  for (const char* variable : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(variable);
    if (value == nullptr || *value == '\0') continue;
    std::string locale = value;
    std::transform(locale.begin(), locale.end(), locale.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return locale.find("utf-8") != locale.npos || locale.find("utf8") != locale.npos ? Glyphs::braille : Glyphs::ascii;
  }
  return Glyphs::braille;  // most programs start others without a locale, on terminals that know UTF-8
}

std::size_t display_columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string printable(std::string_view text) { return dsl::escaped(text); }

}  // namespace ansatz::cli
