#include "checkpoint/checkpoint.hpp"

#include <fmt/format.h>

#include <string_view>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "checkpoint/bytes.hpp"

namespace ansatz {
namespace {

constexpr std::string_view magic = "ansatz checkpoint\n";
constexpr std::uint64_t version = 5;

void put(ByteWriter& out, const Progress& row) {
  out.number(row.step);
  out.number(row.steps);
  out.number(row.seconds);
  out.number(row.loss);
  out.number(std::uint64_t{row.terms.size()});
  for (const LossTerm& term : row.terms) out.text(term.name), out.number(term.value);
  out.number(std::uint64_t{row.errors.size()});
  for (const FieldError& error : row.errors)
    out.text(error.field), out.number(error.l2_relative), out.number(error.max);
  out.numbers(row.unknowns);
  out.number(row.draw);
  out.numbers(row.weights);
  out.number(std::uint64_t{row.window});
  out.number(std::uint64_t{row.windows});
}

Progress get_progress(ByteReader& in) {
  Progress row;
  row.step = in.whole();
  row.steps = in.whole();
  row.seconds = in.real();
  row.loss = in.real();
  row.terms.resize(in.count(16));
  for (LossTerm& term : row.terms) term.name = in.text(), term.value = in.real();
  row.errors.resize(in.count(24));
  for (FieldError& error : row.errors) error.field = in.text(), error.l2_relative = in.real(), error.max = in.real();
  row.unknowns = in.numbers();
  row.draw = in.whole();
  row.weights = in.numbers();
  row.window = in.whole();
  row.windows = in.whole();
  return row;
}

void put(ByteWriter& out, const SlopeStatistics& slope) {
  out.number(slope.step);
  out.text(slope.network);
  out.number(std::uint64_t{slope.layer});
  out.number(slope.mean);
  out.number(slope.deviation);
}

void put(ByteWriter& out, const optimise::State& state) {
  out.number(std::uint64_t{state.size()});
  for (const auto& [name, values] : state) out.text(name), out.numbers(values);
}

optimise::State get_state(ByteReader& in) {
  optimise::State state;
  for (std::size_t left = in.count(16); left > 0; --left) {
    const std::string name = in.text();
    state[name] = in.numbers();
  }
  return state;
}

SlopeStatistics get_slope(ByteReader& in) {
  SlopeStatistics slope;
  slope.step = in.whole();
  slope.network = in.text();
  slope.layer = in.whole();
  slope.mean = in.real();
  slope.deviation = in.real();
  return slope;
}

void put(ByteWriter& out, const Records& records) {
  out.number(std::uint64_t{records.history.size()});
  for (const Progress& row : records.history) put(out, row);
  out.number(std::uint64_t{records.slopes.size()});
  for (const SlopeStatistics& slope : records.slopes) put(out, slope);
}

Records get_records(ByteReader& in) {
  Records records;
  records.history.resize(in.count(64));
  for (Progress& row : records.history) row = get_progress(in);
  records.slopes.resize(in.count(40));
  for (SlopeStatistics& slope : records.slopes) slope = get_slope(in);
  return records;
}

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
}

StageState get_stage(ByteReader& in) {
  StageState state;
  state.stage = in.whole();
  state.step = in.whole();
  state.stopped = in.text();
  state.optimiser = get_state(in);
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
}

TrainingState get_training(ByteReader& in) {
  TrainingState state;
  state.theta = in.numbers();
  state.step = in.whole();
  state.seconds = in.real();
  state.stage = get_stage(in);
  state.data = get_data(in);
  state.records = get_records(in);
  return state;
}

std::uint64_t checksum(std::string_view bytes) {
  Hash hash;
  hash.add(bytes);
  return hash.value();
}

}  // namespace

void write_checkpoint(const std::filesystem::path& file, std::uint64_t fingerprint, const RunState& state) {
  ByteWriter body;
  put(body, state.solved);
  put(body, state.training);
  const std::string& payload = body.bytes();
  ByteWriter header;
  header.number(version);
  header.number(fingerprint);
  header.number(std::uint64_t{payload.size()});
  header.number(checksum(payload));
  write_whole(file, std::string(magic) + header.bytes() + payload);
}

RunState read_checkpoint(const std::filesystem::path& file, std::uint64_t fingerprint) {
  const std::string contents = read_whole(file);
  const auto refuse = [&](std::string_view why) {
    return WorldFailure(fmt::format("cannot go on from {}: {}", file.string(), why));
  };
  if (!std::string_view(contents).starts_with(magic)) throw refuse("it is not a checkpoint");
  ByteReader header(std::string_view(contents).substr(magic.size()));
  const std::uint64_t written_version = header.whole(), written_for = header.whole(), size = header.whole(),
                      sum = header.whole();
  if (!header.good()) throw refuse("it is cut short");
  if (written_version != version)
    throw refuse(fmt::format("it has version {}; this program reads version {}", written_version, version));
  const std::string_view payload = std::string_view(contents).substr(magic.size() + 32);
  if (payload.size() != size || checksum(payload) != sum) throw refuse("it is damaged");
  if (written_for != fingerprint)
    throw UserError(
        fmt::format("cannot go on from {}: it was written for another problem; equations, conditions, "
                    "network, points, seed, precision and training stages must be the same",
                    file.string()));
  ByteReader in(payload);
  RunState state;
  state.solved = get_solved(in);
  state.training = get_training(in);
  if (!in.good() || !in.at_end()) throw refuse("it is damaged");
  return state;
}

}  // namespace ansatz
