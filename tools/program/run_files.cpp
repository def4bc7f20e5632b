#include "run_files.hpp"

#include <algorithm>
#include <string>
#include <system_error>

#include "ansatz/core/results.hpp"
#include "snapshots.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code absent;
  return fs::equivalent(a, b, absent);
}

bool is_there(const fs::path& path) {
  std::error_code unreadable;
  return fs::exists(fs::symlink_status(path, unreadable));
}

/// Whether the problem reads the file that stands under this name: it is left as it is.
bool is_read(const fs::path& file, const fs::path& source, const dsl::Compilation& compilation) {
  return same_file(file, source) || std::any_of(compilation.data_files.begin(), compilation.data_files.end(),
                                                [&](const auto& data) { return same_file(file, data.path); });
}

/// "history.csv.1234.tmp": how write_whole names what it has not finished.
bool is_leftover(const fs::path& file) {
  if (file.extension() != ".tmp") return false;
  const std::string process = file.stem().extension().string();
  return process.size() > 1 &&
         std::all_of(process.begin() + 1, process.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string name_of_run(const fs::path& folder) {
  const fs::path whole = fs::absolute(folder).lexically_normal();
  return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

std::vector<fs::path> names_written(const dsl::Compilation& compilation) {
  std::vector<fs::path> names = {"problem.pde", snapshots_folder("")};
  names.insert(names.end(), std::begin(result_files), std::end(result_files));
  for (const Format& format : compilation.output.formats)
    for (const std::string& ending : format.method().traits.endings) names.push_back("solution" + ending);
  for (const dsl::DataFile& data : compilation.data_files) names.emplace_back(data.name);
  return names;
}

std::optional<fs::path> file_in_the_way(const fs::path& folder, const fs::path& source,
                                        const dsl::Compilation& compilation) {
  for (const fs::path& name : names_written(compilation))
    if (is_there(folder / name) && !is_read(folder / name, source, compilation)) return name;
  return std::nullopt;
}

std::optional<fs::path> link_in_the_way(const fs::path& folder, const dsl::Compilation& compilation) {
  for (const fs::path& name : names_written(compilation)) {
    fs::path path;
    for (const fs::path& part : name) {
      path /= part;
      std::error_code unreadable;
      if (fs::is_symlink(fs::symlink_status(folder / path, unreadable))) return path;
    }
  }
  return std::nullopt;
}

bool holds_results(const fs::path& folder) {
  return std::any_of(std::begin(result_files), std::end(result_files), [&](const char* name) {
    std::error_code unreadable;
    return fs::exists(folder / name, unreadable);
  });
}

void write_problem(const fs::path& folder, const std::string& resolved, const std::vector<dsl::DataFile>& data_files) {
  write_whole(folder / "problem.pde", resolved);
  for (const dsl::DataFile& file : data_files) {
    const fs::path target = folder / file.name;
    if (same_file(file.path, target)) continue;
    std::error_code failure;  // what is wrong is said by what writes
    fs::create_directories(target.parent_path(), failure);
    write_whole(target, read_whole(file.path));
  }
}

void remove_leftovers(const fs::path& folder) {
  for (const fs::path& place : {folder, snapshots_folder(folder)}) {
    std::error_code unreadable;
    std::vector<fs::path> leftovers;
    for (const auto& entry : fs::directory_iterator(place, unreadable))
      if (is_leftover(entry.path())) leftovers.push_back(entry.path());
    for (const fs::path& file : leftovers) fs::remove(file, unreadable);
  }
}

}  // namespace ansatz::cli
