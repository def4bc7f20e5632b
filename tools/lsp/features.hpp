// What an editor may ask for: one function a request, from its parameters to its result.
//
// A feature reads the texts that are open and changes nothing. It throws RequestError where the parameters are wrong,
// or where what was asked for cannot be; null is an answer too: there is nothing to say.
#pragma once

#include <string_view>

#include "lsp/messages.hpp"
#include "lsp/workspace.hpp"

namespace ansatz::lsp {

Json code_actions(Workspace& workspace, const Json& params);
Json completion(Workspace& workspace, const Json& params);
Json definition(Workspace& workspace, const Json& params);
Json document_highlights(Workspace& workspace, const Json& params);
Json document_symbols(Workspace& workspace, const Json& params);
Json formatting(Workspace& workspace, const Json& params);
Json hover(Workspace& workspace, const Json& params);
Json prepare_rename(Workspace& workspace, const Json& params);
Json references(Workspace& workspace, const Json& params);
Json rename(Workspace& workspace, const Json& params);

/// What this server can do: `capabilities` of the answer to `initialize`.
Json capabilities();

struct Feature {
  std::string_view method;
  Json (*answer)(Workspace& workspace, const Json& params);
};
/// The feature of a method; null where there is none.
const Feature* find_feature(std::string_view method);

}  // namespace ansatz::lsp
