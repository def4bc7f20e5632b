#include "lsp/framing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/escaped.hpp"

namespace ansatz::lsp {
namespace {

constexpr std::size_t longest_header = 4096, longest_message = 64 << 20;
constexpr std::string_view end_of_header = "\r\n\r\n", end_of_line = "\r\n", length_name = "content-length";

[[noreturn]] void refuse(std::string_view header) {
  throw UserError(
      fmt::format("what arrived is no message of the language server protocol: expected `Content-Length: N`, N at most "
                  "{}; got `{}`",
                  longest_message, dsl::escaped(header.substr(0, 60))));
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

/// The number that a header announces; other fields of it do not matter.
std::size_t announced_length(std::string_view header) {
  std::optional<std::size_t> length;
  for (std::string_view rest = header; !rest.empty();) {
    const std::size_t end = std::min(rest.find(end_of_line), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + end_of_line.size(), rest.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) refuse(line);
    if (lowered(line.substr(0, colon)) != length_name) continue;
    std::string_view digits = line.substr(colon + 1);
    while (digits.starts_with(' ')) digits.remove_prefix(1);
    std::size_t value = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || stop != digits.data() + digits.size() || value > longest_message) refuse(line);
    length = value;
  }
  if (!length) refuse(header);
  return *length;
}

}  // namespace

std::optional<std::string> Framing::next() {
  const std::string_view left = std::string_view(buffer_).substr(begin_);
  const std::size_t end = left.find(end_of_header);
  if (end == std::string_view::npos) {
    // Nobody who types by hand, and no other program, should wait for an answer that cannot come.
    const bool begins = lowered(left.substr(0, 8)) == std::string_view("content-").substr(0, left.size());
    if (left.size() > longest_header || (!left.empty() && !begins)) refuse(left);
    return std::nullopt;
  }
  const std::size_t length = announced_length(left.substr(0, end)), body = end + end_of_header.size();
  if (left.size() - body < length) return std::nullopt;
  std::string message(left.substr(body, length));
  begin_ += body + length;
  if (begin_ == buffer_.size() || begin_ > longest_header * 16) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  return message;
}

std::string framed(std::string_view message) {
  return fmt::format("Content-Length: {}\r\n\r\n{}", message.size(), message);
}

}  // namespace ansatz::lsp
