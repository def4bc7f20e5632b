#include "ansatz/dsl/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "ansatz/dsl/parse.hpp"
#include "assist/index.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/functions.hpp"
#include "names/names.hpp"
#include "syntax/load.hpp"

namespace ansatz::dsl {
namespace {

/// The includes of every file of a model, where they stand.
std::vector<IncludeMention> includes_of(const Model& model) {
  std::vector<IncludeMention> found;
  for (const auto& [source, folder] : model.folders)
    for (const Statement& statement : parse(model.sources, source).file.statements) {
      const Text* text = std::get_if<Text>(&statement.content);
      if (text == nullptr || text->kind != Text::Kind::include) continue;
      const FoundFile file = model.files.find(folder, text->text);
      if (file.refusal.empty()) found.push_back({text->text_span, file.path});
    }
  return found;
}

}  // namespace

const char* described(NamedKind kind) {
  switch (kind) {
    case NamedKind::parameter: return "a parameter";
    case NamedKind::definition: return "a definition";
    case NamedKind::region: return "a region";
    case NamedKind::unknown: return "an unknown";
    case NamedKind::coordinate: return "a coordinate";
    case NamedKind::field: return "a field";
    case NamedKind::condition: return "a condition";
    case NamedKind::check: return "a check";
    case NamedKind::network: return "a network";
    case NamedKind::argument: return "an argument";
  }
  return "a name";
}

const Mention* Reading::mention_at(std::uint32_t file, std::uint32_t offset) const {
  const Mention* before = nullptr;
  for (const Mention& mention : mentions) {
    if (mention.span.file != file || mention.span.begin > offset) continue;
    if (offset < mention.span.end) return &mention;
    if (offset == mention.span.end) before = &mention;
  }
  return before;
}

Reading read_text(std::string name, std::string text, const std::filesystem::path& folder, const FileAccess& access) {
  const auto model = std::make_shared<Model>(function_names());
  std::vector<Diagnostic> diagnostics;  // those of the compiled text say more
  Reading reading;
  reading.name = name;
  reading.folder = folder;
  reading.access = access;
  model->files = FileRules(folder, access.allowed);
  model->headers_only = access.headers_only;
  model->main_file = model->sources.add(std::move(name), std::move(text));
  Loaded loaded = load(model->sources, model->main_file, folder, model->files, access.texts, diagnostics);
  reading.whole = loaded.good;
  reading.included = std::move(loaded.included);
  model->statements = std::move(loaded.statements);
  model->folders = std::move(loaded.folders);
  model->generated = std::move(loaded.generated);
  model->kind = kind_of(model->statements);
  model->schema = std::make_shared<const Schema>(builtin_methods(), model->kind);
  collect(*model, diagnostics);
  resolve_definitions(*model, diagnostics);
  index_names(*model, reading);
  reading.includes = includes_of(*model);
  reading.sources = model->sources;
  reading.model = model;
  return reading;
}

}  // namespace ansatz::dsl
