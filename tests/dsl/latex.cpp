// Properties of LaTeX: it is well formed and KaTeX takes it, whatever the user wrote; it says what the language says.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "../folder.hpp"
#include "ansatz/dsl/expressions.hpp"
#include "ansatz/dsl/format.hpp"
#include "ansatz/dsl/typeset.hpp"
#include "compiled.hpp"
#include "dsl/latex_reader.hpp"
#include "dsl/tree.hpp"
#include "test_scope.hpp"

namespace fs = std::filesystem;
using namespace ansatz;

namespace {

const std::string plate = ANSATZ_SOURCE_DIR "/tests/dsl/examples/plate.pde";

/// Every line of the gallery and of the plate, and where it holds.
std::vector<std::string> formulas_of_problems() {
  std::vector<fs::path> files{plate};
  for (const auto& entry : fs::directory_iterator(test::gallery))
    if (entry.path().extension() == ".pde") files.push_back(entry.path());
  std::vector<std::string> all;
  for (const fs::path& file : files) {
    const dsl::Compilation compiled = dsl::compile_file(file, {});
    REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
    for (const dsl::TypesetLine& line : dsl::typeset(compiled)) {
      all.push_back(line.latex);
      if (!line.where.empty()) all.push_back(line.where);
    }
  }
  return all;
}

/// Expressions of every kind, most of which mean nothing, and texts that are none.
std::vector<std::string> random_formulas(const dsl::Compilation& compiled, int count) {
  std::vector<std::string> all;
  dsl::testing::Generator generator(3);
  for (int i = 0; i < count; ++i)
    all.push_back(dsl::latex(compiled, dsl::print_expression(generator.expression(1 + i % 5))));
  for (const char* text :
       {"}",        "{",   "\\",  "\\right)", "$",  "%",       "a & b", "#1",  "^_~", "\\input{x}", "a\nb",
        "\"}{\\\"", "|}|", "___", "_a",       "a_", "größe_Ω", "∇",     "Δt2", "ά",   "µ1",         "\"日本 ~^\""})
    all.push_back(dsl::latex(compiled, text));
  return all;
}

/// What is not closed as it was opened, else nothing: groups, \left and \right, environments.
std::string unbalanced(const std::string& latex) {
  std::vector<std::string> open;
  const auto close = [&](const std::string& with) {
    if (open.empty() || open.back() != with) return false;
    open.pop_back();
    return true;
  };
  for (std::size_t i = 0; i < latex.size(); ++i) {
    if (latex[i] == '{') open.emplace_back("}");
    if (latex[i] == '}' && !close("}")) return "} in " + latex;
    if (latex[i] != '\\') continue;
    std::size_t end = i + 1;
    while (end < latex.size() && std::isalpha(static_cast<unsigned char>(latex[end]))) ++end;
    const std::string command = latex.substr(i + 1, end - i - 1);
    if (command == "left") open.emplace_back("right");
    if (command == "begin") open.emplace_back("end");
    if ((command == "right" || command == "end") && !close(command)) return command + " in " + latex;
    i = command.empty() ? i + 1 : end - 1;
  }
  return open.empty() ? "" : "no " + open.back() + " in " + latex;
}

/// Sums, products, quotients, powers, roots, sines and bars of a, b, c and numbers.
class Arithmetic {
 public:
  dsl::Expression tree(int depth) {
    dsl::Expression e;
    switch (depth == 0 ? below(2) : below(12)) {
      case 0: return leaf(dsl::ExprKind::name, std::string(1, static_cast<char>('a' + below(3))));
      case 1: return leaf(dsl::ExprKind::number, numbers_[below(5)]);
      case 2: return node(dsl::ExprKind::unary, "-", {tree(depth - 1)});
      case 3:
        return node(dsl::ExprKind::binary, "^",
                    {tree(depth - 1), below(4) == 0 ? tree(depth - 1) : leaf(dsl::ExprKind::number, "2")});
      case 4: return node(dsl::ExprKind::call, calls_[below(3)], {tree(depth - 1)});
      case 5:
      case 6: return node(dsl::ExprKind::binary, "/", {tree(depth - 1), tree(depth - 1)});
      case 7:
      case 8: return node(dsl::ExprKind::binary, "*", {tree(depth - 1), tree(depth - 1)});
      case 9: return node(dsl::ExprKind::binary, "+", {tree(depth - 1), tree(depth - 1)});
      default: return node(dsl::ExprKind::binary, "-", {tree(depth - 1), tree(depth - 1)});
    }
  }
  int below(int n) { return random_.below(n); }

