// Settings that searches alone have: problem files, graphs, and functions that candidates are made of.
#include <fmt/format.h>

#include <algorithm>

#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"
#include "settings/operators.hpp"
#include "settings/settings.hpp"

namespace ansatz::dsl {
namespace {

bool is_graph(const Expression& tree) {
  const bool word = is_word(tree) && (tree.text == "unary" || tree.text == "binary" || tree.text == "many");
  return word && std::all_of(tree.children.begin(), tree.children.end(), is_graph) &&
         std::all_of(tree.arguments.begin(), tree.arguments.end(),
                     [](const ArgumentForm& form) { return form.kind == ArgumentForm::Kind::positional; });
}

/// The first part of a graph that is none, for a message.
const Expression& what_is_no_graph(const Expression& tree) {
  if (is_word(tree) && (tree.text == "unary" || tree.text == "binary" || tree.text == "many"))
    for (const Expression& child : tree.children)
      if (!is_graph(child)) return what_is_no_graph(child);
  return tree;
}

std::string written(const Expression& graph) {
  std::string text = graph.text;
  for (std::size_t i = 0; i < graph.children.size(); ++i) text += (i == 0 ? "(" : ", ") + written(graph.children[i]);
  return graph.children.empty() ? text : text + ")";
}

}  // namespace

SettingValue ValueReader::read_search(const SettingSpec& spec, const Expression& tree) {
  const std::vector<const Expression*> parts = parts_of(tree);
  if (parts.empty()) refuse({spec.name, spec.type, spec.limits, describe(spec)}, tree, "an empty list");
  SettingValue value;
  for (const Expression* part : parts) {
    SettingValue item;
    item.tree = part;
    switch (spec.of_search) {
      case SearchValue::files: item.word = read_file_name(spec, *part); break;
      case SearchValue::graphs: item.word = read_graph(spec, *part); break;
      default: item = read_operator(spec, *part);
    }
    value.items.push_back(std::move(item));
  }
  return value;
}

std::string ValueReader::read_file_name(const SettingSpec& spec, const Expression& tree) {
  if (tree.kind == ExprKind::string) return tree.text;
  fail(Finding(Code::wrong_value, tree.span, must_be(spec.name, describe(spec)))
           .label("not a text")
           .help("as in `problems = [\"poisson.pde\", \"burgers.pde\"]`"));
}

std::string ValueReader::read_graph(const SettingSpec& spec, const Expression& tree) {
  if (is_graph(tree)) return written(tree);
  const Expression& wrong = what_is_no_graph(tree);
  fail(Finding(Code::wrong_value, wrong.span, must_be(spec.name, describe(spec)))
           .label("not one of these words")
           .instead_of(is_word(wrong) ? wrong.text : "", {"unary", "binary", "many"},
                       "as in `space = binary(unary, unary)`; what these words stand for says `unary = [tanh, sin]`"));
}

/// A family by its word, a `let`, an operator by its name, an activation, a function of the language: whichever is
/// first.
SettingValue ValueReader::read_operator(const SettingSpec& spec, const Expression& tree) {
  if (tree.kind != ExprKind::name)
    fail(Finding(Code::wrong_value, tree.span, must_be(spec.name, describe(spec)))
             .label("not a name")
             .help("a formula has a name by `let`, as in `let wave(x) = sin(2*x)` and `unary = [tanh, wave]`"));
  SettingValue value;
  value.word = tree.text;
  value.tree = &tree;
  if (find_option(spec, tree.text) != nullptr) {
    value.is_option = true;
    return value;
  }
  const Symbol* symbol = model_.find(tree.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::definition) {
    resolver_.resolve(tree);
    value.definition = symbol->index;
  }
  require_operator(model_, spec, value);
  return value;
}

}  // namespace ansatz::dsl
