#include "lsp/place.hpp"

namespace ansatz::lsp {

AskedPlace asked_place(Workspace& workspace, const Json& params) {
  AskedPlace place;
  const Position position = position_of(member(params, "position"));
  place.document = &workspace.document(document_of(params));
  place.problem = &workspace.problem_of(*place.document);
  place.reading = &workspace.reading_of(*place.problem);
  place.source = place.problem->source_of(place.document->path).value();
  place.offset = static_cast<std::uint32_t>(TextLines(place.document->text).offset(position));
  return place;
}

PlaceInFile place_in_file(const dsl::Span& span, const OpenProblem& problem) {
  const std::filesystem::path* file = problem.file_of(span.file);
  if (file == nullptr) return {problem.file, {}};
  return {*file, problem.lines_of(span.file).range(span.begin, span.end)};
}

Json location(const dsl::Span& span, const OpenProblem& problem, const Workspace& workspace) {
  const PlaceInFile place = place_in_file(span, problem);
  return {{"uri", workspace.uri_of_file(place.file)}, {"range", json_of(place.range)}};
}

}  // namespace ansatz::lsp
