// Runs beside each other: which of them are one configuration over several seeds, what is compared, and how
// configurations stand to each other. Plain data; how it is shown is in tables.hpp and curves.hpp.
//
//   Plan plan{{"adaptive"}, {{"fixed-1", "out/sweep/runs/fixed-1", {"fixed"}, "1"}, ...}};
//   Comparison made = compare(plan);
//
// How runs count: those that finished by their value; one that diverged as infinity, which loses against every number;
// others (interrupted, failed, missing, or with files that cannot be read) not at all, but they are listed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "compare/record.hpp"
#include "compare/statistics.hpp"

namespace ansatz::compare {

/// A run as whoever started it knows it.
struct Entry {
  std::string label;                // its name among the others
  std::filesystem::path folder;     // the same one for entries that share a run
  std::vector<std::string> values;  // of each axis, in the order of the axes
  std::string seed;                 // runs of the same seed are pairs; empty: all runs have one
  Status status = Status::finished;
  std::string reason{};  // why it did not finish
};

struct Plan {
  std::vector<std::string> axes;  // what varies but for the seed: "adaptive", "n"
  std::vector<Entry> entries;
  std::vector<std::string> notes{};  // what a reader has to know of how these runs were chosen
};

struct Run {
  Entry entry;                   // `failed` also where its files cannot be read
  std::optional<Record> record;  // of a run that ended with a result
  bool repeats = false;          // another run of this configuration and seed counts already
};

/// The runs that agree in all axes.
struct Configuration {
  std::string name;                 // "adaptive = fixed, n = 1"
  std::vector<std::string> values;  // of each axis; "1, 2" where the results are the same runs
  std::vector<std::size_t> runs;
};

struct Quantity {
  enum class Kind { error, unknown, loss } kind = Kind::loss;
  std::string name;   // of the field, of the unknown; empty of the loss
  std::string label;  // "error of u"
};

/// Every pair is compared of at most so many configurations: p values are as many as half the square.
inline constexpr std::size_t most_paired = 12;

/// Of one quantity.
struct Standing {
  std::vector<Summary> summaries;            // by configuration
  std::optional<std::size_t> best;           // the configuration of the lowest median; none where none finished
  std::vector<SignTest> against_best;        // by configuration: `less` counts the seeds in which it is below the best
  std::vector<double> against_best_holm;     // p of these, corrected for all of them; 1 of the best itself
  std::vector<std::size_t> paired;           // the configurations of the lowest medians, the best first
  std::vector<std::vector<SignTest>> pairs;  // of those, in that order: [a][b] counts the seeds in which a is below b
  std::vector<std::vector<double>> pairs_holm;  // p of these, corrected for all of them
};

struct Comparison {
  std::vector<std::string> axes;
  std::vector<Run> runs;
  std::vector<Configuration> configurations;
  std::vector<Quantity> quantities;  // errors of fields that all runs have; else of unknowns; else the loss
  std::vector<Standing> standings;   // by quantity
  std::vector<std::string> notes;    // what a reader has to know
};

/// Reads the records of all runs and compares them. Runs whose files cannot be read are failed ones.
Comparison compare(const Plan& plan);

/// The configurations by their medians, the lowest first; those without one last.
std::vector<std::size_t> ranked(const std::vector<Summary>& summaries);

/// What a run counts with: its value, infinity where it diverged or the value is none; nothing where it does not count.
std::optional<double> value_of(const Run& run, const Quantity& quantity);
/// Null for a run without a record, or without this quantity.
const Measured* measured(const Run& run, const Quantity& quantity);

/// How many runs of a configuration ended so; runs that repeat others are left out.
std::size_t count(const Comparison& comparison, const Configuration& configuration, Status status);
/// The median time of those that finished, in seconds; not a number where none did.
double median_seconds(const Comparison& comparison, const Configuration& configuration);

}  // namespace ansatz::compare
