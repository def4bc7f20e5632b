// What can be typed at a place.
#include "ansatz/dsl/assist.hpp"
#include "lsp/features.hpp"
#include "lsp/place.hpp"

namespace ansatz::lsp {
namespace {

/// The CompletionItemKind of the protocol.
int kind_of(dsl::SuggestionKind kind) {
  constexpr int function = 3, variable = 6, module = 9, property = 10, value = 12, keyword = 14, file = 17,
                enum_member = 20;
  switch (kind) {
    case dsl::SuggestionKind::statement: return keyword;
    case dsl::SuggestionKind::block: return module;
    case dsl::SuggestionKind::setting: return property;
    case dsl::SuggestionKind::option: return enum_member;
    case dsl::SuggestionKind::function: return function;
    case dsl::SuggestionKind::name: return variable;
    case dsl::SuggestionKind::value: return value;
    case dsl::SuggestionKind::file: return file;
  }
  return value;
}

}  // namespace

Json completion(Workspace& workspace, const Json& params) {
  const AskedPlace place = asked_place(workspace, params);
  const dsl::Suggestions found = dsl::suggest_at(*place.reading, place.source, place.offset);
  const Json range = json_of(TextLines(place.document->text).range(found.replaced.begin, found.replaced.end));
  Json items = Json::array();
  for (const dsl::Suggestion& one : found.all) {
    Json item = {
        {"label", one.text}, {"kind", kind_of(one.kind)}, {"textEdit", {{"range", range}, {"newText", one.text}}}};
    if (!one.detail.empty()) item["detail"] = one.detail;
    if (!one.markdown.empty()) item["documentation"] = {{"kind", "markdown"}, {"value", one.markdown}};
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace ansatz::lsp
