#include "lsp/publisher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "lsp/place.hpp"

namespace ansatz::lsp {
namespace {

constexpr int severity_error = 1, severity_warning = 2, tag_unnecessary = 1;

/// The lists of a problem, for each of its files; those without a mistake have empty ones.
using Lists = std::map<std::string, Json>;
void add(const OpenProblem& problem, const Workspace& workspace, Lists& lists) {
  const auto list_of = [&](const std::filesystem::path& file) -> Json& {
    return lists.try_emplace(workspace.uri_of_file(file), Json::array()).first->second;
  };
  list_of(problem.file);
  for (const auto& [source, file] : problem.compiled.included) list_of(file);
  for (const dsl::Diagnostic& diagnostic : problem.compiled.diagnostics) {
    Json& list = list_of(place_in_file(diagnostic.primary.span, problem).file);
    Json one = json_of(diagnostic, problem, workspace);
    if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(std::move(one));
  }
}

}  // namespace

Json json_of(const dsl::Diagnostic& diagnostic, const OpenProblem& problem, const Workspace& workspace) {
  Json json = {{"range", json_of(place_in_file(diagnostic.primary.span, problem).range)},
               {"severity", diagnostic.severity() == dsl::Severity::error ? severity_error : severity_warning},
               {"code", diagnostic.number()},
               {"source", "ansatz"},
               {"message", diagnostic.message + (diagnostic.help.empty() ? "" : "\n" + diagnostic.help)}};
  if (diagnostic.code == dsl::Code::never_used) json["tags"] = {tag_unnecessary};
  if (!says_yes(workspace.client, {"textDocument", "publishDiagnostics", "relatedInformation"})) return json;
  Json related = Json::array();
  for (const dsl::Label& label : diagnostic.secondary)
    related.push_back({{"location", location(label.span, problem, workspace)}, {"message", label.text}});
  if (!related.empty()) json["relatedInformation"] = std::move(related);
  return json;
}

void Publisher::publish(Workspace& workspace, const Send& send, const std::function<void(const std::string&)>& log) {
  Lists lists;
  for (const auto& [uri, document] : workspace.documents()) {
    lists.try_emplace(uri, Json::array());
    try {
      add(workspace.problem_of(document), workspace, lists);
    } catch (const std::exception& failure) {  // a file that cannot be read; a fault of ours must not end the session
      log(fmt::format("{}: {}", uri, failure.what()));
    }
  }
  for (const auto& [uri, told] : told_)
    if (!told.diagnostics.empty()) lists.try_emplace(uri, Json::array());
  for (auto& [uri, list] : lists) {
    const auto open = workspace.documents().find(uri);
    const bool is_open = open != workspace.documents().end();
    const std::int32_t version = is_open ? open->second.version : 0;
    const auto told = told_.find(uri);
    const bool nothing_new = told == told_.end() ? !is_open && list.empty()
                                                 : told->second.version == version && told->second.diagnostics == list;
    if (nothing_new) continue;
    Json params = {{"uri", uri}, {"diagnostics", list}};
    if (is_open) params["version"] = version;
    told_.insert_or_assign(uri, Told{version, std::move(list)});
    send(notification("textDocument/publishDiagnostics", std::move(params)));
  }
  std::erase_if(told_, [&](const auto& one) {
    return one.second.diagnostics.empty() && !workspace.documents().contains(one.first);
  });
}

}  // namespace ansatz::lsp
