// Files with numbers, as a problem names them.
#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "names/model.hpp"
#include "syntax/load.hpp"

namespace ansatz::dsl {
namespace {

/// The folder that files named at this place are looked for in; of --set that of the problem.
const std::filesystem::path& folder_of(const Model& model, Span place) {
  const auto folder = model.folders.find(place.file);
  return folder != model.folders.end() ? folder->second : model.folders.at(model.main_file);
}

std::filesystem::path path_of(const Model& model, const std::string& name, Span place) {
  return find_file(model.files, folder_of(model, place), name, place);
}

const DataFile* known_file(const Model& model, const std::filesystem::path& path) {
  for (const DataFile& file : model.data_files)
    if (file.path == path) return &file;
  return nullptr;
}

}  // namespace

const DataFile* known_data_file(const Model& model, const std::string& name, Span place) {
  return known_file(model, path_of(model, name, place));
}

const DataFile& data_file(const Model& model, const std::string& name, Span place) {
  if (const DataFile* known = known_file(model, path_of(model, name, place))) return *known;
  throw InternalFault(fmt::format("`{}` is asked for before it was found", name));
}

bool is_data_file(const Model& model, const std::string& name, Span place) {
  return model.files.find(folder_of(model, place), name).refusal.empty();
}

const DataFile& find_data_file(Model& model, const std::string& name, Span place) {
  const std::filesystem::path path = path_of(model, name, place);
  if (const DataFile* known = known_file(model, path)) return *known;
  const auto taken = [&](const std::string& wanted) {
    return std::any_of(model.data_files.begin(), model.data_files.end(),
                       [&](const DataFile& file) { return file.name == wanted; });
  };
  const std::filesystem::path written = name;
  std::string local = fmt::format("data/{}", written.filename().string());
  for (int i = 2; taken(local); ++i)
    local = fmt::format("data/{}_{}{}", written.stem().string(), i, written.extension().string());
  return model.data_files.emplace_back(DataFile{path, local});
}

}  // namespace ansatz::dsl
