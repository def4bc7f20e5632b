// history.csv, whole or row by row, and slopes.csv.
#include "ansatz/core/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/automatic.hpp"
#include "ansatz/core/csv.hpp"
#include "ansatz/core/results.hpp"
#include "optimise/stage.hpp"
#include "results/append_file.hpp"

namespace ansatz {
namespace {

/// The relative error of a field in a row; null where it was not computed.
const FieldError* find(const Progress& row, const std::string& field) {
  for (const FieldError& error : row.errors)
    if (error.field == field) return &error;
  return nullptr;
}

/// Whether any stage has a learning rate.
bool has_rates(const Problem& problem) {
  return std::any_of(problem.stages.begin(), problem.stages.end(),
                     [](const Stage& stage) { return optimise::rate_of(stage, 0).has_value(); });
}

/// `first`: any row of the history; all have the same columns.
void add_header(CsvTable& table, const Problem& problem, const Progress& first) {
  table.cell("step").cell("seconds").cell("loss");
  for (const LossTerm& term : first.terms) table.cell(term.name);
  for (const ExactField& exact : problem.exact) table.cell(fmt::format("l2_relative_{}", name_of(problem, exact)));
  for (const UnknownSpec& unknown : problem.unknowns) table.cell(unknown.name);
  for (std::size_t i = 0; i < problem.unknowns.size(); ++i)
    if (unknown_error(problem, i, 0)) table.cell(fmt::format("relative_error_{}", problem.unknowns[i].name));
  if (has_rates(problem)) table.cell("learning_rate");
  if (problem.sampling.windows > 1) table.cell("window");
  if (resampling_steps(problem) > 0) table.cell("draw");
  for (std::size_t c = 0; c < first.weights.size(); ++c)
    table.cell(fmt::format("weight_{}", problem.conditions[c].name));
  table.end_row();
}

void add_row(CsvTable& table, const Problem& problem, const Progress& row) {
  table.cell(row.step).cell(row.seconds).cell(row.loss);
  for (const LossTerm& term : row.terms) table.cell(term.value);
  for (const ExactField& exact : problem.exact) {
    const FieldError* error = find(row, name_of(problem, exact));
    if (error)
      table.cell(error->l2_relative);
    else
      table.empty();
  }
  for (const double unknown : row.unknowns) table.cell(unknown);
  for (std::size_t i = 0; i < row.unknowns.size(); ++i)
    if (const auto error = unknown_error(problem, i, row.unknowns[i])) table.cell(*error);
  if (has_rates(problem)) row.rate ? table.cell(*row.rate) : table.empty();
  if (problem.sampling.windows > 1) table.cell(std::uint64_t{row.window});
  if (resampling_steps(problem) > 0) table.cell(row.draw);
  for (const double weight : row.weights) table.cell(weight);
  table.end_row();
}

/// `rows` is not empty.
std::string table_of(const Problem& problem, const std::vector<Progress>& rows) {
  CsvTable table;
  add_header(table, problem, rows.front());
  for (const Progress& row : rows) add_row(table, problem, row);
  return table.text();
}

}  // namespace

std::optional<double> unknown_error(const Problem& problem, std::size_t unknown, double value) {
  if (unknown >= problem.exact_unknowns.size() || !problem.exact_unknowns[unknown]) return std::nullopt;
  const double exact = *problem.exact_unknowns[unknown];
  return std::abs(value - exact) / (exact == 0 ? 1 : std::abs(exact));
}

void write_history(const std::filesystem::path& file, const Problem& problem, const Outcome& outcome) {
  write_whole(file, table_of(problem, outcome.history));
}

HistoryFile::HistoryFile(std::filesystem::path file, const Problem& problem, const std::vector<Progress>& before)
    : file_(std::move(file)), problem_(&problem) {
  std::error_code absent;
  std::filesystem::remove(file_, absent);  // of a run before, if there is one; what can be wrong with it append finds
  if (before.empty()) return;
  text_ = table_of(problem, before);
  write_whole(file_, text_);
}

/// A file that is not there yet, is gone, or may hold half a row is written anew.
void HistoryFile::write(std::string_view more, Flush flush) {
  const bool begins = text_.empty();
  text_ += more;
  if (std::exchange(sound_, false) && !begins) {  // until it is, whatever is thrown: memory may run out as well
    try {
      append_whole(file_, more, flush);
      sound_ = true;
      return;
    } catch (const WorldFailure&) {
    }
  }
  write_whole(file_, text_);
  sound_ = true;
}

void HistoryFile::append(const Progress& row) {
  CsvTable table;
  if (text_.empty()) add_header(table, *problem_, row);
  add_row(table, *problem_, row);
  write(table.text(), Flush::no);
}

void HistoryFile::finish(const std::vector<Progress>& rows) {
  const std::string whole = table_of(*problem_, rows);
  if (whole.starts_with(text_)) return write(std::string_view(whole).substr(text_.size()), Flush::yes);
  text_.clear();
  write(whole, Flush::yes);
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
