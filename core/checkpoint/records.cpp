#include "checkpoint/records.hpp"

namespace ansatz {

void put(ByteWriter& out, const SlopeStatistics& slope) {
  out.number(slope.step);
  out.text(slope.network);
  out.number(std::uint64_t{slope.layer});
  out.number(slope.mean);
  out.number(slope.deviation);
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
  out.numbers(row.rate ? std::vector{*row.rate} : std::vector<double>{});
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
  if (const std::vector<double> rate = in.numbers(); !rate.empty()) row.rate = rate.front();
  row.draw = in.whole();
  row.weights = in.numbers();
  row.window = in.whole();
  row.windows = in.whole();
  return row;
}

void put(ByteWriter& out, const Records& records) {
  out.number(std::uint64_t{records.history.size()});
  for (const Progress& row : records.history) put(out, row);
  out.number(std::uint64_t{records.slopes.size()});
  for (const SlopeStatistics& slope : records.slopes) put(out, slope);
  out.number(std::uint64_t{records.events.size()});
  for (const Event& event : records.events) out.number(event.step), out.text(event.text);
}

Records get_records(ByteReader& in) {
  Records records;
  records.history.resize(in.count(64));
  for (Progress& row : records.history) row = get_progress(in);
  records.slopes.resize(in.count(40));
  for (SlopeStatistics& slope : records.slopes) slope = get_slope(in);
  records.events.resize(in.count(16));
  for (Event& event : records.events) event.step = in.whole(), event.text = in.text();
  return records;
}

}  // namespace ansatz
