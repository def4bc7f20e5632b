#include "slope_facts.hpp"

#include <fmt/format.h>

#include <string>

#include "ansatz/core/scales.hpp"
#include "ansatz/core/slope_theory.hpp"

namespace ansatz::cli {
namespace {

std::string condition_in_words(const StartCondition& start) {
  std::string constants;
  for (const double constant : start.constants)
    constants += fmt::format("{}{:.4g}", constants.empty() ? "" : ", ", constant);
  return fmt::format(
      "{} at the start: the loss {:.4g} is {} {:.4g} + {:.4g}, the best constant network ({}) and W_a S(0)",
      start.holds() ? "holds" : "does not hold", start.loss, start.holds() ? "below" : "not below", start.constant_loss,
      start.most, constants);
}

}  // namespace

std::vector<report::Fact> slope_facts(const Problem& stated) {
  const Problem problem = scaled(stated);  // the loss that training begins with
  const ParameterGrowth growth = parameter_growth(problem);
  if (growth.slopes == 0) return {};
  std::vector<report::Fact> facts{
      {"growth P of the parameter space",
       fmt::format("{:.4f}: {:.0f} slopes beside {:.0f} weights and biases of hidden layers", growth.ratio(),
                   growth.slopes, growth.plain)}};
  if (const auto start = start_condition(problem)) {
    facts.push_back({"W_a S(a) at the start", fmt::format("{:.4g}", start->recovery)});
    facts.push_back({"condition of theorem 2.1", condition_in_words(*start)});
  }
  return facts;
}

}  // namespace ansatz::cli
