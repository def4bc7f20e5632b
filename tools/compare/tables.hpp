// A comparison as tables: by configuration, every pair, what did not finish, every run; on the page, on the terminal
// and as files.
//
// Numbers of tables have three digits; those of files read back to the same bits. Configurations are numbered from 1 in
// the order of the comparison, everywhere.
#pragma once

#include <functional>
#include <string>

#include "compare/comparison.hpp"
#include "report/page.hpp"

namespace ansatz::compare {

/// The path of a run's page from the folder of the comparison; empty where there is none.
using LinkOf = std::function<std::string(const Run&)>;

/// Medians and quartiles of a quantity, times, and how each configuration stands to the best.
report::Table standings_table(const Comparison& comparison, std::size_t quantity);
/// Who is below whom in how many seeds, by number. Without rows where there is only one configuration.
report::Table pairs_table(const Comparison& comparison, std::size_t quantity);
/// How many runs the sweep has not come to, in a sentence; empty where there is none.
std::string missing_runs(const Comparison& comparison);
/// The others that did not finish. Without rows where all runs finished.
report::Table unfinished_table(const Comparison& comparison);
report::Table runs_table(const Comparison& comparison, const LinkOf& link);

/// configuration, name, axes, quantity, runs that count by how they ended, median, quartiles, median time, and against
/// the best: seeds won, of how many, tied, p, p by Holm.
std::string standings_csv(const Comparison& comparison);
/// label, axes, seed, status, verdict, reason, errors of fields and of unknowns, loss, steps, seconds,
/// parameters, folder. Cells are empty where a run has no number.
std::string runs_csv(const Comparison& comparison);

/// Three digits: "2.34e-01"; "diverged" for what is infinite, empty for what is none.
std::string shown(double value);
/// A p value as it is printed in papers: "0.031", "3e-05".
std::string shown_p(double p);

}  // namespace ansatz::compare
