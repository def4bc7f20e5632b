// Text to tree: what every form of statement and expression becomes.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "ansatz/dsl/diagnostic.hpp"

using namespace ansatz::dsl;

namespace {

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("every example of the language parses without a word") {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(ANSATZ_SOURCE_DIR "/tests/dsl/examples")) {
    CAPTURE(entry.path());
    Sources sources;
    const Parsed parsed = parse(sources, sources.add("example", read(entry.path())));
    for (const Diagnostic& d : parsed.diagnostics)
      FAIL_CHECK(d.code << " " << d.message << " at line " << sources.position(0, d.primary.span.begin).line);
    CHECK(parsed.file.statements.size() >= 4);
    ++count;
  }
  CHECK(count == 7);
}
