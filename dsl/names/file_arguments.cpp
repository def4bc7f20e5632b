// Shapes stand in definitions, in domains and after `on`; nothing else is searched.
#include "names/file_arguments.hpp"

#include <algorithm>

namespace ansatz::dsl {
namespace {

class Search {
 public:
  void operator()(const Definition& definition) {
    if (definition.value) in(*definition.value);
  }
  void operator()(const DomainDeclaration& domain) { in(domain.shape); }
  void operator()(const ConditionStatement& condition) {
    for (const Equation& equation : condition.equations) in(equation.left), in(equation.right);
    if (!condition.region) return;
    for (const RegionPlace& place : condition.region->places) in(place.value);
    if (condition.region->where) in(*condition.region->where);
  }
  template <class Other>
  void operator()(const Other&) {}

  std::vector<const Expression*> found;

 private:
  void in(const Expression& e) {
    std::vector<const Expression*> open{&e};  // not recursed into: a sum may have thousands of terms
    while (!open.empty()) {
      const Expression& next = *open.back();
      open.pop_back();
      if (!next.arguments.empty() && next.arguments[0].kind == ArgumentForm::Kind::file) found.push_back(&next);
      for (const Expression& child : next.children) open.push_back(&child);
    }
  }
};

}  // namespace

std::vector<const Expression*> calls_with_files(const Statement& statement) {
  Search search;
  std::visit([&](const auto& content) { search(content); }, statement.content);
  std::sort(search.found.begin(), search.found.end(),
            [](const Expression* a, const Expression* b) { return a->span.begin < b->span.begin; });
  return std::move(search.found);
}

}  // namespace ansatz::dsl
