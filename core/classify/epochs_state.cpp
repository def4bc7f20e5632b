#include "classify/epochs_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/other_problem.hpp"
#include "checkpoint/bytes.hpp"
#include "checkpoint/container.hpp"
#include "checkpoint/entries.hpp"
#include "checkpoint/records.hpp"
#include "optimise/stage.hpp"

namespace ansatz {
namespace {

constexpr FileKind epochs_kind{"checkpoint of images", 2};

void put(ByteWriter& out, const Quality& quality) {
  out.number(quality.loss);
  out.number(quality.accuracy);
}
void put(ByteWriter& out, const std::optional<Quality>& quality) {
  out.number(std::uint64_t{quality.has_value()});
  put(out, quality.value_or(Quality{}));
}
Quality get_quality(ByteReader& in) {
  Quality quality;
  quality.loss = in.real();
  quality.accuracy = in.real();
  return quality;
}
std::optional<Quality> get_known_quality(ByteReader& in) {
  const bool known = in.below(2) == 1;
  const Quality quality = get_quality(in);
  return known ? std::optional(quality) : std::nullopt;
}

void put(ByteWriter& out, const EpochRow& row) {
  for (const std::uint64_t number : {row.epoch, row.epochs, row.step}) out.number(number);
  for (const double number : {row.seconds, row.rate, row.slope_term}) out.number(number);
  put(out, row.as_trained);
  put(out, row.training);
  put(out, row.test_as_trained);
  put(out, row.test);
}
EpochRow get_row(ByteReader& in) {
  EpochRow row;
  for (std::uint64_t* number : {&row.epoch, &row.epochs, &row.step}) *number = in.whole();
  for (double* number : {&row.seconds, &row.rate, &row.slope_term}) *number = in.real();
  row.as_trained = get_quality(in);
  row.training = get_quality(in);
  row.test_as_trained = get_known_quality(in);
  row.test = get_known_quality(in);
  return row;
}

/// Every setting of a block as it would be written, but for the names in `left_out`.
template <class Settings>
void put_settings(ByteWriter& out, const Method& method, const Settings* settings,
                  std::initializer_list<std::string_view> left_out) {
  out.text(method.name());
  for (const Setting& setting : method.settings()) {
    if (std::find(left_out.begin(), left_out.end(), setting.name) != left_out.end()) continue;
    out.text(setting.name);
    out.text(written(setting.read(settings)));
  }
}

void put(ByteWriter& out, const ImageSet& set) {
  for (const std::uint32_t size : set.extents.sizes) out.number(std::uint64_t{size});
  out.text(std::string_view(reinterpret_cast<const char*>(set.pixels.data()), set.pixels.size()));
  for (const std::uint16_t label : set.labels) out.number(std::uint64_t{label});
}

}  // namespace

std::uint64_t fingerprint(const Classification& problem) {
  ByteWriter out;
  put_settings(out, *method_of(problem.network), &problem.network, {});
  out.text(problem.network.name);
  out.text(problem.network.activation.name);
  for (const TrainedArgument& argument : problem.network.activation.trained) out.text(argument.name);
  for (const std::uint32_t size : problem.image.sizes) out.number(std::uint64_t{size});
  for (const std::vector<double>* list : {&problem.pixels.mean, &problem.pixels.deviation})
    for (const double number : *list) out.number(number);
  put(out, *problem.training);
  for (const Augmentation& change : problem.augmentation) out.text(written(SettingData(Choice(change))));
  put_settings(out, problem.stage.method(), problem.stage.settings(), {"steps", "epochs", "lr", "momentum"});
  put_settings(out, *method_of(problem.compute), &problem.compute, {"threads"});
  Hash hash;
  hash.add(out.bytes());
  return hash.value();
}

void write_epochs(const std::filesystem::path& file, std::uint64_t fingerprint, const EpochsState& state) {
  write_container(file, epochs_kind, fingerprint, [&](ByteWriter& out) {
    for (const std::uint64_t number : {state.epoch, state.batch, state.step}) out.number(number);
    out.number(state.seconds);
    out.numbers(state.theta);
    out.numbers(state.running);
    put(out, state.optimiser);
    out.number(std::uint64_t{state.history.size()});
    for (const EpochRow& row : state.history) put(out, row);
    out.number(std::uint64_t{state.slopes.size()});
    for (const SlopeStatistics& slope : state.slopes) put(out, slope);
  });
}

EpochsState read_epochs(const std::filesystem::path& file, std::uint64_t fingerprint) {
  const Container contents = read_container(file, epochs_kind);
  if (contents.fingerprint != fingerprint)
    throw UserError(
        fmt::format("cannot go on from {}: it was written for another problem; network, images, seed, "
                    "precision, back end, batches and optimiser must be the same",
                    file.string()));
  ByteReader& in = *contents.payload;
  EpochsState state;
  for (std::uint64_t* number : {&state.epoch, &state.batch, &state.step}) *number = in.whole();
  state.seconds = in.real();
  state.theta = in.numbers();
  state.running = in.numbers();
  state.optimiser = get_state(in);
  state.history.resize(in.count(96));
  for (EpochRow& row : state.history) row = get_row(in);
  state.slopes.resize(in.count(40));
  for (SlopeStatistics& slope : state.slopes) slope = get_slope(in);
  if (!in.good() || !in.at_end()) refuse_damaged(file);
  return state;
}

}  // namespace ansatz
