// The fixes that diagnostics have: each by itself, and all of a text at once.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "ansatz/dsl/format.hpp"
#include "lsp/features.hpp"
#include "lsp/place.hpp"
#include "lsp/publisher.hpp"

namespace ansatz::lsp {
namespace {

constexpr const char *quick_fix = "quickfix", *fix_all = "source.fixAll.ansatz";

/// Whether an editor asks for this kind: for all, where it names none; `source` is asked for by `source.fixAll` too.
bool is_wanted(const Json& params, std::string_view kind) {
  const Json* context = optional_member(params, "context");
  const Json* only = context != nullptr ? optional_member(*context, "only") : nullptr;
  if (only == nullptr || !only->is_array()) return true;
  return std::any_of(only->begin(), only->end(), [&](const Json& wanted) {
    if (!wanted.is_string()) return false;
    const auto& name = wanted.get_ref<const std::string&>();
    return kind == name || (kind.starts_with(name) && kind[name.size()] == '.');
  });
}

bool meet(const Range& a, const Range& b) { return a.begin <= b.end && b.begin <= a.end; }

Json change_of(const std::string& uri, Json edit) { return {{"changes", {{uri, Json::array({std::move(edit)})}}}}; }

std::string title_of(const dsl::Diagnostic::Fix& fix, const OpenProblem& problem) {
  const std::string& text = problem.compiled.sources[fix.span.file].text;
  const std::string written = text.substr(fix.span.begin, fix.span.end - fix.span.begin);
  const auto shown = [](const std::string& piece) {
    constexpr std::size_t longest = 40;
    return piece.size() <= longest && piece.find('\n') == std::string::npos;
  };
  if (!shown(fix.text) || !shown(written)) return "Write it as the language does";
  if (fix.text.empty()) return fmt::format("Take out `{}`", written);
  if (written.empty()) return fmt::format("Insert `{}`", fix.text);
  return fmt::format("Write `{}` for `{}`", fix.text, written);
}

Json action_of(const dsl::Diagnostic& diagnostic, const OpenProblem& problem, const Workspace& workspace) {
  const PlaceInFile place = place_in_file(diagnostic.fix.span, problem);
  return {{"title", title_of(diagnostic.fix, problem)},
          {"kind", quick_fix},
          {"isPreferred", true},
          {"diagnostics", Json::array({json_of(diagnostic, problem, workspace)})},
          {"edit", change_of(workspace.uri_of_file(place.file), text_edit(place.range, diagnostic.fix.text))}};
}

/// A text after every fix that there is, also those that come to light by others.
std::string mended(Workspace workspace, const std::string& uri) {
  constexpr int rounds = 20;
  for (int round = 0; round < rounds; ++round) {
    const OpenText& document = workspace.document(uri);
    const OpenProblem& problem = workspace.problem_of(document);
    const std::uint32_t source = problem.source_of(document.path).value();
    std::string better = dsl::apply_fixes(problem.compiled.sources, source, problem.compiled.diagnostics);
    if (better == document.text) break;
    workspace.change(uri, document.version, std::move(better));
  }
  return workspace.document(uri).text;
}

}  // namespace

Json code_actions(Workspace& workspace, const Json& params) {
  const OpenText& document = workspace.document(document_of(params));
  const Range range = range_of(member(params, "range"));
  const OpenProblem& problem = workspace.problem_of(document);
  Json actions = Json::array();
  std::size_t fixes = 0;  // of the whole text
  for (const dsl::Diagnostic& diagnostic : problem.compiled.diagnostics) {
    const PlaceInFile place = place_in_file(diagnostic.primary.span, problem);
    if (!diagnostic.fix.present || place.file != document.path) continue;
    ++fixes;
    if (is_wanted(params, quick_fix) && meet(place.range, range))
      actions.push_back(action_of(diagnostic, problem, workspace));
  }
  if (fixes == 0 || !is_wanted(params, fix_all)) return actions;
  const Replacement change = difference(document.text, mended(workspace.trial(), document.uri));
  actions.push_back(
      {{"title", "Fix everything that can be fixed"},
       {"kind", fix_all},
       {"edit",
        change_of(document.uri, text_edit(TextLines(document.text).range(change.begin, change.end), change.text))}});
  return actions;
}

}  // namespace ansatz::lsp
