#include "lsp/uri.hpp"

#include <fmt/format.h>

#include <cctype>
#include <string_view>

namespace ansatz::lsp {
namespace {

constexpr std::string_view scheme = "file://";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const int letter = std::tolower(static_cast<unsigned char>(c));
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/// Without %20; a % that is none of these stands for itself.
std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped = text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0;
    if (escaped && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::optional<std::filesystem::path> path_of(const std::string& uri) {
  if (!uri.starts_with(scheme)) return std::nullopt;
  std::string_view rest = std::string_view(uri).substr(scheme.size());
  if (constexpr std::string_view here = "localhost"; rest.starts_with(here)) rest.remove_prefix(here.size());
  if (!rest.starts_with('/')) return std::nullopt;
  std::string path = decoded(rest);
  if (path.find('\0') != std::string::npos) return std::nullopt;
  return path;
}

std::string uri_of(const std::filesystem::path& path) {
  constexpr std::string_view plain = "-._~/";
  std::string out(scheme);
  for (const char c : path.string())
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || plain.find(c) != std::string_view::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

}  // namespace ansatz::lsp
