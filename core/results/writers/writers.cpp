// Formats by name and by the ending of a file.
#include "ansatz/core/writers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

template <class Holds>
const Format* find(std::span<const Format> among, const Holds& holds) {
  const auto found = std::find_if(among.begin(), among.end(), holds);
  return found == among.end() ? nullptr : &*found;
}

}  // namespace

void FormatMethod::require_ending() const {
  if (traits.endings.empty()) throw InternalFault(fmt::format("files of the format `{}` have no ending", name()));
}

std::vector<Format> formats_of(const Catalogue& methods) {
  std::vector<Format> formats;
  for (const auto& method : methods.of(FormatMethod::family)) formats.emplace_back(Choice(method));
  return formats;
}

const Format* find_format(std::span<const Format> among, std::string_view name) {
  return find(among, [&](const Format& format) { return format.name() == name; });
}

const Format* find_format_of(std::span<const Format> among, const std::filesystem::path& file) {
  return find(among, [&](const Format& format) {
    const std::vector<std::string>& endings = format.method().traits.endings;
    return std::find(endings.begin(), endings.end(), file.extension().string()) != endings.end();
  });
}

std::filesystem::path write(std::filesystem::path file, const Extract& extract, const Format& format) {
  const FormatTraits& traits = format.method().traits;
  if (!file.has_extension()) file += traits.ending ? traits.ending(extract) : traits.endings.at(0);
  format.method().write(format.settings(), file, extract);
  return file;
}

}  // namespace ansatz