 private:
  static dsl::Expression leaf(dsl::ExprKind kind, std::string text) {
    dsl::Expression e;
    e.kind = kind;
    e.text = std::move(text);
    return e;
  }
  static dsl::Expression node(dsl::ExprKind kind, std::string text, std::vector<dsl::Expression> children) {
    dsl::Expression e = leaf(kind, std::move(text));
    e.arguments.resize(kind == dsl::ExprKind::call ? children.size() : 0);
    e.children = std::move(children);
    return e;
  }

  static constexpr const char* numbers_[] = {"2", "0.5", "1e-1", "2.5e-1", "3"};
  static constexpr const char* calls_[] = {"sqrt", "sin", "abs"};
  dsl::testing::Generator random_{4};
};

}  // namespace

TEST_CASE("groups, fences and environments are closed, whatever is typeset") {
  const dsl::Compilation compiled = dsl::compile_file(plate, {});
  for (const std::string& latex : random_formulas(compiled, 5'000)) CHECK(unbalanced(latex) == "");
  for (const std::string& latex : formulas_of_problems()) CHECK(unbalanced(latex) == "");
  CHECK(unbalanced("\\left( {a \\right)}") != "");
  CHECK(unbalanced("\\{ a }") != "");
}

TEST_CASE("typeset arithmetic is worth what the expression is worth") {
  const dsl::Compilation compiled = test::compile_source(
      "domain (a, b, c) in box([0, 0, 0], [2, 2, 2])\nfield u\neq lap(u) = a*b*c\nbc u = 0 on boundary\n");
  const std::map<std::string, double> names = {{"a", 0.7}, {"b", 1.3}, {"c", 1.9}};
  Arithmetic arithmetic;
  int compared = 0;
  for (int i = 0; i < 3'000; ++i) {
    const std::string text = dsl::print_expression(arithmetic.tree(1 + i % 5));
    const std::string latex = dsl::latex(compiled, text);
    CAPTURE(text);
    CAPTURE(latex);
    double read = 0;
    REQUIRE_NOTHROW(read = test::LatexReader(latex, names).value());
    const auto asked = dsl::compile_expressions(compiled, {text}, "--of");
    if (asked.expressions.empty()) continue;  // a constant part of it has no value
    const test::GivenFields scope(3, {});
    const double value = scope.evaluate({asked.expressions[0].value(scope)}, {{0.7}, {1.3}, {1.9}})[0].at(0);
    if (!std::isfinite(value) || std::abs(value) > 1e6) continue;
    if (value == 0) continue;  // the graph takes 0 times anything for 0
    CHECK(read == doctest::Approx(value).epsilon(1e-7));
    ++compared;
  }
  CHECK(compared > 2'000);
  CHECK_THROWS(test::LatexReader("2 \\frac{1}{2}", names).value());
  CHECK_THROWS(test::LatexReader("a/b\\,c", names).value());
}

TEST_CASE("KaTeX renders every line of the gallery, and whatever else is typeset") {
  const std::string katex = ANSATZ_KATEX, node = ANSATZ_NODE;
  if (katex.empty() || node.empty()) {
    MESSAGE("not tried: no node, or no libjs-katex");
    return;
  }
  const test::Folder folder;
  std::string formulas;
  for (const std::string& latex : formulas_of_problems()) formulas += latex + "\n";
  for (const std::string& latex : random_formulas(dsl::compile_file(plate, {}), 1'000)) formulas += latex + "\n";
  folder.write("formulas", formulas);
  const std::string said = (folder.path() / "said").string();
  const std::string command = fmt::format("'{}' '{}/tests/dsl/katex.js' '{}' < '{}' > '{}' 2>&1", node,
                                          ANSATZ_SOURCE_DIR, katex, (folder.path() / "formulas").string(), said);
  const int status = std::system(command.c_str());
  std::ostringstream refused;
  refused << std::ifstream(said).rdbuf();
  CHECK_MESSAGE(status == 0, refused.str());
}
