// From text to a problem: parse, check, lower. The one door of the language for programs that use it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/core/catalogue.hpp"
#include "ansatz/core/classification.hpp"
#include "ansatz/core/problem.hpp"
#include "ansatz/dsl/data_file.hpp"
#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/schema.hpp"
#include "ansatz/dsl/search.hpp"
#include "ansatz/dsl/source.hpp"
#include "ansatz/dsl/sweep.hpp"

namespace ansatz::dsl {

/// `--set KEY=EXPR`, split at the first `=`.
struct Override {
  std::string key;
  std::string value;
};

/// What the `output` block says, for whoever writes the files.
struct OutputPlan {
  std::string directory;          // empty: out/<stem>
  std::vector<std::string> save;  // the words of `save`; empty: everything
  std::vector<Format> formats;    // those among them, with their settings, beside the tables of every run
};

/// A setting as it stands, for whoever shows them.
struct SettingText {
  std::string block;       // "train adam"
  std::string name;        // "steps"
  std::string value;       // as it would be written in a file
  std::string stands_for;  // what `auto` comes to in this problem; empty for other values
  Origin origin = Origin::fallback;
};

struct Model;  // the language's own

/// A function that the problem is solved for all of: the sum of `terms` waves, whose amplitudes are the coordinates
/// NAME1, NAME2, ...
struct GivenName {
  std::string name, argument;
  std::size_t terms = 0;
};

struct Compilation {
  Sources sources;
  std::vector<Diagnostic> diagnostics;
  std::optional<Problem> problem;                // of equations, without an error
  std::optional<Classification> classification;  // of images, without an error; with headers alone no images are there
  std::optional<SearchPlan> search;              // of a file that asks for one, without an error
  OutputPlan output;
  std::vector<SettingText> settings;  // of every block, in the order of the resolved problem
  std::string resolved;               // problem.pde: defaults, includes and overrides written out
  std::vector<DataFile> data_files;
  std::map<std::uint32_t, std::filesystem::path> included;  // the sources that are included files; canonical
  Sweep sweep;                                              // no part of the problem
  std::vector<GivenName> given;                             // `given` functions, in the order of the file
  std::vector<std::string> unused_parameters;  // those that the problem does not speak of, whatever its sweep does
  std::shared_ptr<const Model> model;          // what its names mean (expressions.hpp); null when there is an error

  /// Whether there is something to solve or to learn.
  bool sound() const { return problem || classification; }
  /// The name of what there is.
  const std::string& name() const { return problem ? problem->name : classification->name; }
};

/// Reads and compiles a file. Throws WorldFailure when it cannot be read; everything wrong with its text is
/// a diagnostic. `methods` are those that the text may name.
Compilation compile_file(const std::filesystem::path& file, const std::vector<Override>& overrides,
                         const FileAccess& access = {}, const Catalogue& methods = builtin_methods());
/// The same for text in memory; `name` is shown in messages, includes are resolved against `folder`.
Compilation compile_text(std::string name, std::string text, const std::filesystem::path& folder,
                         const std::vector<Override>& overrides, const FileAccess& access = {},
                         const Catalogue& methods = builtin_methods());

}  // namespace ansatz::dsl
