// Problems as LaTeX: what things look like. Read next: latex.cpp (that it says what the language says).
#include "ansatz/dsl/typeset.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "../folder.hpp"
#include "compiled.hpp"

using namespace ansatz;
using test::compile_source;

namespace {

const std::string plate = ANSATZ_SOURCE_DIR "/tests/dsl/examples/plate.pde";

/// "kind | name | latex | where"
std::vector<std::string> lines(const dsl::Compilation& compiled) {
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  std::vector<std::string> all;
  for (const dsl::TypesetLine& line : dsl::typeset(compiled))
    all.push_back(fmt::format("{} | {} | {} | {}", line.kind, line.name, line.latex, line.where));
  return all;
}

}  // namespace

TEST_CASE("a problem is typeset as a paper would print it") {
  const std::vector<std::string> expected = {
      R"(param | lambda_1 | \text{lambda\_1} = 1 | )",  // else it would look like the next one
      R"(param | lambda1 | \lambda_{1} = 2.5\times10^{-7} | \in \{1, 2.5\times10^{-7}\})",
      R"(param | größe | \text{größe} = 0.01/\pi | \in [10^{-3}, 1])",
      R"(param | Ω | \Omega = 3 | )",
      R"(unknown | alpha_max | \alpha_{\mathrm{max}} \in [0, 1] | \text{starting at } 0.1)",
      R"(unknown | q | q \in \mathbb{R} | \text{starting at } 0.5)",
      R"(let | plate | \mathrm{plate} = [-1, 1] \times [-1, 2] | )",
      R"(let | hole | \mathrm{hole} = B_{0.25}(-0.5, -0.5) | )",
      R"(let | notch | \mathrm{notch} = [0, 1]^{2} | )",
      R"(let | w | w(s) = \begin{cases} 1 & \text{if } s < 0 \\ s/3 & \text{if } s < 0.5 \\ \sqrt{s} & \text{otherwise} \end{cases} | )",
      R"(let | swirl | \mathrm{swirl} = (u_{1}, x\,u) | )",
      R"(domain | x, y | (x, y) \in \mathcal{D} = (\mathrm{plate} \setminus \mathrm{notch}) \setminus \mathrm{hole} | )",
      R"(time | t | t \in [0, 2] | )",
      R"(field | u | u = u(x, y, t) | )",
      R"(field | u1 | u_{1} = u_{1}(x, y, t) | )",
      R"(eq | heat | u_{t} - \nabla \cdot (\text{größe}\,\nabla u) = w(u_{1})\,\Omega | )",
      R"(eq | other | \Delta u_{1} = \nabla \cdot \mathrm{swirl} + q,\quad u = \text{lambda\_1}\,\lambda_{1}\,\alpha_{\mathrm{max}} | )",
      R"(bc | left | u = 0 | \text{on } x = -1,\ y = -1 \text{ where } x > 0 \text{ and } \lnot (y = 0))",
      R"(bc | rim | \partial_{\mathbf{n}} u = 0 | \text{on } \partial \mathrm{hole},\ \partial \mathcal{D})",
      R"(bc | gauge | u_{1} = 0 | \text{on } (x, y) = (0.5, -0.5))",
      R"(bc | periodic | u(1, y, t) = u_{x}(-1, y, t) | \text{on } x = 1)",
      R"(ic | ic | u = \exp(-x^{2}),\quad u_{1} = 0 | \text{at } t = 0)",
  };
  CHECK(lines(dsl::compile_file(plate, {})) == expected);
}

TEST_CASE("the corners of a polygon stand within the brackets of the shape alone") {
  const auto compiled = dsl::compile_text(
      "test.pde", "let wedge = polygon([[0, 0], [1, 0], [0, 2]])\ndomain (x, y) in wedge\nfield u\neq lap(u) = 1\n", {},
      {});
  CHECK(lines(compiled).at(0) == R"(let | wedge | \mathrm{wedge} = \operatorname{polygon}((0, 0), (1, 0), (0, 2)) | )");
}

