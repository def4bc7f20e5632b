#include "ansatz/core/classification_results.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "ansatz/core/csv.hpp"

namespace ansatz {
namespace {

using Json = nlohmann::ordered_json;

void add_cells(CsvTable& table, const std::optional<Quality>& quality) {
  if (quality)
    table.cell(quality->loss).cell(quality->accuracy);
  else
    table.empty().empty();
}

Json json_of(const Quality& quality) { return {{"loss", quality.loss}, {"accuracy", quality.accuracy}}; }

}  // namespace

void write_history(const std::filesystem::path& file, const ClassificationOutcome& outcome) {
  CsvTable table;
  for (const char* column :
       {"step", "seconds", "loss", "accuracy", "test_loss_as_trained", "test_accuracy_as_trained", "training_loss",
        "training_accuracy", "test_loss", "test_accuracy", "epoch", "learning_rate", "slope_term"})
    table.cell(column);
  table.end_row();
  for (const EpochRow& row : outcome.history) {
    table.cell(row.step).cell(row.seconds);
    add_cells(table, row.as_trained);
    add_cells(table, row.test_as_trained);
    add_cells(table, row.training);
    add_cells(table, row.test);
    table.cell(row.epoch).cell(row.rate).cell(row.slope_term);
    table.end_row();
  }
  write_whole(file, table.text());
}

void write_slopes(const std::filesystem::path& file, const ClassificationOutcome& outcome) {
  CsvTable table;
  table.cell("step").cell("layer").cell("mean").cell("std");
  table.end_row();
  for (const SlopeStatistics& slope : outcome.slopes) {
    table.cell(slope.step).cell(std::uint64_t{slope.layer}).cell(slope.mean).cell(slope.deviation);
    table.end_row();
  }
  write_whole(file, table.text());
}

void write_result(const std::filesystem::path& file, const Classifier& classifier, const ClassificationOutcome& outcome,
                  const Provenance& provenance) {
  const Classification& problem = classifier.problem();
  const EpochRow& last = outcome.history.back();
  Json result = {{"version", provenance.version},
                 {"status", name_of(outcome.status)},
                 {"reason", outcome.reason},
                 {"seed", problem.compute.seed},
                 {"threads", classifier.threads()},
                 {"precision", problem.compute.precision == ad::Precision::f64 ? "f64" : "f32"},
                 {"parameters", classifier.parameter_count()},
                 {"images", problem.training->count()},
                 {"steps", last.step},
                 {"epochs", last.epoch},
                 {"seconds", last.seconds}};
  if (problem.test) result["test_images"] = problem.test->count();
  result["loss"] = {{"total", last.as_trained.loss}, {"slope_term", last.slope_term}};
  result["as_trained"]["training"] = json_of(last.as_trained);
  if (last.test_as_trained) result["as_trained"]["test"] = json_of(*last.test_as_trained);
  result["in_use"]["training"] = json_of(last.training);
  if (last.test) result["in_use"]["test"] = json_of(*last.test);
  if (!provenance.run.empty()) result["run"] = provenance.run;
  if (!provenance.problem_sha256.empty()) result["problem_sha256"] = provenance.problem_sha256;
  for (const auto& [name, text] : provenance.environment) result["environment"][name] = text;
  write_whole(file, result.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace ansatz
