#include "live_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "duration.hpp"
#include "fitted_line.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::size_t least_width = 50, least_height = 10;
constexpr std::size_t most_width = 100;       // of the block: a wider curve says no more
constexpr std::size_t most_curve_rows = 8;    // of it
constexpr std::size_t most_lines_a_list = 3;  // of terms, slopes, unknowns

std::string step_text(const Progress& progress) {
  return fmt::format("step {:>{}}/{}", progress.step, fmt::to_string(progress.steps).size(), progress.steps);
}

std::string error_text(const TrainingView& view, const FieldError& error) {
  auto text = fmt::format("error {} {:.2e}", error.field, error.l2_relative);
  if (view.errors_step != view.latest.step) text += fmt::format(" at step {}", view.errors_step);
  return text;
}

std::string rate_text(double rate) { return fmt::format("rate {:.2e}", rate); }

std::string speed_text(double steps_per_second) {
  return fmt::format("{:.{}f} steps/s", steps_per_second, steps_per_second < 10 ? 1 : 0);
}

bool speed_known(const TrainingView& view) { return view.steps_per_second && *view.steps_per_second > 0; }

/// Empty where nothing is left, or the speed is unknown.
std::string time_left_text(const TrainingView& view) {
  const Progress& latest = view.latest;
  if (!speed_known(view) || latest.step >= latest.steps) return "";
  return duration(static_cast<double>(latest.steps - latest.step) / *view.steps_per_second) + " left";
}

std::vector<LineItem> items_of(const TrainingView& view) {
  const Progress& latest = view.latest;
  std::vector<LineItem> items = {{step_text(latest), 1}, {fmt::format("loss {:.3e}", latest.loss), 0}};
  if (latest.windows > 1) items.push_back({fmt::format("window {}/{}", latest.window, latest.windows), 4});
  for (std::size_t i = 0; i < view.errors.size(); ++i)
    items.push_back({error_text(view, view.errors[i]), i == 0 ? 2 : 5});
  if (latest.rate) items.push_back({rate_text(*latest.rate), 7});
  if (speed_known(view)) items.push_back({speed_text(*view.steps_per_second), 6});
  if (auto left = time_left_text(view); !left.empty()) items.push_back({std::move(left), 3});
  return items;
}

/// Texts one after another, on as many lines as they need, at most `most`; what has no place is counted at the end.
std::vector<std::string> flowed(const std::string& title, const std::vector<std::string>& texts, std::size_t width,
                                std::size_t most) {
  std::vector<std::string> lines = {title};
  std::size_t placed = 0;
  const auto more = [&](std::size_t shown) { return fmt::format("{}+{} more", item_gap, texts.size() - shown); };
  for (; placed < texts.size(); ++placed) {
    const bool last_line = lines.size() == most, last_text = placed + 1 == texts.size();
    const std::size_t reserved = last_line && !last_text ? display_columns(more(placed + 1)) : 0;
    const std::string next = item_gap + texts[placed];
    if (display_columns(lines.back()) + display_columns(next) + reserved <= width) {
      lines.back() += next;
    } else if (!last_line && display_columns(next) <= width) {
      lines.push_back(next);
    } else {
      break;
    }
  }
  if (placed < texts.size() && display_columns(lines.back()) + display_columns(more(placed)) <= width)
    lines.back() += more(placed);
  return lines;
}

std::vector<std::string> error_texts(const TrainingView& view) {
  std::vector<std::string> texts;
  for (const FieldError& error : view.errors) texts.push_back(fmt::format("{} {:.2e}", error.field, error.l2_relative));
  if (!view.errors.empty() && view.errors_step != view.latest.step)
    texts.push_back(fmt::format("at step {}", view.errors_step));
  return texts;
}

std::vector<std::string> slope_texts(const TrainingView& view) {
  const bool several = std::any_of(view.slopes.begin(), view.slopes.end(), [&](const SlopeStatistics& slope) {
    return slope.network != view.slopes.front().network;
  });
  std::vector<std::string> texts;
  for (const SlopeStatistics& slope : view.slopes)
    texts.push_back(fmt::format("{}layer {} {:.3f}", several ? slope.network + " " : "", slope.layer, slope.mean));
  return texts;
}

/// Everything below the curve: loss, error, slopes, unknowns, each with what belongs to it.
std::vector<std::string> details(const TrainingView& view, std::size_t width) {
  std::vector<std::string> lines, terms, unknowns;
  const auto add = [&](const std::string& title, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    const auto more = flowed(title, texts, width, most_lines_a_list);
    lines.insert(lines.end(), more.begin(), more.end());
  };
  terms.push_back(fmt::format("{:.3e}", view.latest.loss));
  for (const LossTerm& term : view.latest.terms) terms.push_back(fmt::format("{} {:.1e}", term.name, term.value));
  for (std::size_t i = 0; i < std::min(view.unknowns.size(), view.latest.unknowns.size()); ++i)
    unknowns.push_back(fmt::format("{} {:.6g}", view.unknowns[i], view.latest.unknowns[i]));
  add("loss    ", terms);
  add("error   ", error_texts(view));
  add("slopes  ", slope_texts(view));
  add("unknowns", unknowns);
  return lines;
}

std::vector<LineItem> status_items(const TrainingView& view) {
  const Progress& latest = view.latest;
  std::vector<LineItem> items = {{step_text(latest), 0}};
  if (latest.windows > 1) items.push_back({fmt::format("window {}/{}", latest.window, latest.windows), 3});
  if (latest.rate) items.push_back({rate_text(*latest.rate), 4});
  if (speed_known(view)) items.push_back({speed_text(*view.steps_per_second), 2});
  if (auto left = time_left_text(view); !left.empty()) items.push_back({std::move(left), 1});
  return items;
}

bool roomy(std::size_t width, std::size_t height) { return width >= least_width && height >= least_height; }

}  // namespace

std::string progress_line(const TrainingView& view, std::size_t width) { return fitted_line(items_of(view), width); }

std::vector<std::string> training_block(const TrainingView& view, std::size_t width, std::size_t height,
                                        Glyphs glyphs) {
  if (!roomy(width, height)) return {progress_line(view, width)};
  width = std::min(width, most_width);
  std::vector<std::string> lines = {fitted_line(status_items(view), width)};
  std::vector<std::string> below = details(view, width);
  below.resize(std::min(below.size(), height - 1));
  const std::size_t rows = std::min(most_curve_rows, height - 1 - below.size());
  for (std::string& line : loss_curve(view.curve, width, rows, glyphs)) lines.push_back(std::move(line));
  lines.insert(lines.end(), below.begin(), below.end());
  return lines;
}

std::vector<std::string> final_block(const TrainingView& view, std::size_t width, std::size_t height, Glyphs glyphs) {
  std::vector<std::string> lines;
  if (roomy(width, height))
    lines = loss_curve(view.curve, std::min(width, most_width), std::min(most_curve_rows, height - 1), glyphs);
  lines.push_back(progress_line(view, width));
  return lines;
}

}  // namespace ansatz::cli
