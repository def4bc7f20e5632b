#include "progress.hpp"

#include <fmt/format.h>

#include <cmath>

#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::chrono::milliseconds live_interval{100};
constexpr std::chrono::seconds plain_interval{5};

}  // namespace

std::string duration(double seconds) {
  if (!std::isfinite(seconds)) return "?";
  if (seconds < 10) return fmt::format("{:.1f} s", seconds);
  auto whole = std::llround(seconds);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string progress_line(const Progress& progress, std::optional<double> steps_per_second, std::size_t width) {
  auto line = fmt::format("step {:>{}}/{}   loss {:.3e}", progress.step, fmt::to_string(progress.steps).size(),
                          progress.steps, progress.loss);
  if (progress.windows > 1) line += fmt::format("   window {}/{}", progress.window, progress.windows);
  for (const auto& error : progress.errors) line += fmt::format("   error {} {:.2e}", error.field, error.l2_relative);
  if (steps_per_second && *steps_per_second > 0) {
    line += fmt::format("   {:.{}f} steps/s", *steps_per_second, *steps_per_second < 10 ? 1 : 0);
    if (progress.step < progress.steps) {
      line += "   " + duration(static_cast<double>(progress.steps - progress.step) / *steps_per_second) + " left";
    }
  }
  if (line.size() > width) {
    while (width > 0 && (static_cast<unsigned char>(line[width]) & 0xc0) == 0x80) --width;  // not inside a character
    line.resize(width);
  }
  return line;
}

void ProgressDisplay::show(const Progress& progress) {
  if (!first_) first_ = progress;
  auto known_errors = latest_ && progress.errors.empty() ? std::move(latest_->errors) : progress.errors;
  latest_ = progress;
  latest_->errors = std::move(known_errors);
  if (style_ == Style::quiet) return;
  auto now = Clock::now();
  auto waited = now - written_.value_or(now);
  bool due = !written_ || (style_ == Style::live ? waited >= live_interval : waited >= plain_interval);
  if (due) write();
}

void ProgressDisplay::finish() {
  if (style_ == Style::quiet || !latest_) return;
  if (latest_->step != written_step_) write();
  if (style_ == Style::live) report("\n");
}

void ProgressDisplay::write() {
  written_ = Clock::now();
  written_step_ = latest_->step;
  std::optional<double> speed;
  double seconds = latest_->seconds - first_->seconds;
  if (seconds > 0) speed = static_cast<double>(latest_->step - first_->step) / seconds;
  if (style_ == Style::live) {
    report("\r" + progress_line(*latest_, speed, terminal_width() - 1) + "\x1b[K");
  } else {
    report(progress_line(*latest_, speed, std::string::npos) + "\n");
  }
}

}  // namespace ansatz::cli
