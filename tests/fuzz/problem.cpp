// Any bytes as a problem, and as a setting on the command line: compiled, and drawn what is wrong with it. The first
// line of the input is `KEY=EXPR` if it holds `=` and begins with `!`.
#include <cstdint>

#include "ansatz/dsl/compile.hpp"
#include "dsl/promises.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ansatz::dsl;
  std::string text(reinterpret_cast<const char*>(data), size);
  std::vector<Override> overrides;
  if (const std::size_t line = text.find('\n'); text.starts_with('!') && line != std::string::npos) {
    if (const std::size_t sign = text.find('='); sign < line)
      overrides.push_back({text.substr(1, sign - 1), text.substr(sign + 1, line - sign - 1)});
    text.erase(0, line + 1);
  }
  const Compilation compiled = compile_text("a.pde", text, "/nowhere", overrides);
  testing::check_diagnostics(compiled.sources, compiled.diagnostics);
  testing::require(compiled.problem.has_value() != has_errors(compiled.diagnostics), "no problem and no error");
  return 0;
}
