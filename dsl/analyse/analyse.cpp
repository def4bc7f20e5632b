// The order of the analysis. Conditions come before exact solutions and ansatz, which they do not speak of; blocks
// after all names of conditions are known; data after them, as drawing them needs the seed, a setting; what a sweep
// speaks of last, as that alone is no use of a name in the problem.
#include <utility>

#include "analyse/analyser.hpp"
#include "ansatz/core/prism.hpp"

namespace ansatz::dsl {

Analyser::Analyser(const std::shared_ptr<Model>& of, std::vector<Diagnostic>& report)
    : model(*of),
      diagnostics(report),
      constants(model, numbers),
      symbolic(model, facts.symbols),
      resolver(model, report) {
  facts.model = of;
}

Analysis analyse(const std::shared_ptr<Model>& model, std::vector<Diagnostic>& diagnostics) {
  Analyser analyser(model, diagnostics);
  read_tables(analyser);
  analyse_definitions(analyser);
  analyse_domain(analyser);
  analyse_given(analyser);
  analyse_regions(analyser);
  analyse_parts(analyser);
  analyse_history(analyser);
  analyse_conditions(analyser);
  analyse_checks(analyser);
  analyse_exact(analyser);
  analyse_ansatz(analyser);
  analyse_blocks(analyser);
  analyse_data(analyser);
  analyser.facts.used = analyser.resolver.take_used();
  analyse_sweep(analyser);
  analyser.facts.used_by_sweep = analyser.resolver.take_used();
  return std::move(analyser.facts);
}

GeometryPtr in_domain(const Analysis& analysis, GeometryPtr shape) {
  return analysis.over.empty() ? shape : prism(std::move(shape), analysis.over);
}

const AnsatzFacts* Analysis::ansatz_of(std::size_t field) const {
  for (const AnsatzFacts& facts : ansatz)
    if (facts.field == field) return &facts;
  return nullptr;
}

}  // namespace ansatz::dsl
