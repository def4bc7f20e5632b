// What stands under the pointer.
#include "ansatz/dsl/assist.hpp"
#include "lsp/features.hpp"
#include "lsp/place.hpp"

namespace ansatz::lsp {

Json hover(Workspace& workspace, const Json& params) {
  const AskedPlace place = asked_place(workspace, params);
  const auto found = dsl::explain_at(*place.reading, place.problem->compiled.settings, place.source, place.offset);
  if (!found) return nullptr;
  return {{"contents", {{"kind", "markdown"}, {"value", found->markdown}}},
          {"range", json_of(place_in_file(found->span, *place.problem).range)}};
}

}  // namespace ansatz::lsp
