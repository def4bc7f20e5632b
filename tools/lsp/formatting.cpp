// The layout of `ansatz fmt`.
#include "ansatz/dsl/format.hpp"

#include "lsp/features.hpp"

namespace ansatz::lsp {

Json formatting(Workspace& workspace, const Json& params) {
  const OpenText& document = workspace.document(document_of(params));
  dsl::Sources sources;
  const auto after = dsl::format_file(sources, sources.add(document.path.filename().string(), document.text));
  if (!after) return nullptr;  // the diagnostics say why
  if (*after == document.text) return Json::array();
  const Replacement change = difference(document.text, *after);
  const TextLines lines(document.text);
  return Json::array({text_edit(lines.range(change.begin, change.end), change.text)});
}

}  // namespace ansatz::lsp
