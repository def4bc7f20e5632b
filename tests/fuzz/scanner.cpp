// Any bytes through the scanner alone, which is where most of them end: tokens in order and inside the text, findings
// inside it, work linear in its length. The first byte says whether the text is a value of `until`.
#include <cstdint>
#include <string>

#include "dsl/promises.hpp"
#include "syntax/token.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ansatz::dsl;
  if (size == 0) return 0;
  constexpr std::size_t looks_at_a_byte = 64;
  Sources sources;
  const auto file = sources.add("a.pde", std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
  const Scan found = scan(sources, file, data[0] % 2 == 1);
  testing::require(!found.tokens.empty() && found.tokens.back().kind == TokenKind::end, "no end");
  std::uint32_t at = 0;
  for (const Token& token : found.tokens) {
    testing::require(token.begin >= at && token.begin <= token.end && token.end < size, "a token out of its place");
    at = token.begin;
  }
  for (const Diagnostic& d : found.diagnostics) {
    testing::require(!d.message.empty(), "a finding that says nothing");
    testing::require(d.primary.span.begin <= d.primary.span.end && d.primary.span.end < size, "a finding out of place");
  }
  testing::require(found.looks <= looks_at_a_byte * (size + 1), "more work than bytes");
  return 0;
}
