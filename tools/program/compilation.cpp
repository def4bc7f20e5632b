#include "compilation.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "ansatz/autodiff/error.hpp"
#include "nearest.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

/// The names of a folder that could be meant by `file`: problem files, at most a thousand.
std::vector<std::string> neighbours(const fs::path& file) {
  std::vector<std::string> names;
  std::error_code unreadable;
  auto folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  for (const auto& entry : fs::directory_iterator(folder, unreadable)) {
    if (entry.path().extension() == ".pde") names.push_back(entry.path().filename().string());
    if (names.size() == 1000) break;
  }
  return names;
}

/// As nearest.hpp, with the folder, so that the name can be copied. A name without its ending is near as well.
std::string did_you_mean_file(const fs::path& file) {
  auto whole = file;
  whole += ".pde";
  std::error_code unreadable;
  if (fs::is_regular_file(whole, unreadable)) return "; " + dsl::did_you_mean({printable(whole.string())});
  auto near = dsl::nearest(file.filename().string(), neighbours(file));
  for (auto& name : near) name = printable((file.parent_path() / name).string());
  return near.empty() ? "" : "; " + dsl::did_you_mean(near);
}

}  // namespace

// Devices and pipes can hold a reader for ever, so that they are refused before they are opened.
void require_regular_file(const fs::path& file) {
  std::error_code failure;
  auto status = fs::status(file, failure);
  auto name = printable(file.string());
  if (status.type() == fs::file_type::not_found) {
    throw WorldFailure(fmt::format("there is no file `{}`{}", name, did_you_mean_file(file)));
  }
  if (failure) throw WorldFailure(fmt::format("cannot read `{}`: {}", name, failure.message()));
  if (status.type() == fs::file_type::directory) {
    throw WorldFailure(fmt::format("`{}` is a folder; name a .pde file in it", name));
  }
  if (status.type() != fs::file_type::regular) {
    throw WorldFailure(fmt::format("`{}` is a device or a pipe, not a file", name));
  }
}

std::vector<dsl::Override> overrides_from(const std::vector<std::string>& settings) {
  std::vector<dsl::Override> overrides;
  for (const auto& setting : settings) {
    auto equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw UserError(fmt::format("--set needs KEY=EXPR, as in --set nu=0.02; got `{}`", printable(setting)));
    }
    overrides.push_back({setting.substr(0, equals), setting.substr(equals + 1)});
  }
  return overrides;
}

void add_problem_options(CLI::App& command, ProblemOptions& options) {
  command.add_option("--set", options.settings, "KEY=EXPR: set a parameter or a setting; may be repeated")
      ->allow_extra_args(false);
  command
      .add_option(
          "--allow-path", options.allowed,
          "A folder beside that of the problem that it may read files from, or send its results to; may be repeated")
      ->allow_extra_args(false);
}

dsl::Compilation compile(const fs::path& file, const ProblemOptions& options, const std::vector<dsl::Override>& more,
                         bool headers_only) {
  dsl::Compilation compilation = compile_any(file, options, more, headers_only);
  if (!compilation.search) return compilation;
  const std::string name = printable(file.string());
  throw UserError(
      fmt::format("`{}` asks for a search, and states no problem of its own: `ansatz search {}` runs it", name, name));
}

dsl::Compilation compile_any(const fs::path& file, const ProblemOptions& options,
                             const std::vector<dsl::Override>& more, bool headers_only) {
  require_regular_file(file);
  auto overrides = overrides_from(options.settings);
  overrides.insert(overrides.end(), more.begin(), more.end());
  return dsl::compile_file(file, overrides, {{options.allowed.begin(), options.allowed.end()}, headers_only});
}

dsl::Colour error_colour() { return errors_in_colour() ? dsl::Colour::on : dsl::Colour::off; }

void report_diagnostics(const dsl::Compilation& compilation) {
  if (compilation.diagnostics.empty()) return;
  report(dsl::render_text(compilation.sources, compilation.diagnostics, error_colour()));
}

}  // namespace ansatz::cli
