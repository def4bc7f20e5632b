// What a run left behind as numbers: the end from result.json, the way there from history.csv.
//
// Both are read as anybody's files are: whatever is not what a run writes is said, with the file. Nothing of a problem
// is compiled for it. Columns and members: results.hpp of core. Read next: comparison.hpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ansatz::compare {

/// As `name_of` of core writes the first three; `failed` ended without a result, `missing` was never begun.
enum class Status { finished, interrupted, diverged, failed, missing };
std::string_view name_of(Status status);

/// The values of something over the steps, where it was computed, and the seconds of training until then.
struct Curve {
  std::vector<double> steps, seconds, values;
};

struct Measured {
  std::string name;  // of the field or the unknown; of the loss empty
  double value = 0;  // in the end; not a number where the run has none
  Curve curve;
};

struct Record {
  Status status = Status::finished;
  std::string reason;
  std::string verdict;  // on the answer, by the run's own check: "holds", "rough", "stalled", "doubtful"; empty where
                        // it made none
  std::optional<std::uint64_t> seed;
  double seconds = 0;
  std::uint64_t steps = 0, parameters = 0;
  Measured loss;
  std::vector<Measured> errors;          // relative L2, of each field with exact values
  std::vector<Measured> unknown_errors;  // relative, of each unknown whose value is known
  std::string trouble;                   // what is wrong with the history; the curves are empty then
};

/// Throws WorldFailure where result.json is missing, cannot be read, or is damaged. A run that saved no history has no
/// curves.
Record read_record(const std::filesystem::path& folder);

}  // namespace ansatz::compare
