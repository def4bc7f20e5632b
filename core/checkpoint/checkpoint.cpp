// Every part of the state has a function that writes it and one that reads it back in the same order.
#include "checkpoint/checkpoint.hpp"

#include <fmt/format.h>

#include <new>

#include "ansatz/core/other_problem.hpp"
#include "checkpoint/bytes.hpp"
#include "checkpoint/entries.hpp"
#include "checkpoint/records.hpp"

namespace ansatz {
namespace {

void put(ByteWriter& out, const Solved& solved) {
  out.number(std::uint64_t{solved.thetas.size()});
  for (const std::vector<double>& theta : solved.thetas) out.numbers(theta);
  out.number(solved.steps);
  out.number(solved.seconds);
  put(out, solved.records);
}

Solved get_solved(ByteReader& in) {
  Solved solved;
  solved.thetas.resize(in.count(8));
  for (std::vector<double>& theta : solved.thetas) theta = in.numbers();
  solved.steps = in.whole();
  solved.seconds = in.real();
  solved.records = get_records(in);
  return solved;
}

void put(ByteWriter& out, const StageState& state) {
  out.number(state.stage);
  out.number(state.step);
  out.text(state.stopped);
  put(out, state.optimiser);
  put(out, state.watch);
}

StageState get_stage(ByteReader& in) {
  StageState state;
  state.stage = in.whole();
  state.step = in.whole();
  state.stopped = in.text();
  state.optimiser = get_state(in);
  state.watch = get_state(in);
  return state;
}

void put(ByteWriter& out, const DataState& state) {
  out.number(state.draw);
  out.number(std::uint64_t{state.groups.size()});
  for (const DrawnPoints& drawn : state.groups) out.numbers(drawn.points), out.numbers(drawn.normals);
  out.number(state.weighed);
  put(out, state.weights);
}

DataState get_data(ByteReader& in) {
  DataState state;
  state.draw = in.whole();
  state.groups.resize(in.count(16));
  for (DrawnPoints& drawn : state.groups) drawn.points = in.numbers(), drawn.normals = in.numbers();
  state.weighed = in.whole();
  state.weights = get_state(in);
  return state;
}

void put(ByteWriter& out, const TrainingState& state) {
  out.numbers(state.theta);
  out.number(state.step);
  out.number(state.seconds);
  put(out, state.stage);
  put(out, state.data);
  put(out, state.records);
  out.number(state.earned);
  put(out, state.good);
}

TrainingState get_training(ByteReader& in) {
  TrainingState state;
  state.theta = in.numbers();
  state.step = in.whole();
  state.seconds = in.real();
  state.stage = get_stage(in);
  state.data = get_data(in);
  state.records = get_records(in);
  state.earned = in.real();
  state.good = get_state(in);
  return state;
}

}  // namespace

void write_checkpoint(const std::filesystem::path& file, std::uint64_t fingerprint, const Checkpoint& checkpoint) {
  write_container(file, checkpoint_kind, fingerprint, [&](ByteWriter& payload) {
    put(payload, checkpoint.trial);
    payload.text(checkpoint.run);
    put(payload, checkpoint.state.solved);
    put(payload, checkpoint.state.training);
  });
}

Checkpoint read_checkpoint(const std::filesystem::path& file, std::uint64_t fingerprint) {
  const Container contents = read_container(file, checkpoint_kind);
  if (contents.fingerprint != fingerprint)
    throw OtherProblem(fmt::format(
        "cannot go on from {}: it was written for another problem; equations, conditions, "
        "network, points, seed, precision, back end and methods of training must be the same; a run that another "
        "back end began would round in another way from here on",
        file.string()));
  return parse_checkpoint(file, *contents.payload);
}

Checkpoint parse_checkpoint(const std::filesystem::path& file, ByteReader& in) try {
  Checkpoint checkpoint;
  checkpoint.trial = get_trial_mark(in);
  checkpoint.run = in.text();
  checkpoint.state.solved = get_solved(in);
  checkpoint.state.training = get_training(in);
  if (!in.good() || !in.at_end()) refuse_damaged(file);
  return checkpoint;
} catch (const std::bad_alloc&) {
  refuse_too_large(file);
}

}  // namespace ansatz
