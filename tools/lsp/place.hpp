// Places of requests: a position in an open text, in the problem that it belongs to; and places of answers.
#pragma once

#include <filesystem>

#include "lsp/messages.hpp"
#include "lsp/workspace.hpp"

namespace ansatz::lsp {

/// What `textDocument` and `position` of a request mean.
struct AskedPlace {
  const OpenText* document = nullptr;
  const OpenProblem* problem = nullptr;
  const dsl::Reading* reading = nullptr;
  std::uint32_t source = 0;  // of the document, in both
  std::uint32_t offset = 0;  // byte
};
/// Throws RequestError where there is no such place.
AskedPlace asked_place(Workspace& workspace, const Json& params);

/// Where a span lies: its file, and there the range. Of what is in no file, the beginning of the problem.
struct PlaceInFile {
  std::filesystem::path file;
  Range range;
};
PlaceInFile place_in_file(const dsl::Span& span, const OpenProblem& problem);
/// The same as a Location of the protocol.
Json location(const dsl::Span& span, const OpenProblem& problem, const Workspace& workspace);

}  // namespace ansatz::lsp
