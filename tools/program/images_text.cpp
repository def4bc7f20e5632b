#include "images_text.hpp"

#include <fmt/format.h>

#include "ansatz/core/results.hpp"
#include "duration.hpp"

namespace ansatz::cli {
namespace {

std::string percent(double part) { return fmt::format("{:.2f} %", 100 * part); }

std::string quality_row(const char* name, const Quality& as_trained, const Quality& in_use) {
  return fmt::format("  {:<10}{:.4e}  {:>9}     {:.4e}  {:>9}\n", name, as_trained.loss, percent(as_trained.accuracy),
                     in_use.loss, percent(in_use.accuracy));
}

}  // namespace

std::string epoch_line(const EpochRow& row, const EpochRow& first) {
  const std::string epochs = fmt::format("{}", row.epochs);
  std::string text = fmt::format("epoch {:>{}}/{}   loss {:.3e} {:>9}", row.epoch, epochs.size(), epochs,
                                 row.as_trained.loss, percent(row.as_trained.accuracy));
  if (row.test) text += fmt::format("   test {:.3e} {:>9}", row.test->loss, percent(row.test->accuracy));
  if (row.epoch > first.epoch) {
    const double seconds = (row.seconds - first.seconds) / static_cast<double>(row.epoch - first.epoch);
    text += fmt::format("   {} an epoch", duration(seconds));
    if (row.epoch < row.epochs)
      text += fmt::format("   {} left", duration(seconds * static_cast<double>(row.epochs - row.epoch)));
  }
  return text;
}

std::string summary(const ClassificationOutcome& outcome) {
  const EpochRow& last = outcome.history.back();
  std::string text = fmt::format("{} after {} of {} epochs, {}", name_of(outcome.status), last.epoch, last.epochs,
                                 duration(last.seconds));
  if (outcome.status != Status::finished) text += ": " + outcome.reason;
  text += "\nloss        as it is trained, accuracy   in use, accuracy\n";
  text += quality_row("training", last.as_trained, last.training);
  if (last.test && last.test_as_trained) text += quality_row("test", *last.test_as_trained, *last.test);
  if (!outcome.slopes.empty()) text += "slopes      mean n*a   deviation\n";
  for (const SlopeStatistics& slope : outcome.slopes)
    if (slope.step == last.step)
      text +=
          fmt::format("  {:<10}{:<8.4f}   {:.4f}\n", fmt::format("layer {}", slope.layer), slope.mean, slope.deviation);
  return text;
}

}  // namespace ansatz::cli
