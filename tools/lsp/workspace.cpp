#include "lsp/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "ansatz/core/results.hpp"
#include "ansatz/dsl/parse.hpp"
#include "lsp/uri.hpp"

namespace ansatz::lsp {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_siblings = 200;           // files of a folder that are looked into
constexpr std::uintmax_t largest_sibling = 1 << 20;  // bytes; longer ones are no texts of the language

/// Where the text of a URI lies, or would lie.
fs::path place_of(const std::string& uri) {
  std::error_code failure;
  if (const auto path = path_of(uri)) {
    const fs::path canonical = fs::weakly_canonical(*path, failure);
    return failure ? path->lexically_normal() : canonical;
  }
  std::string name = uri.substr(uri.find_last_of("/:") + 1);
  return fs::current_path(failure) / (name.empty() ? "untitled" : name);
}

/// The files that a text includes itself, canonical.
std::vector<fs::path> included_by(const fs::path& file, const std::string& text) {
  dsl::Sources sources;
  std::vector<fs::path> found;
  for (const dsl::Statement& statement :
       dsl::parse(sources, sources.add(file.filename().string(), text)).file.statements) {
    const auto* include = std::get_if<dsl::Text>(&statement.content);
    if (include == nullptr || include->kind != dsl::Text::Kind::include) continue;
    std::error_code failure;
    const fs::path path = fs::weakly_canonical(file.parent_path() / include->text, failure);
    if (!failure) found.push_back(path);
  }
  return found;
}

}  // namespace

const fs::path* OpenProblem::file_of(std::uint32_t source) const {
  if (source == 0) return &file;
  const auto found = compiled.included.find(source);
  return found == compiled.included.end() ? nullptr : &found->second;
}

std::optional<std::uint32_t> OpenProblem::source_of(const fs::path& path) const {
  if (path == file) return 0;
  for (const auto& [source, included] : compiled.included)
    if (included == path) return source;
  return std::nullopt;
}

const TextLines& OpenProblem::lines_of(std::uint32_t source) const {
  return lines_.try_emplace(source, compiled.sources[source].text).first->second;
}

Workspace Workspace::trial() const {
  Workspace copy(allowed_);
  copy.open_ = open_;
  return copy;
}

void Workspace::open(const std::string& uri, std::int32_t version, std::string text) {
  const fs::path path = place_of(uri);
  open_.insert_or_assign(uri, OpenText{uri, path, version, std::move(text)});
  forget();
}

void Workspace::change(const std::string& uri, std::int32_t version, std::string text) {
  document(uri);
  OpenText& changing = open_.at(uri);
  changing.version = version;
  changing.text = std::move(text);
  changed(changing.path);
}

void Workspace::close(const std::string& uri) {
  open_.erase(uri);
  forget();
}

const OpenText& Workspace::document(const std::string& uri) const {
  const auto found = open_.find(uri);
  if (found == open_.end()) throw RequestError{ErrorCode::invalid_params, fmt::format("`{}` is not open", uri)};
  return found->second;
}

const OpenText* Workspace::open_at(const fs::path& path) const {
  for (const auto& [uri, text] : open_)
    if (text.path == path) return &text;
  return nullptr;
}

std::string Workspace::uri_of_file(const fs::path& path) const {
  const OpenText* text = open_at(path);
  return text != nullptr ? text->uri : uri_of(path);
}

void Workspace::forget() {
  problems_.clear();
  readings_.clear();
  siblings_.clear();
}

void Workspace::changed(const fs::path& path) {
  for (auto problem = problems_.begin(); problem != problems_.end();)
    if (problem->second.source_of(path)) {
      readings_.erase(problem->first);
      problem = problems_.erase(problem);
    } else {
      ++problem;
    }
}

std::string Workspace::text_of_file(const fs::path& file) const {
  const OpenText* text = open_at(file);
  return text != nullptr ? text->text : read_whole(file);
}

dsl::FileAccess Workspace::access() const {
  dsl::FileAccess access{allowed_, true, {}};
  for (const auto& [uri, text] : open_) access.texts.emplace(text.path, text.text);
  return access;
}

const OpenProblem& Workspace::compiled(const fs::path& file) {
  if (const auto known = problems_.find(file); known != problems_.end()) return known->second;
  const std::string name = file.filename().string();
  return problems_
      .try_emplace(file, file, dsl::compile_text(name, text_of_file(file), file.parent_path(), {}, access()))
      .first->second;
}

const dsl::Reading& Workspace::reading_of(const OpenProblem& problem) {
  if (const auto known = readings_.find(problem.file); known != readings_.end()) return known->second;
  dsl::Reading reading = dsl::read_text(problem.file.filename().string(), text_of_file(problem.file),
                                        problem.file.parent_path(), access());
  return readings_.emplace(problem.file, std::move(reading)).first->second;
}

std::vector<const OpenProblem*> Workspace::problems_with(const fs::path& path) {
  std::set<fs::path> files;
  if (open_at(path) != nullptr) files.insert(path);
  for (const auto& [uri, text] : open_) files.insert(text.path);
  for (const fs::path& file : including_siblings(path)) files.insert(file);
  std::vector<const OpenProblem*> found;
  for (const fs::path& file : files)
    if (const OpenProblem& problem = compiled(file); problem.source_of(path)) found.push_back(&problem);
  return found;
}

const OpenProblem& Workspace::problem_of(const OpenText& document) {
  const OpenProblem& alone = compiled(document.path);
  if (!dsl::has_errors(alone.compiled.diagnostics)) return alone;
  const OpenProblem* host = host_of(document);
  return host != nullptr ? *host : alone;
}

/// The problem that includes a text.
const OpenProblem* Workspace::host_of(const OpenText& document) {
  for (const auto& [uri, other] : open_)
    if (other.path != document.path)
      if (const OpenProblem& problem = compiled(other.path); problem.source_of(document.path)) return &problem;
  for (const fs::path& file : including_siblings(document.path))
    if (const OpenProblem& problem = compiled(file); problem.source_of(document.path)) return &problem;
  return nullptr;
}

/// The files of the same folder that include a file, by name; through others too.
const std::vector<fs::path>& Workspace::including_siblings(const fs::path& file) {
  if (const auto known = siblings_.find(file); known != siblings_.end()) return known->second;
  std::set<fs::path> names;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(file.parent_path(), failure)) {
    if (entry.path().extension() != ".pde" || !entry.is_regular_file(failure)) continue;
    if (entry.file_size(failure) <= largest_sibling && !failure) names.insert(entry.path());
    if (names.size() == most_siblings) break;
  }
  std::map<fs::path, std::vector<fs::path>> includes;
  for (const fs::path& name : names) {
    if (name == file) continue;
    const std::string text = text_of_file(name);
    if (text.find("include") != std::string::npos) includes[name] = included_by(name, text);
  }
  std::set<fs::path> hosts{file};
  for (std::size_t before = 0; before < hosts.size();) {
    before = hosts.size();
    for (const auto& [name, included] : includes)
      if (std::any_of(included.begin(), included.end(), [&](const fs::path& one) { return hosts.contains(one); }))
        hosts.insert(name);
  }
  hosts.erase(file);
  return siblings_[file] = {hosts.begin(), hosts.end()};
}

}  // namespace ansatz::lsp
