// The list of features, and how editors are told of them.
#include "lsp/features.hpp"

#include <algorithm>
#include <iterator>

namespace ansatz::lsp {
namespace {

constexpr Feature features[] = {
    {"textDocument/codeAction", code_actions},
    {"textDocument/completion", completion},
    {"textDocument/definition", definition},
    {"textDocument/documentHighlight", document_highlights},
    {"textDocument/documentSymbol", document_symbols},
    {"textDocument/formatting", formatting},
    {"textDocument/hover", hover},
    {"textDocument/prepareRename", prepare_rename},
    {"textDocument/references", references},
    {"textDocument/rename", rename},
};

constexpr int sync_incremental = 2;

}  // namespace

const Feature* find_feature(std::string_view method) {
  const auto* found = std::find_if(std::begin(features), std::end(features),
                                   [&](const Feature& feature) { return feature.method == method; });
  return found == std::end(features) ? nullptr : found;
}

Json capabilities() {
  return {{"positionEncoding", "utf-16"},
          {"textDocumentSync", {{"openClose", true}, {"change", sync_incremental}, {"save", true}}},
          {"codeActionProvider", {{"codeActionKinds", {"quickfix", "source.fixAll.ansatz"}}}},
          {"completionProvider", {{"triggerCharacters", {"_", ".", "\"", "/", "="}}}},
          {"definitionProvider", true},
          {"documentFormattingProvider", true},
          {"documentHighlightProvider", true},
          {"documentSymbolProvider", true},
          {"hoverProvider", true},
          {"referencesProvider", true},
          {"renameProvider", {{"prepareProvider", true}}}};
}

}  // namespace ansatz::lsp
