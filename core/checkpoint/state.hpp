// Everything that a run goes on from: what training hands to a checkpoint and takes back from it.
//
// Plain data. Each part belongs to the class of core/training that makes it and is restored from it: RunState to Run,
// TrainingState to Training, StageState to Stages, DataState to TrainingData, Records to Recorder. Of those that are a
// map of names see optimise/state.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ansatz/core/optimise/optimiser.hpp"
#include "ansatz/core/train.hpp"

namespace ansatz {

/// The rows of history so far, the statistics of slopes in the same rows, and what happened besides.
struct Records {
  std::vector<Progress> history;
  std::vector<SlopeStatistics> slopes;
  std::vector<Event> events;
};

/// Where training stands in its stages.
struct StageState {
  std::uint64_t stage = 0;  // from 0
  std::uint64_t step = 0;   // taken in this stage
  std::string stopped;      // why it ends before its last step; empty while it goes on
  optimise::State optimiser;
  optimise::State watch;  // what it is watched by
};

/// Points of a group that were drawn, as in a PointSet.
struct DrawnPoints {
  std::vector<double> points, normals;
};

/// The points and weights of the next step, where they change.
struct DataState {
  std::uint64_t draw = 0;           // how often points were drawn anew
  std::vector<DrawnPoints> groups;  // by group, once points were drawn; none of those that stay
  std::uint64_t weighed = 0;        // one more than the last step that weights moved before
  optimise::State weights;          // where weights move
};

/// Of the training of one window of time.
struct TrainingState {
  std::vector<double> theta;
  std::uint64_t step = 0;  // taken in this training
  double seconds = 0;      // of this training and all before it
  StageState stage;
  DataState data;
  Records records;
  double earned = 0;     // of the budget for errors
  optimise::State good;  // what it goes back to
};

/// The windows that are solved.
struct Solved {
  std::vector<std::vector<double>> thetas;  // window by window
  std::uint64_t steps = 0;
  double seconds = 0;
  Records records;
};

struct RunState {
  Solved solved;
  TrainingState training;  // of the window after those
};

}  // namespace ansatz
