#include "checkpoint/checkpoint.hpp"

#include <fmt/format.h>

#include <string_view>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "checkpoint/bytes.hpp"

namespace ansatz {
namespace {

constexpr std::string_view magic = "ansatz checkpoint\n";
constexpr std::uint64_t version = 4;

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

void put(ByteWriter& out, const std::vector<Progress>& history, const std::vector<SlopeStatistics>& slopes) {
  out.number(std::uint64_t{history.size()});
  for (const Progress& row : history) put(out, row);
  out.number(std::uint64_t{slopes.size()});
  for (const SlopeStatistics& slope : slopes) put(out, slope);
}

void get_records(ByteReader& in, std::vector<Progress>& history, std::vector<SlopeStatistics>& slopes) {
  history.resize(in.count(64));
  for (Progress& row : history) row = get_progress(in);
  slopes.resize(in.count(40));
  for (SlopeStatistics& slope : slopes) slope = get_slope(in);
}

void put(ByteWriter& out, const Solved& solved) {
  out.number(std::uint64_t{solved.thetas.size()});
  for (const std::vector<double>& theta : solved.thetas) out.numbers(theta);
  out.number(solved.steps);
  out.number(solved.seconds);
  put(out, solved.history, solved.slopes);
}

Solved get_solved(ByteReader& in) {
  Solved solved;
  solved.thetas.resize(in.count(8));
  for (std::vector<double>& theta : solved.thetas) theta = in.numbers();
  solved.steps = in.whole();
  solved.seconds = in.real();
  get_records(in, solved.history, solved.slopes);
  return solved;
}

void put(ByteWriter& out, const TrainingState& state) {
  out.numbers(state.theta);
  out.number(std::uint64_t{state.stage});
  out.number(state.stage_step);
  out.number(state.step);
  out.number(state.seconds);
  out.text(state.stopped);
  put(out, state.optimiser);
  put(out, state.data);
  put(out, state.history, state.slopes);
}

TrainingState get_training(ByteReader& in) {
  TrainingState state;
  state.theta = in.numbers();
  state.stage = in.whole();
  state.stage_step = in.whole();
  state.step = in.whole();
  state.seconds = in.real();
  state.stopped = in.text();
  state.optimiser = get_state(in);
  state.data = get_state(in);
  get_records(in, state.history, state.slopes);
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
