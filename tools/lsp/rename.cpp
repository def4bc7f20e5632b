// Another name, in every file of every problem that has the old one.
#include <map>
#include <set>
#include <utility>

#include "ansatz/dsl/assist.hpp"
#include "lsp/features.hpp"
#include "lsp/place.hpp"

namespace ansatz::lsp {
namespace {

[[noreturn]] void refuse(std::string why) { throw RequestError{ErrorCode::request_failed, std::move(why)}; }

/// The mention that begins at a place of a problem; null where there is none.
const dsl::Mention* mention_in(const dsl::Reading& reading, const OpenProblem& problem, const PlaceInFile& place) {
  for (const dsl::Mention& mention : reading.mentions) {
    const PlaceInFile other = place_in_file(mention.span, problem);
    if (other.file == place.file && other.range.begin == place.range.begin) return &mention;
  }
  return nullptr;
}

}  // namespace

Json prepare_rename(Workspace& workspace, const Json& params) {
  const AskedPlace place = asked_place(workspace, params);
  const dsl::Mention* mention = place.reading->mention_at(place.source, place.offset);
  if (mention == nullptr) return nullptr;
  return {{"range", json_of(place_in_file(mention->span, *place.problem).range)},
          {"placeholder", place.reading->names[mention->named].name}};
}

Json rename(Workspace& workspace, const Json& params) {
  const AskedPlace place = asked_place(workspace, params);
  const std::string& name = text_of(params, "newName");
  const dsl::Mention* mention = place.reading->mention_at(place.source, place.offset);
  if (mention == nullptr) refuse("nothing here has a name that the text gives");
  const PlaceInFile declared = place_in_file(place.reading->names[mention->named].place, *place.problem);
  std::map<std::string, Json> changes;
  std::set<std::pair<std::string, Position>> edited;  // an included file is a part of several problems
  for (const OpenProblem* problem : workspace.problems_with(declared.file)) {
    const dsl::Reading& reading = workspace.reading_of(*problem);
    const dsl::Mention* same = mention_in(reading, *problem, declared);
    if (same == nullptr) continue;
    const dsl::Renaming renaming = dsl::rename(reading, same->named, name);
    if (!renaming.refusal.empty()) refuse(renaming.refusal);
    for (const dsl::Edit& edit : renaming.edits) {
      const PlaceInFile changed = place_in_file(edit.span, *problem);
      const std::string uri = workspace.uri_of_file(changed.file);
      if (!edited.emplace(uri, changed.range.begin).second) continue;
      changes.try_emplace(uri, Json::array()).first->second.push_back(text_edit(changed.range, edit.text));
    }
  }
  return {{"changes", changes}};
}

}  // namespace ansatz::lsp
