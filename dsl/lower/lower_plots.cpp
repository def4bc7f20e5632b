// `plot slice { of = u; along = x; t = [0.25, 0.5] }`: what is drawn of the solution.
#include <fmt/format.h>

#include "diagnostics/finding.hpp"
#include "lower/asked.hpp"
#include "lower/lower.hpp"
#include "settings/choices.hpp"

namespace ansatz::dsl {
namespace {

std::string text_of(const Model& model, Span span) {
  return model.sources[span.file].text.substr(span.begin, span.end - span.begin);
}

/// The number of the field, or of the unknown, that an expression is, and nothing else.
std::optional<std::size_t> number_of(SymbolKind kind, const Model& model, const Expression& tree) {
  const Symbol* symbol = tree.kind == ExprKind::name ? model.find(tree.text) : nullptr;
  if (symbol == nullptr || symbol->kind != kind || symbol->parts().size() > 1) return std::nullopt;
  return symbol->index;
}

std::vector<PlotQuantity> quantities_of(const Analysis& analysis, const EffectiveBlock& block,
                                        std::vector<Diagnostic>& diagnostics) {
  std::vector<PlotQuantity> quantities;
  const EffectiveSetting* of = block.find("of");
  if (of == nullptr) return quantities;
  Asking asking(analysis.model, diagnostics);
  for (const SettingValue& item : of->value.items)
    for (CompiledExpression& scalar : asking.ask(*item.tree, text_of(*analysis.model, item.tree->span)))
      quantities.push_back({std::move(scalar.name), std::move(scalar.value),
                            number_of(SymbolKind::field, *analysis.model, *item.tree),
                            number_of(SymbolKind::unknown, *analysis.model, *item.tree)});
  return quantities;
}

/// Where the setting stands that a plot is wrong in, or the statement.
Span place_of(const EffectiveBlock& block, const Plot::Fault& fault) {
  for (const EffectiveSetting& setting : block.settings) {
    const bool said = setting.name == fault.what || (fault.what == "over" && setting.name == "along");
    if (said && setting.tree != nullptr) return setting.tree->span;
  }
  return block.statement->keyword;
}

/// Where a plot names steps that it cannot show.
std::string help_with_steps(const PlotMethod::Reads& reads) {
  if (!reads.steps) return "";
  return std::string("name earlier steps, or train longer") +
         (reads.over_steps ? "" : "; what is trained in the end is shown without `steps`");
}

Plot lower_plot(const Analysis& analysis, const EffectiveBlock& block, std::vector<Diagnostic>& diagnostics) {
  Plot plot{PlotKind(choice_of(block))};
  plot.of = quantities_of(analysis, block, diagnostics);
  const EffectiveSetting *over = block.find("over"), *along = block.find("along");
  if (over != nullptr && along != nullptr)
    diagnostics.push_back(Finding(Code::already_taken, along->place, "`along` and `over` say the same thing")
                              .label("the second")
                              .also(over->place, "the first"));
  if (over == nullptr) over = along;
  if (over != nullptr)
    for (const double number : over->value.numbers) plot.over.push_back(static_cast<std::size_t>(number));
  for (const EffectiveSetting& setting : block.settings)
    if (setting.spec == nullptr) plot.at[analysis.model->find(setting.name)->index] = setting.value.numbers;
  if (const EffectiveSetting* steps = block.find("steps"))
    for (const double step : steps->value.numbers) plot.steps.push_back(static_cast<std::uint64_t>(step));
  if (const EffectiveSetting* title = block.find("title")) plot.title = title->value.word;
  return plot;
}

}  // namespace

std::vector<Plot> lower_plots(const Analysis& analysis, const Problem& problem, std::vector<Diagnostic>& diagnostics) {
  std::vector<Plot> plots;
  for (const EffectiveBlock& block : analysis.blocks) {
    if (block.spec->keyword != "plot") continue;
    const std::size_t before = diagnostics.size();
    Plot plot = lower_plot(analysis, block, diagnostics);
    if (diagnostics.size() > before) continue;
    if (const auto fault = what_is_wrong(plot, problem))
      diagnostics.push_back(Finding(Code::wrong_value, place_of(block, *fault),
                                    fmt::format("`plot {}` {}", block.spec->variant, fault->text))
                                .help(fault->what == "steps" ? help_with_steps(plot.kind.method().reads) : ""));
    plots.push_back(std::move(plot));
  }
  return plots;
}

}  // namespace ansatz::dsl
