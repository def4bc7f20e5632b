#include "includes.hpp"

#include <algorithm>
#include <fstream>
#include <optional>

namespace fs = std::filesystem;

namespace ansatz::test {
namespace {

bool is_source(const fs::path& file) {
  const auto end = file.extension();
  return end == ".cpp" || end == ".hpp" || end == ".h" || end == ".def" || end == ".inc";
}

std::string_view without_spaces(std::string_view line) {
  const auto first = line.find_first_not_of(" \t");
  return first == std::string_view::npos ? "" : line.substr(first);
}

/// What an include line names, and whether in quotes; nothing for other lines.
std::optional<Include> parse(std::string_view line) {
  line = without_spaces(line);
  if (!line.starts_with('#')) return std::nullopt;
  line = without_spaces(line.substr(1));
  if (!line.starts_with("include")) return std::nullopt;
  line = without_spaces(line.substr(7));
  if (!line.starts_with('"') && !line.starts_with('<')) return std::nullopt;
  const bool quoted = line.front() == '"';
  const auto end = line.find(quoted ? '"' : '>', 1);
  if (end == std::string_view::npos) return std::nullopt;
  return Include{{}, std::string(line.substr(1, end - 1)), {}, quoted};
}

/// Looks where compilers look: beside the file, in its own layer, in the public headers of every layer, in the others.
std::string target_of(const fs::path& root, const Include& include) {
  std::vector<fs::path> places = {fs::path(include.file).parent_path(), layer_of(include.file)};
  for (const auto layer : layers) places.push_back(fs::path(layer) / "include");
  for (const auto layer : layers) places.emplace_back(layer);
  places.emplace_back();
  for (const auto& place : places) {
    const auto candidate = (place / include.text).lexically_normal();
    if (fs::is_regular_file(root / candidate)) return candidate.generic_string();
  }
  return {};
}

}  // namespace

std::vector<Include> includes_of(const fs::path& root) {
  std::vector<std::string> files;
  for (const auto layer : layers) {
    if (!fs::exists(root / layer)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / layer))
      if (is_source(entry.path())) files.push_back(fs::relative(entry.path(), root).generic_string());
  }
  std::sort(files.begin(), files.end());
  std::vector<Include> includes;
  for (const auto& file : files) {
    std::ifstream text(root / file);
    for (std::string line; std::getline(text, line);) {
      auto include = parse(line);
      if (!include) continue;
      include->file = file;
      include->target = target_of(root, *include);
      includes.push_back(*std::move(include));
    }
  }
  return includes;
}

std::string layer_of(std::string_view file) { return std::string(file.substr(0, file.find('/'))); }

std::string room_of(std::string_view file) {
  const auto layer = layer_of(file);
  if (file.starts_with(layer + "/include/")) return layer + "/include";
  const auto folder = std::string(file.substr(0, file.rfind('/')));
  return folder == layer ? std::string(file.substr(0, file.rfind('.'))) : folder;
}

std::string report(const Include& include) { return include.file + ": " + include.text; }

}  // namespace ansatz::test
