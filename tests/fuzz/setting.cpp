// Any bytes as `--set KEY=EXPR`, several a line each, of a problem that has every block.
#include <cstdint>
#include <string>
#include <vector>

#include "ansatz/dsl/compile.hpp"
#include "dsl/promises.hpp"

namespace {

const char* problem = R"(domain x in [0, 1]
time t in [0, 1]
param k = 1 in [0.1, 10]
field u
eq u_t = k*u_xx
bc u = 0 on boundary
ic u = x*(1 - x)
network { hidden = [4] }
sample { eq = 20 }
loss { eq = 1 }
train adam { steps = 3 }
train lm { steps = 3 }
compute { seed = 1 }
output { save = [csv] }
plot heatmap { }
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ansatz::dsl;
  std::vector<Override> overrides;
  std::string text(reinterpret_cast<const char*>(data), size);
  for (std::size_t end = 0; !text.empty(); text.erase(0, end)) {
    end = text.find('\n');
    end = end == std::string::npos ? text.size() : end + 1;
    if (const std::size_t sign = text.find('='); sign < end)
      overrides.push_back({text.substr(0, sign), text.substr(sign + 1, end - sign - 1)});
  }
  const Compilation compiled = compile_text("a.pde", problem, "/nowhere", overrides);
  testing::check_diagnostics(compiled.sources, compiled.diagnostics);
  testing::require(compiled.problem.has_value() != has_errors(compiled.diagnostics), "no problem and no error");
  return 0;
}
