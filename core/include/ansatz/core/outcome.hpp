// How training went: the rows that were recorded, and how it ended.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ansatz {

struct LossTerm {
  std::string name;
  double value = 0;  // weighted, as it enters the total
};

/// Over the evaluation grid: ||u - exact||_2 / ||exact||_2 (the root mean square of u where exact is 0
/// everywhere), and the largest |u - exact|.
struct FieldError {
  std::string field;
  double l2_relative = 0;
  double max = 0;
};

struct SlopeStatistics {
  std::uint64_t step = 0;
  std::string network;
  std::size_t layer = 0;  // hidden layers from 1
  double mean = 0;        // of n a
  double deviation = 0;
};

/// The state after some step, as it is shown and recorded.
struct Progress {
  std::uint64_t step = 0;
  std::uint64_t steps = 0;  // of all stages, in all windows of time
  double seconds = 0;       // of training
  double loss = 0;
  std::vector<LossTerm> terms;
  std::vector<FieldError> errors;  // where an exact solution is known, in this window; in some rows only, see `history`
  std::vector<double> unknowns;
  std::optional<double> rate;   // the learning rate of the step that follows; nothing where its stage has none
  std::uint64_t draw = 0;       // how often points were drawn anew, in this window
  std::vector<double> weights;  // by condition, mean over its points; where weights move
  std::size_t window = 1;       // of time, from 1
  std::size_t windows = 1;
};

/// Something that a run did of its own accord: an entry of its log.
struct Event {
  std::uint64_t step = 0;  // of the run, after which it happened
  std::string text;
};

enum class Status { finished, interrupted, diverged };

struct Outcome {
  Status status = Status::finished;
  std::string reason;  // why training stopped, in words
  /// Whether the last stage ended before its last step because it could go no further, and not because it had reached
  /// what it was to run for.
  bool stuck = false;
  Progress last;  // with errors of all windows reached, where an exact solution is known
  /// A row for about every thousandth part of the steps (each step when there are fewer), the first and the
  /// last, and those that plots show; errors in so many of them that they take less than a twentieth of the time, and
  /// in the last.
  std::vector<Progress> history;
  std::vector<SlopeStatistics> slopes;  // in the same rows
  std::vector<Event> events;
};

}  // namespace ansatz
