// Runs that stop, are saved, and go on elsewhere end with the same bits as runs in one go.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <vector>

#include "ansatz/core/train.hpp"
#include "files.hpp"

namespace ansatz::test {

inline bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

/// All numbers of a history but the seconds.
inline std::vector<double> numbers(const Outcome& outcome) {
  std::vector<double> all;
  for (const Progress& row : outcome.history) {
    all.insert(all.end(), {static_cast<double>(row.step), static_cast<double>(row.draw), row.loss});
    for (const LossTerm& term : row.terms) all.push_back(term.value);
    for (const FieldError& error : row.errors) all.insert(all.end(), {error.l2_relative, error.max});
    all.insert(all.end(), row.unknowns.begin(), row.unknowns.end());
    all.insert(all.end(), row.weights.begin(), row.weights.end());
  }
  for (const SlopeStatistics& slope : outcome.slopes)
    all.insert(all.end(), {static_cast<double>(slope.step), slope.mean, slope.deviation});
  return all;
}

/// Stops at the first record of step `step` or later.
inline Observer until(std::uint64_t step) {
  return [step](const Progress& row) { return row.step < step; };
}

/// Saves after each of `stops`, which must be recorded steps, goes on in another solver, and compares.
inline void check_resumption(const Problem& problem, std::initializer_list<std::uint64_t> stops) {
  const Folder folder;
  Solver whole(problem);
  const std::vector<double> expected = numbers(whole.train());
  for (const std::uint64_t stop : stops) {
    CAPTURE(stop);
    Solver before(problem), after(problem);
    const Outcome outcome = before.train(until(stop));
    CHECK(outcome.status == Status::interrupted);
    CHECK(outcome.last.step == stop);
    before.save(folder / "checkpoint");
    after.restore(folder / "checkpoint");
    const Outcome rest = after.train();
    CHECK(rest.status == Status::finished);
    CHECK(same_bits(numbers(rest), expected));
    const std::vector<std::vector<double>> values = after.evaluate().values, there = whole.evaluate().values;
    REQUIRE(values.size() == there.size());
    for (std::size_t field = 0; field < values.size(); ++field) CHECK(same_bits(values[field], there[field]));
  }
}

}  // namespace ansatz::test
