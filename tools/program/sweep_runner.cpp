#include "sweep_runner.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "command.hpp"
#include "interrupt.hpp"
#include "sweep_view.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds pause{10};
constexpr std::chrono::milliseconds redraw_interval{500};

}  // namespace

SweepRunner::SweepRunner(const SweepPlan& plan, const SweepFolder& folder, const SweepPace& pace, Style style)
    : plan_(plan), folder_(folder), pace_(pace), style_(style), results_(plan.runs.size()) {
  for (const PlannedRun& run : plan.runs) title_width_ = std::max(title_width_, display_columns(run.title));
}

std::vector<RunResult> SweepRunner::run() {
  take_what_is_there();
  while (!must_stop() && (started_ < tasks_.size() || children_.at_work() > 0)) {
    while (started_ < tasks_.size() && children_.at_work() < static_cast<std::size_t>(pace_.jobs)) start_next();
    show_progress(false);
    if (!take_ended()) std::this_thread::sleep_for(pause);
  }
  children_.end();
  if (children_.at_work() > 0) show_progress(true);
  while (children_.at_work() > 0)
    if (!take_ended()) std::this_thread::sleep_for(pause);
  if (style_ == Style::live) report(block_.replaced_by({}, terminal_size().columns));
  return results_;
}

bool SweepRunner::out_of_time() const {
  return pace_.max_seconds && std::chrono::duration<double>(Clock::now() - start_).count() >= *pace_.max_seconds;
}

bool SweepRunner::must_stop() const { return InterruptWatch::requested() || out_of_time(); }

/// What earlier sweeps have finished stays; the others are tasks.
void SweepRunner::take_what_is_there() {
  for (std::size_t i = 0; i < plan_.runs.size(); ++i) {
    const PlannedRun& run = plan_.runs[i];
    const Standing standing = standing_of(run, folder_.run(run));
    if (standing == Standing::other)
      throw UserError(fmt::format(
          "`{}` holds results of another problem: the file, its data or --set have changed since; leave out "
          "--resume to keep the old runs aside and start anew, or name another folder by --out",
          printable(folder_.run(run).string())));
    if (standing == Standing::done)
      results_[i] = result_in(folder_.run(run));
    else
      tasks_.push_back({i, standing, 0});
  }
  const std::size_t done = plan_.runs.size() - tasks_.size();
  ended_ = done;
  if (done > 0 && style_ != Style::quiet) report(fmt::format("{} of {} runs are there\n", done, plan_.runs.size()));
}

/// One that cannot begin has failed: a folder in which files stand that are no run's, a full disk.
void SweepRunner::start_next() {
  const std::size_t next = started_++;
  try {
    start(next);
  } catch (const UserError& error) {
    end_unbegun(next, error.what());
  } catch (const WorldFailure& error) {
    end_unbegun(next, error.what());
  }
}

void SweepRunner::end_unbegun(std::size_t number, const std::string& reason) {
  const std::size_t run = tasks_[number].run;
  results_[run] = {compare::Status::failed, reason, "", 0};
  ++ended_;
  show_ended(run);
}

void SweepRunner::start(std::size_t number) {
  Task& task = tasks_[number];
  const PlannedRun& run = plan_.runs[task.run];
  prepare(task);
  const std::string folder = folder_.run(run).string();
  std::vector<std::string> words = {"run",       folder + "/problem.pde",      "--out", folder,
                                    "--threads", std::to_string(pace_.threads)};
  if (task.standing == Standing::to_go_on) words.push_back("--resume");
  if (!pace_.memory_limit.empty()) words.insert(words.end(), {"--memory-limit", pace_.memory_limit});
  std::error_code absent;
  const auto size = fs::file_size(folder_.log(run), absent);
  task.log_size = absent ? 0 : size;
  children_.start(number, words, folder_.log(run));
  at_work_.push_back(number);
}

