// Where a name is declared, and where it is spoken of; of an `include`, the file.
#include <set>
#include <utility>

#include "lsp/features.hpp"
#include "lsp/place.hpp"
#include "lsp/uri.hpp"

namespace ansatz::lsp {
namespace {

const dsl::Mention* asked_mention(const AskedPlace& place) {
  return place.reading->mention_at(place.source, place.offset);
}

/// The declaration as another problem knows it: by where it stands.
std::optional<std::size_t> same_in(const dsl::Reading& reading, const OpenProblem& problem,
                                   const PlaceInFile& declared) {
  for (std::size_t i = 0; i < reading.names.size(); ++i) {
    const PlaceInFile place = place_in_file(reading.names[i].place, problem);
    if (place.file == declared.file && place.range.begin == declared.range.begin) return i;
  }
  return std::nullopt;
}

}  // namespace

Json definition(Workspace& workspace, const Json& params) {
  const AskedPlace place = asked_place(workspace, params);
  for (const dsl::IncludeMention& include : place.reading->includes)
    if (include.span.file == place.source && include.span.begin <= place.offset && place.offset <= include.span.end)
      return {{"uri", workspace.uri_of_file(include.file)}, {"range", json_of(Range{})}};
  const dsl::Mention* mention = asked_mention(place);
  if (mention == nullptr) return nullptr;
  return location(place.reading->names[mention->named].place, *place.problem, workspace);
}

Json references(Workspace& workspace, const Json& params) {
  const AskedPlace place = asked_place(workspace, params);
  const dsl::Mention* mention = asked_mention(place);
  if (mention == nullptr) return nullptr;
  const Json* context = optional_member(params, "context");
  const bool with_declaration = context == nullptr || says_yes(*context, {"includeDeclaration"});
  const PlaceInFile declared = place_in_file(place.reading->names[mention->named].place, *place.problem);
  Json all = Json::array();
  std::set<std::pair<std::filesystem::path, Position>> places;  // an included file is a part of several problems
  for (const OpenProblem* problem : workspace.problems_with(declared.file)) {
    const dsl::Reading& reading = workspace.reading_of(*problem);
    const auto named = same_in(reading, *problem, declared);
    for (const dsl::Mention& one : reading.mentions) {
      if (one.named != named || (one.declares && !with_declaration)) continue;
      const PlaceInFile found = place_in_file(one.span, *problem);
      if (places.emplace(found.file, found.range.begin).second) all.push_back(location(one.span, *problem, workspace));
    }
  }
  return all;
}

Json document_highlights(Workspace& workspace, const Json& params) {
  const AskedPlace place = asked_place(workspace, params);
  const dsl::Mention* mention = asked_mention(place);
  if (mention == nullptr) return nullptr;
  constexpr int read = 2, write = 3;  // DocumentHighlightKind
  const TextLines lines(place.document->text);
  Json all = Json::array();
  for (const dsl::Mention& one : place.reading->mentions)
    if (one.named == mention->named && one.span.file == place.source)
      all.push_back(
          {{"range", json_of(lines.range(one.span.begin, one.span.end))}, {"kind", one.declares ? write : read}});
  return all;
}

}  // namespace ansatz::lsp
