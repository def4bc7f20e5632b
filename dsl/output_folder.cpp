#include "ansatz/dsl/output_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "diagnostics/finding.hpp"
#include "names/model.hpp"

namespace ansatz::dsl {
namespace fs = std::filesystem;

namespace {

constexpr const char* remedy =
    "name a folder below the one you are in, allow it by --allow-path, or choose one by --out";

/// With links followed as far as there are any; empty where they lead nowhere.
fs::path followed(const fs::path& path) {
  std::error_code failure;
  const fs::path whole = fs::weakly_canonical(fs::absolute(path, failure), failure);
  return failure ? fs::path() : whole;
}

bool is_below(const fs::path& path, const fs::path& folder) {
  const fs::path rest = path.lexically_relative(folder);
  return !path.empty() && !rest.empty() && *rest.begin() != "..";
}

/// Where the folder is named: on the command line, else in the file.
Span place_of(const Model& model) {
  for (const Setting& override : model.overrides)
    if (override.key.text == "output.dir") return override.value.span;
  for (const Statement* statement : model.blocks)
    if (const auto& block = std::get<Block>(statement->content); block.keyword == "output")
      for (const Setting& setting : block.settings)
        if (setting.key.text == "dir") return setting.value.span;
  return {model.main_file, 0, 0};
}

}  // namespace

std::optional<Diagnostic> misplaced_output(const Compilation& compilation, const std::vector<fs::path>& allowed) {
  const std::string& named = compilation.output.directory;
  const fs::path folder = named.empty() ? fs::path("out") / compilation.name() : fs::path(named);
  std::vector<fs::path> roots = {"."};
  roots.insert(roots.end(), allowed.begin(), allowed.end());
  const fs::path meant = followed(folder);
  if (std::any_of(roots.begin(), roots.end(), [&](const fs::path& root) { return is_below(meant, followed(root)); }))
    return std::nullopt;
  const std::string what = named.empty()
                               ? "the results would go to `{}`, and a link leads from there outside the folder "
                                 "that the program runs in"
                               : "`{}` is outside the folder that the program runs in";
  return Finding(Code::wrong_value, place_of(*compilation.model), fmt::format(fmt::runtime(what), folder.string()))
      .label("outside")
      .help(remedy);
}

}  // namespace ansatz::dsl
