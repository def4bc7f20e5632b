// Texts and the places in them.

#include <algorithm>

#include "ansatz/dsl/source.hpp"

namespace ansatz::dsl {

std::uint32_t Sources::add(std::string name, std::string text) {
  Source source{std::move(name), std::move(text), {0}};
  const std::string& bytes = source.text;
  for (std::uint32_t i = 0; i < bytes.size(); ++i) {
    const bool lone_return = bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n');
    if (bytes[i] == '\n' || lone_return) source.line_starts.push_back(i + 1);
  }
  sources_.push_back(std::move(source));
  return static_cast<std::uint32_t>(sources_.size() - 1);
}

Sources::Position Sources::position(std::uint32_t file, std::uint32_t offset) const {
  const Source& source = sources_[file];
  const auto after = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - source.line_starts.begin());
  const std::string_view before =
      std::string_view(source.text).substr(source.line_starts[line - 1], offset - source.line_starts[line - 1]);
  const auto code_points = std::count_if(before.begin(), before.end(),
                                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return {line, static_cast<std::uint32_t>(code_points) + 1};
}

std::string_view Sources::line(std::uint32_t file, std::uint32_t line) const {
  const Source& source = sources_[file];
  const std::uint32_t begin = source.line_starts[line - 1];
  std::string_view rest = std::string_view(source.text).substr(begin);
  return rest.substr(0, rest.find_first_of("\r\n"));
}

}  // namespace ansatz::dsl
