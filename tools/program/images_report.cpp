#include "images_report.hpp"

#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "ansatz/core/citations.hpp"
#include "ansatz/core/figure.hpp"
#include "ansatz/core/results.hpp"
#include "duration.hpp"
#include "report_check.hpp"
#include "report_facts.hpp"

namespace ansatz::cli {
namespace {

using Member = std::function<double(const EpochRow&)>;

figures::Line curve(const char* label, const ClassificationOutcome& outcome, const Member& member,
                    figures::Stroke stroke = figures::Stroke::solid) {
  figures::Line line;
  line.label = label;
  line.stroke = stroke;
  for (const EpochRow& row : outcome.history) {
    line.x.push_back(static_cast<double>(row.epoch));
    line.y.push_back(member(row));
  }
  return line;
}

figures::Panel panel(const char* label, figures::Scale scale) {
  figures::Panel made;
  made.x.label = "epoch";
  made.y.label = label;
  made.y.scale = scale;
  return made;
}

/// A number of both sets, as trained and in use, over the epochs.
figures::Panel quality_panel(const char* label, figures::Scale scale, const ClassificationOutcome& outcome,
                             double Quality::*number) {
  figures::Panel made = panel(label, scale);
  made.layers.emplace_back(
      curve("training, as it is trained", outcome, [=](const EpochRow& row) { return row.as_trained.*number; }));
  made.layers.emplace_back(curve(
      "training, in use", outcome, [=](const EpochRow& row) { return row.training.*number; }, figures::Stroke::dashed));
  if (outcome.history.back().test)
    made.layers.emplace_back(curve("test, in use", outcome, [=](const EpochRow& row) { return (*row.test).*number; }));
  return made;
}

figures::Figure slopes_figure(const ClassificationOutcome& outcome) {
  figures::Panel made = panel("mean of n a", figures::Scale::linear);
  for (const SlopeStatistics& slope : outcome.slopes) {
    if (made.layers.size() < slope.layer) {
      figures::Line line;
      line.label = fmt::format("layer {}", slope.layer);
      made.layers.emplace_back(std::move(line));
    }
    auto& line = std::get<figures::Line>(made.layers[slope.layer - 1]);
    line.x.push_back(static_cast<double>(line.x.size()));
    line.y.push_back(slope.mean);
  }
  figures::Figure figure;
  figure.panels.push_back(std::move(made));
  return figure;
}

report::Table quality_table(const EpochRow& last) {
  report::Table table{
      "In the end", {"images", "loss as trained", "accuracy as trained, %", "loss in use", "accuracy in use, %"}, {}};
  const auto add = [&](const char* name, const Quality& as_trained, const Quality& in_use) {
    table.rows.push_back({name, fmt::format("{:.4e}", as_trained.loss),
                          fmt::format("{:.2f}", 100 * as_trained.accuracy), fmt::format("{:.4e}", in_use.loss),
                          fmt::format("{:.2f}", 100 * in_use.accuracy)});
  };
  add("training", last.as_trained, last.training);
  if (last.test && last.test_as_trained) add("test", *last.test_as_trained, *last.test);
  table.note =
      "As trained, dropout draws and batch norm takes the statistics of batches of a step; in use a network is a "
      "function of one image.";
  return table;
}

report::Table layers_table(const Classification& problem) {
  report::Table table{"Layers", {"layer", "gives", "parameters"}, {}};
  for (const LayerShape& layer : layer_shapes(problem.network, problem.image)) {
    const ad::Extents& image = layer.extents;
    table.rows.push_back(
        {layer.layer,
         image.given() ? fmt::format("{} x {} x {}", image[0], image[1], image[2]) : fmt::format("{}", layer.rows),
         fmt::format("{}", layer.parameters)});
  }
  table.note = "Slopes of activations are not counted.";
  return table;
}

std::string verdict(const ClassificationOutcome& outcome, const nlohmann::ordered_json& result) {
  const EpochRow& last = outcome.history.back();
  std::string text = fmt::format("{} after {} of {} epochs, {}; training loss {:.2e}", status_of(result), last.epoch,
                                 last.epochs, duration(last.seconds), last.as_trained.loss);
  if (last.test) text += fmt::format("; {:.2f} % of the test images are told right", 100 * last.test->accuracy);
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text + ".";
}

}  // namespace

std::vector<RunFigure> image_figures(const ClassificationOutcome& outcome) {
  figures::Figure quality;
  quality.panels = {quality_panel("mean cross entropy", figures::Scale::log, outcome, &Quality::loss),
                    quality_panel("accuracy", figures::Scale::linear, outcome, &Quality::accuracy)};
  std::vector<RunFigure> all;
  all.push_back({"history", "Loss and accuracy after each epoch", "Training", std::move(quality)});
  if (!outcome.slopes.empty()) all.push_back({"slopes", "Slopes after each epoch", "Training", slopes_figure(outcome)});
  return all;
}

report::Report images_report(const std::filesystem::path& folder, const Classification& problem,
                             const ClassificationOutcome& outcome) {
  report::Report page;
  page.title = problem.title.empty() ? problem.name : problem.title;
  page.subtitle = problem.title.empty() ? "" : problem.name;
  const nlohmann::ordered_json result = result_of(folder);
  page.verdict = verdict(outcome, result);
  page.source = read_whole(folder / "problem.pde");
  report::Section curves{"Training", {}, {quality_table(outcome.history.back())}};
  for (const RunFigure& figure : image_figures(outcome))
    curves.figures.push_back({figure.heading, "", figures::figure_to_json(figure.figure)});
  page.sections = {curves, {"Network", {}, {layers_table(problem)}}};
  page.facts = {{"Run",
                 {{"training", duration(outcome.history.back().seconds)},
                  {"epochs", fmt::format("{} of {}", outcome.history.back().epoch, outcome.history.back().epochs)},
                  {"images", fmt::format("{}", problem.training->count())},
                  {"trained by", problem.stage.name()}}}};
  for (report::FactGroup& group : facts_of(problem.compute, result.is_object() ? result.value("run", "") : "", result))
    page.facts.push_back(std::move(group));
  page.citations = works_of(problem);
  return page;
}

std::filesystem::path write_images_report(const std::filesystem::path& folder, const Classification& problem,
                                          const ClassificationOutcome& outcome) {
  const std::filesystem::path file = folder / "report.html";
  write_whole(file, report::page(images_report(folder, problem, outcome)));
  return file;
}

}  // namespace ansatz::cli
