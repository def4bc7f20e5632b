// history.csv and slopes.csv.
#include <fmt/format.h>

#include <cmath>

#include "ansatz/core/automatic.hpp"
#include "ansatz/core/results.hpp"
#include "results/csv.hpp"

namespace ansatz {
namespace {

/// The relative error of a field in a row; null where it was not computed.
const FieldError* find(const Progress& row, const std::string& field) {
  for (const FieldError& error : row.errors)
    if (error.field == field) return &error;
  return nullptr;
}

}  // namespace

std::optional<double> unknown_error(const Problem& problem, std::size_t unknown, double value) {
  if (unknown >= problem.exact_unknowns.size() || !problem.exact_unknowns[unknown]) return std::nullopt;
  const double exact = *problem.exact_unknowns[unknown];
  return std::abs(value - exact) / (exact == 0 ? 1 : std::abs(exact));
}

void write_history(const std::filesystem::path& file, const Problem& problem, const Outcome& outcome) {
  const bool draws = resampling_steps(problem) > 0;
  CsvTable table;
  table.cell("step").cell("seconds").cell("loss");
  for (const LossTerm& term : outcome.last.terms) table.cell(term.name);
  for (const ExactField& exact : problem.exact) table.cell(fmt::format("l2_relative_{}", problem.fields[exact.field]));
  for (const UnknownSpec& unknown : problem.unknowns) table.cell(unknown.name);
  for (std::size_t i = 0; i < problem.unknowns.size(); ++i)
    if (unknown_error(problem, i, 0)) table.cell(fmt::format("relative_error_{}", problem.unknowns[i].name));
  if (problem.sampling.windows > 1) table.cell("window");
  if (draws) table.cell("draw");
  for (std::size_t c = 0; c < outcome.last.weights.size(); ++c)
    table.cell(fmt::format("weight_{}", problem.conditions[c].name));
  table.end_row();
  for (const Progress& row : outcome.history) {
    table.cell(row.step).cell(row.seconds).cell(row.loss);
    for (const LossTerm& term : row.terms) table.cell(term.value);
    for (const ExactField& exact : problem.exact) {
      const FieldError* error = find(row, problem.fields[exact.field]);
      if (error)
        table.cell(error->l2_relative);
      else
        table.empty();
    }
    for (const double unknown : row.unknowns) table.cell(unknown);
    for (std::size_t i = 0; i < row.unknowns.size(); ++i)
      if (const auto error = unknown_error(problem, i, row.unknowns[i])) table.cell(*error);
    if (problem.sampling.windows > 1) table.cell(std::uint64_t{row.window});
    if (draws) table.cell(row.draw);
    for (const double weight : row.weights) table.cell(weight);
    table.end_row();
  }
  write_whole(file, table.text());
}

void write_slopes(const std::filesystem::path& file, const Problem& problem, const Outcome& outcome) {
  const bool several = problem.networks.size() > 1;
  CsvTable table;
  table.cell("step").cell("layer").cell("mean").cell("std");
  if (several) table.cell("network");
  table.end_row();
  for (const SlopeStatistics& slope : outcome.slopes) {
    table.cell(slope.step).cell(std::uint64_t{slope.layer}).cell(slope.mean).cell(slope.deviation);
    if (several) table.cell(slope.network);
    table.end_row();
  }
  write_whole(file, table.text());
}

}  // namespace ansatz