/// The problem is written here and not by the run, so that all runs are of the file as it was when the sweep began.
void SweepRunner::prepare(const Task& task) const {
  if (task.standing == Standing::to_go_on) return;
  const PlannedRun& run = plan_.runs[task.run];
  RunFolder(folder_.run(run).string(), plan_.source, run.compilation).open(Before::overwritten);
}

bool SweepRunner::take_ended() {
  const auto ended = children_.take_ended();
  if (!ended) return false;
  const Task& task = tasks_[ended->number];
  std::erase(at_work_, ended->number);
  results_[task.run] = result_of(task, *ended);
  ++ended_;
  show_ended(task.run);
  return true;
}

RunResult SweepRunner::result_of(const Task& task, const Children::Ended& ended) const {
  RunResult result = result_in(folder_.run(plan_.runs[task.run]));
  const bool told = ended.signal == 0 && (ended.status == exit_fine || ended.status == exit_doubtful ||
                                          ended.status == exit_stalled || ended.status == exit_interrupted ||
                                          (ended.status == exit_failed && result.status == compare::Status::diverged));
  if (told && result.status != compare::Status::missing) return result;
  if (ended.signal == Children::ending_signal && must_stop()) {  // before it had begun to train
    if (result.status == compare::Status::missing) result.reason = "ended before its first step";
    return result;
  }
  result.status = compare::Status::failed;
  result.reason = last_words(task);
  if (ended.signal != 0)
    result.reason = fmt::format("killed by signal {} ({}){}", ended.signal, strsignal(ended.signal),
                                ended.signal == SIGKILL ? "; perhaps memory ran out" : "");
  return result;
}

/// The error that a run ended with, or else the last line that it wrote.
std::string SweepRunner::last_words(const Task& task) const {
  std::istringstream lines(read_whole(folder_.log(plan_.runs[task.run])).substr(task.log_size));
  std::string last, error;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("error") || line.starts_with("internal error")) error = line;
    if (!line.empty()) last = line;
  }
  return !error.empty() ? error : !last.empty() ? last : "it said nothing";
}

void SweepRunner::show_ended(std::size_t run) {
  if (style_ == Style::quiet) return;
  std::string text = ended_line(plan_.runs[run], results_[run], ended_, plan_.runs.size(), title_width_);
  if (style_ == Style::live) text = block_.replaced_by({}, terminal_size().columns) + text;
  report(text);
  show_progress(true);
}

void SweepRunner::show_progress(bool now) {
  if (style_ != Style::live || (!now && drawn_ && Clock::now() - *drawn_ < redraw_interval)) return;
  drawn_ = Clock::now();
  SweepProgress progress{{}, tasks_.size() - started_, {}, must_stop()};
  double done = static_cast<double>(ended_ - (plan_.runs.size() - tasks_.size()));  // here, in runs
  for (const std::size_t number : at_work_) {
    const Task& task = tasks_[number];
    RunAtWork& run = progress.at_work.emplace_back(last_said(end_of_log(task)));
    run.title = plan_.runs[task.run].title;
    done += run.part;
  }
  progress.seconds_left = seconds_left(done);
  const TerminalSize size = terminal_size();
  report(block_.replaced_by(progress_lines(progress, size.columns - 1, size.rows - 1), size.columns));
}

/// As long as what is done here took, for as much as is left; nothing where next to nothing is done. `done`: in runs.
std::optional<double> SweepRunner::seconds_left(double done) const {
  constexpr double least = 0.05;
  if (done < least) return std::nullopt;
  const double elapsed = std::chrono::duration<double>(Clock::now() - start_).count();
  return elapsed / done * (static_cast<double>(tasks_.size()) - done);
}

/// The last lines of what a run at work has said since it began.
std::string SweepRunner::end_of_log(const Task& task) const {
  constexpr std::uintmax_t enough = 4096;
  const fs::path log = folder_.log(plan_.runs[task.run]);
  std::error_code absent;
  const std::uintmax_t size = fs::file_size(log, absent);
  if (absent || size <= task.log_size) return {};
  std::ifstream in(log, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(std::max(task.log_size, size - std::min(size, enough))));
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace ansatz::cli
