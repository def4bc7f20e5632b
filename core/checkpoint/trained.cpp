#include "checkpoint/trained.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "checkpoint/checkpoint.hpp"
#include "checkpoint/container.hpp"
#include "checkpoint/records.hpp"

namespace ansatz {
namespace {

constexpr FileKind solution_kind{"solution", 5};

void put(ByteWriter& out, const Outcome& outcome) {
  out.number(static_cast<std::uint64_t>(outcome.status));
  out.text(outcome.reason);
  out.number(std::uint64_t{outcome.stuck});
  put(out, outcome.last);
  put(out, Records{outcome.history, outcome.slopes, outcome.events});
}

Outcome get_outcome(ByteReader& in) {
  Outcome outcome;
  outcome.status = static_cast<Status>(in.below(3));
  outcome.reason = in.text();
  outcome.stuck = in.below(2) == 1;
  outcome.last = get_progress(in);
  Records records = get_records(in);
  outcome.history = std::move(records.history);
  outcome.slopes = std::move(records.slopes);
  outcome.events = std::move(records.events);
  return outcome;
}

Trained parse_solution(const std::filesystem::path& file, ByteReader& in, const TrialMark& trial) {
  require_same(get_trial_mark(in), trial, file);
  Trained trained;
  trained.run = in.text();
  trained.thetas.resize(in.count(8));
  for (std::vector<double>& theta : trained.thetas) theta = in.numbers();
  trained.outcome = get_outcome(in);
  if (!in.good() || !in.at_end() || trained.thetas.empty()) refuse_damaged(file);
  return trained;
}

template <class Row>
void append(std::vector<Row>& rows, const std::vector<Row>& more) {
  rows.insert(rows.end(), more.begin(), more.end());
}

}  // namespace

Trained trained_so_far(const RunState& state) {
  Trained trained{state.solved.thetas, {}, {}};
  trained.thetas.push_back(state.training.theta);
  Outcome& outcome = trained.outcome;
  for (const Records* records : {&state.solved.records, &state.training.records}) {
    append(outcome.history, records->history);
    append(outcome.slopes, records->slopes);
    append(outcome.events, records->events);
  }
  if (!outcome.history.empty()) outcome.last = outcome.history.back();
  outcome.status = Status::interrupted;
  const std::string& stopped = state.training.stage.stopped;
  outcome.reason = stopped.empty()
                       ? fmt::format("as training stood after step {}", state.solved.steps + state.training.step)
                       : stopped;
  return trained;
}

void write_trained(const std::filesystem::path& file, const TrialMark& trial, const Trained& trained) {
  write_container(file, solution_kind, trial.fingerprint, [&](ByteWriter& payload) {
    put(payload, trial);
    payload.text(trained.run);
    payload.number(std::uint64_t{trained.thetas.size()});
    for (const std::vector<double>& theta : trained.thetas) payload.numbers(theta);
    put(payload, trained.outcome);
  });
}

Trained read_trained(const std::filesystem::path& file, const TrialMark& trial) {
  const Container contents = read_container(file, solution_kind, checkpoint_kind);
  if (contents.kind.name == solution_kind.name) return parse_solution(file, *contents.payload, trial);
  const Checkpoint checkpoint = parse_checkpoint(file, *contents.payload);
  require_same(checkpoint.trial, trial, file);
  Trained trained = trained_so_far(checkpoint.state);
  trained.run = checkpoint.run;
  return trained;
}

}  // namespace ansatz
