// A problem as text, from C++: what is wrong with it, its solution, expressions asked of that.
#include <array>
#include <cstdio>
#include <string>

#include "ansatz/core/train.hpp"
#include "ansatz/dsl/compile.hpp"
#include "ansatz/dsl/expressions.hpp"
using namespace ansatz;

int main() {
  const std::string rod =
      "domain x in [0, 1]\n"
      "field  u\n"
      "eq rod: u_xx = -pi^2*sinn(pi*x)\n"
      "bc u = 0 on boundary\n"
      "network { hidden = [10]*2 }\n"
      "train lm { steps = 50 }\n";
  dsl::Compilation compiled = dsl::compile_text("rod.pde", rod, ".", {});
  std::printf("%s\n", render_text(compiled.sources, compiled.diagnostics, dsl::Colour::off).c_str());

  std::string mended = rod;
  mended.replace(mended.find("sinn"), 4, "sin");
  compiled = dsl::compile_text("rod.pde", mended, ".", {{"train.steps", "100"}});
  if (!compiled.problem) return 1;
  const Solution solution = solve(*compiled.problem);
  const auto asked = dsl::compile_expressions(compiled, {"u", "u_x", "u_xx"}, "asked");
  for (const dsl::CompiledExpression& e : asked.expressions)
    std::printf("%-4s at 1/4: %6.3f\n", e.name.c_str(), solution.evaluate(e.value, std::array{0.25})[0]);
}
