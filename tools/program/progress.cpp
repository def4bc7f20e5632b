#include "progress.hpp"

#include <utility>

#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::chrono::milliseconds live_interval{100};
constexpr std::chrono::seconds plain_interval{5};

}  // namespace

ProgressDisplay::ProgressDisplay(Style style, std::vector<std::string> unknowns, const std::vector<Progress>& history)
    : style_(style) {
  view_.unknowns = std::move(unknowns);
  for (const Progress& row : history) take(row);
}

void ProgressDisplay::take(const Progress& progress) {
  view_.latest = progress;
  view_.curve.push_back({progress.step, progress.loss});
  if (progress.errors.empty()) return;
  view_.errors = progress.errors;
  view_.errors_step = progress.step;
}

bool ProgressDisplay::due() const {
  if (!written_) return true;
  const auto waited = Clock::now() - *written_;
  return style_ == Style::live ? waited >= live_interval : waited >= plain_interval;
}

void ProgressDisplay::show(const Progress& progress, std::vector<SlopeStatistics> slopes) {
  if (style_ == Style::quiet) return;
  if (!first_) first_ = progress;
  take(progress);
  view_.slopes = std::move(slopes);
  const double seconds = progress.seconds - first_->seconds;
  if (seconds > 0) view_.steps_per_second = static_cast<double>(progress.step - first_->step) / seconds;
  if (due()) write(false);
}

void ProgressDisplay::say(const std::string& line) {
  report((style_ == Style::live ? block_.replaced_by({}, terminal_size().columns) : "") + line);
}

void ProgressDisplay::finish() {
  if (!first_) return;
  if (style_ == Style::live || view_.latest.step != written_step_) write(true);
}

void ProgressDisplay::write(bool final) {
  written_ = Clock::now();
  written_step_ = view_.latest.step;
  if (style_ == Style::plain) {
    report(progress_line(view_, any_width) + "\n");
    return;
  }
  // A column stays free, as some terminals break a full line at once; a row is that of the cursor.
  const TerminalSize size = terminal_size();
  const auto& block = final ? final_block : training_block;
  report(block_.replaced_by(block(view_, size.columns - 1, size.rows - 1, terminal_glyphs()), size.columns));
}

}  // namespace ansatz::cli
