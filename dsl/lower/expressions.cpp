// Expressions that a command is given as texts: parsed here, understood as in asked.hpp.
#include "ansatz/dsl/expressions.hpp"

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/parse.hpp"
#include "lower/asked.hpp"

namespace ansatz::dsl {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace

CompiledExpressions compile_expressions(const Compilation& compilation, const std::vector<std::string>& texts,
                                        const std::string& source) {
  if (!compilation.model) throw InternalFault("expressions are compiled with a problem that has errors");
  CompiledExpressions result;
  result.sources = compilation.sources;
  Asking asking(compilation.model, result.diagnostics);
  for (const std::string& text : texts) {
    const std::string said(trimmed(text));
    const std::uint32_t file = result.sources.add(source, said);
    const Span whole{file, 0, static_cast<std::uint32_t>(said.size())};
    const auto condition = asking.condition_of(said, whole);
    ParsedExpression parsed = condition ? ParsedExpression{*condition, {}} : parse_expression(result.sources, file);
    result.diagnostics.insert(result.diagnostics.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
    if (has_errors(parsed.diagnostics)) continue;
    for (CompiledExpression& scalar : asking.ask(parsed.expression, said))
      result.expressions.push_back(std::move(scalar));
  }
  if (has_errors(result.diagnostics)) result.expressions.clear();
  return result;
}

std::vector<std::string> split_expressions(std::string_view list) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= list.size(); ++i) {
    const char c = i < list.size() ? list[i] : ',';
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (c != ',' || (depth > 0 && i < list.size())) continue;
    parts.emplace_back(trimmed(list.substr(begin, i - begin)));
    begin = i + 1;
  }
  return parts;
}

}  // namespace ansatz::dsl