TEST_CASE("data, tables, an ansatz and what the command line sets are typeset") {
  const test::Folder folder;
  folder.write("seen_1.csv", "x,u,v\n0.5,1,1\n");
  const auto compiled =
      dsl::compile_text("test.pde",
                        "param nu = 1\ndomain x in [0, 1]\nfield u, v\neq u_xx = nu, v_xx = u\n"
                        "bc v = 0 on boundary\nansatz u = x*(1 - x)*net\nexact u, v from \"seen_1.csv\"\n"
                        "data seen { file = \"seen_1.csv\"; columns = [x, v]; points = 1 }\n",
                        folder.path(), {{"nu", "1/4"}});
  const std::vector<std::string> expected = {
      R"(param | nu | \nu = 1/4 | )",
      R"(domain | x | x \in \Omega = [0, 1] | )",
      R"(field | u | u = u(x) | )",
      R"(field | v | v = v(x) | )",
      R"(eq | eq | u_{xx} = \nu,\quad v_{xx} = u | )",
      R"(bc | bc | v = 0 | \text{on } \partial \Omega)",
      R"(ansatz | u | u = x\,(1 - x)\,\mathcal{N}_{u} | )",
      R"(exact | u, v | u, v | \text{from }\texttt{seen\_1.csv})",
      R"(data | seen | v(x^{(i)}) = v^{(i)},\quad i = 1, \dots, 1 | \text{from }\texttt{seen\_1.csv})",
  };
  CHECK(lines(compiled) == expected);
  for (const dsl::TypesetLine& line : dsl::typeset(compiled)) {
    const std::string& text = compiled.sources[line.source.file].text;
    const std::string source = text.substr(line.source.begin, line.source.end - line.source.begin);
    CHECK(source.starts_with(line.kind == "field" ? line.name : line.kind));
  }
  CHECK(dsl::typeset(compile_source("eq u = ")).empty());
}

TEST_CASE("expressions are typeset with the brackets that a reader needs and no others") {
  const dsl::Compilation compiled = dsl::compile_file(plate, {});
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  for (const auto& [text, expected] : std::initializer_list<std::pair<const char*, const char*>>{
           {"u_t + u*u_x", R"(u_{t} + u\,u_{x})"},
           {"|u - u_exact|", R"(\lvert u - u_{\mathrm{exact}}\rvert)"},
           {"u1_xx^2", R"(u_{1,xx}^{2})"},
           {"a - (b - c)", "a - (b - c)"},
           {"a + (b - c)", "a + b - c"},
           {"a*-b", R"(a\,(-b))"},
           {"(-a)^2 - a^2", "(-a)^{2} - a^{2}"},
           {"-u_xx/2 + x/2", R"(-\frac{u_{xx}}{2} + \frac{x}{2})"},
           {"-u_xx/2", "-u_{xx}/2"},
           {"a/(b*c)*d", R"(\frac{a}{b\,c}\,d)"},
           {"1/(1 + 1/(1 + 1/(1 + x)))", R"(\frac{1}{1 + \frac{1}{1 + 1/(1 + x)}})"},
           {"0.01/pi*u", R"(\frac{0.01}{\pi}\,u)"},
           {"x^(a/b*c)", R"(x^{(a/b)\,c})"},
           {"2*3*x*1e-3", R"(2 \cdot 3 x \cdot 10^{-3})"},
           {"2*(1/2)", R"(2 \cdot \frac{1}{2})"},
           {"(a^b)^c + a^b^c", "(a^{b})^{c} + a^{b^{c}}"},
           {"sin(x)^2*exp(x)^2", R"(\sin^{2}(x)\,(\exp(x))^{2})"},
           {"sin(x)^(-1)", R"((\sin(x))^{-1})"},
           {"grad(u)*x", R"((\nabla u)\,x)"},
           {"x*lap(u*u1)", R"(x\,\Delta (u\,u_{1}))"},
           {"d(u, x, x, t)", R"(\partial_{x}^{2}\partial_{t} u)"},
           {"dx(u^2)", R"(\partial_{x} (u^{2}))"},
           {"advect([u, u1], u)", R"(((u, u_{1}) \cdot \nabla) u)"},
           {"dot(grad(u), normal)*x", R"((\nabla u \cdot \mathbf{n})\,x)"},
           {"curl([u, u1])", R"(\nabla \times (u, u_{1}))"},
           {"integral(s + x, s in [-inf, x/2])", R"(\int_{-\infty}^{x/2} (s + x) \,\mathrm{d}s)"},
           {"log1p(x/2)*atan2(x, y)", R"(\ln\!\left( 1 + \frac{x}{2} \right) \operatorname{atan2}(x, y))"},
           {"norm(grad(u))/max(x, y)", R"(\frac{\lVert \nabla u\rVert}{\max(x, y)})"},
           {"1 + (if x < y then 1 else 2)",
            R"(1 + \left( \begin{cases} 1 & \text{if } x < y \\ 2 & \text{otherwise} \end{cases} \right))"},
           {"0 < x <= 1 and x != y", R"(0 < x \le 1 \text{ and } x \ne y)"},
           {"a_b_c*velocity2", R"(a_{b,c}\,\mathrm{velocity2})"},
           {"f(n = 1, s in [0, 1])", R"(f(n = 1, s \in [0, 1]))"},
           {"1 +", R"(\text{1 +})"}}) {
    CHECK(dsl::latex(compiled, text) == std::string(expected));
  }
}
