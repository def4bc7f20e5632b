#include "search_runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <thread>

#include "duration.hpp"
#include "fitted_line.hpp"
#include "interrupt.hpp"
#include "process_mark.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::chrono::milliseconds pause{200};  // between two looks at what others do

std::string label_text(double label) { return std::isfinite(label) ? fmt::format("{:.3f}", label) : "diverged"; }

}  // namespace

SearchRunner::SearchRunner(const dsl::SearchPlan& plan, SearchCandidates& candidates, const SearchTrials& trials,
                           searches::Store& store, const TimeLimit& limit)
    : plan_(plan), candidates_(candidates), trials_(trials), store_(store), limit_(limit), process_(this_process()) {
  for (const searches::Labelled& one : known()) shown_.insert(candidates_.candidate(one.function));
  for (const searches::Labelled& one : finals()) shown_finals_.insert(candidates_.candidate(one.function));
}

bool SearchRunner::must_stop() const { return InterruptWatch::requested() || limit_.over(); }

std::size_t SearchRunner::budget() const {
  const auto usable =
      static_cast<std::size_t>(std::count(candidates_.usable().begin(), candidates_.usable().end(), true));
  return plan_.settings.budget == 0 ? usable : std::min<std::size_t>(plan_.settings.budget, usable);
}

std::vector<searches::Labelled> SearchRunner::labelled(searches::Seeds seeds) const {
  std::vector<searches::Labelled> all = searches::labelled(store_.evaluations(), trials_.problems(), seeds);
  std::erase_if(all, [&](const searches::Labelled& one) {
    return candidates_.candidate(one.function) == candidates_.count();  // of another space
  });
  return all;
}

std::vector<searches::Labelled> SearchRunner::known() const { return labelled({0, plan_.settings.seeds}); }

/// Candidates, the best first; what diverged is none.
std::vector<std::size_t> SearchRunner::finalists(const std::vector<searches::Labelled>& known) const {
  std::vector<std::size_t> best;
  if (known.size() < budget()) return best;
  for (const std::size_t i : searches::ranked(known))
    if (best.size() < plan_.settings.finalists && std::isfinite(known[i].label))
      best.push_back(candidates_.candidate(known[i].function));
  return best;
}

std::vector<searches::Labelled> SearchRunner::finals() const {
  const std::vector<std::size_t> best = finalists(known());
  std::vector<searches::Labelled> all = best.empty() ? std::vector<searches::Labelled>{} : labelled(further_seeds());
  std::erase_if(all, [&](const searches::Labelled& one) {  // of a smaller budget
    return std::find(best.begin(), best.end(), candidates_.candidate(one.function)) == best.end();
  });
  return all;
}

/// Finalists that lack trainings.
std::vector<std::size_t> SearchRunner::open_finals(const std::vector<searches::Labelled>& known) const {
  std::vector<std::size_t> open = finalists(known);
  if (open.empty()) return open;
  for (const searches::Labelled& one : labelled(further_seeds())) std::erase(open, candidates_.candidate(one.function));
  return open;
}

bool SearchRunner::is_complete() const {
  const std::vector<searches::Labelled> all = known();
  return all.size() >= budget() && open_finals(all).empty();
}

SearchRunner::Standing SearchRunner::standing() const {
  Standing now;
  now.known = known();
  std::set<std::size_t> done, begun;
  for (const searches::Labelled& one : now.known) done.insert(candidates_.candidate(one.function));
  const auto begin = [&](std::size_t number) {
    const std::size_t candidate = candidates_.candidate(number);
    if (candidate == candidates_.count() || done.count(candidate) != 0) return;
    if (begun.insert(candidate).second) now.begun.push_back(candidate);
  };
  for (const searches::Evaluation& one : store_.evaluations()) begin(one.function);
  for (const searches::Claim& one : store_.claims()) {
    if (is_gone(one.process) || one.process == process_) continue;
    begin(one.function);
    now.claimed.insert(candidates_.candidate(one.function));
  }
  if (now.begun.empty()) now.finals = open_finals(now.known);
  for (std::size_t i = 0; i < candidates_.count(); ++i)
    if (candidates_.usable()[i] && done.count(i) == 0 && begun.count(i) == 0) now.open.push_back(i);
  return now;
}

/// Nothing where all that may begin has begun.
std::optional<std::size_t> SearchRunner::next(const Standing& now) {
  for (const auto* begun : {&now.begun, &now.finals})
    for (const std::size_t candidate : *begun)
      if (now.claimed.count(candidate) == 0) return candidate;
  if (now.started() >= budget() || now.open.empty()) return std::nullopt;
  if (now.open.front() < candidates_.baselines()) return now.open.front();
  return suggested(now);
}

/// By what is known of this moment, whatever the order in which it came to be known.
std::size_t SearchRunner::suggested(const Standing& now) {
  std::vector<searches::Labelled> known = now.known;
  std::sort(known.begin(), known.end(),
            [](const searches::Labelled& a, const searches::Labelled& b) { return a.function < b.function; });
  if (known.size() < std::max<std::size_t>(model_->least(), 1)) return search::suggest(*random_, now.open);
  std::vector<std::size_t> candidates;
  for (const searches::Labelled& one : known) candidates.push_back(candidates_.candidate(one.function));
  model_->fit(candidates, searches::finite_labels(known));
  return search::suggest(*model_, now.open);
}

/// Unless another process has it, or has spent the budget meanwhile.
bool SearchRunner::claim(std::size_t candidate) {
  return store_.claim(candidates_.number(candidate), process_, is_gone, [&] {
    const Standing now = standing();
    for (const auto* begun : {&now.begun, &now.finals})
      if (std::find(begun->begin(), begun->end(), candidate) != begun->end()) return now.claimed.count(candidate) == 0;
    const bool open = std::find(now.open.begin(), now.open.end(), candidate) != now.open.end();
    return open && now.started() < budget();
  });
}

/// From the first seeds, or where these are there, from the further ones: it is a finalist then.
void SearchRunner::train(std::size_t candidate) {
  const std::size_t number = candidates_.number(candidate);
  std::set<std::pair<std::size_t, std::uint64_t>> there;
  for (const searches::Evaluation& one : store_.evaluations())
    if (one.function == number) there.insert({one.problem, one.seed});
  const auto missing = [&](searches::Seeds seeds) {
    std::vector<std::pair<std::size_t, std::uint64_t>> all;
    for (std::size_t problem = 0; problem < trials_.problems(); ++problem)
      for (std::uint64_t seed = seeds.first; seed < seeds.first + seeds.count; ++seed)
        if (there.count({problem, seed}) == 0) all.emplace_back(problem, seed);
    return all;
  };
  auto wanted = missing({0, plan_.settings.seeds});
  if (wanted.empty()) wanted = missing(further_seeds());
  for (const auto& [problem, seed] : wanted) {
    if (must_stop()) return;
    auto made = trials_.train(candidates_[candidate], problem, seed, [&] { return must_stop(); });
    if (!made) return;
    made->function = number;
    store_.keep(*made);
  }
}

/// False where the search was ended meanwhile.
bool SearchRunner::make_models() {
  if (model_) return true;
  const bool reads = plan_.settings.surrogate.method().reads_features;
  const std::vector<std::string> names = reads ? plan_.features : std::vector<std::string>{};
  std::vector<search::FeatureSet> features = candidates_.features(
      names, store_, [&](const search::Candidate& one) { return trials_.problems_with(one); },
      [&] { return must_stop(); });
  if (must_stop()) return false;
  model_ = search::make_model(plan_.settings.surrogate, std::move(features), plan_.settings.seed);
  random_ = search::make_model(search::RandomOrder{}, {}, plan_.settings.seed);
  return true;
}

std::vector<std::array<double, 2>> SearchRunner::plane() {
  return make_models() ? model_->embedding() : std::vector<std::array<double, 2>>{};
}

void SearchRunner::run(bool quiet) {
  if (!make_models()) return;
  while (!must_stop()) {
    const Standing now = standing();
    const std::optional<std::size_t> candidate = next(now);
    if (!candidate && now.claimed.empty()) return;
    if (!candidate || !claim(*candidate)) {  // others are at the last ones, and may be killed
      std::this_thread::sleep_for(pause);
      continue;
    }
    train(*candidate);
    store_.release(candidates_.number(*candidate), process_);
    if (!quiet) show_new();
  }
}

void SearchRunner::show(const searches::Labelled& one, const std::string& count, bool better) const {
  report(fmt::format("{} {:<40} {:>9}{}{}{}\n", count,
                     printable(candidates_[candidates_.candidate(one.function)].name()), label_text(one.label),
                     item_gap, duration(one.seconds), better ? "   the best so far" : ""));
}

void SearchRunner::show_new() {
  const auto say = [&](const std::vector<searches::Labelled>& all, std::set<std::size_t>& shown, const char* what,
                       std::size_t most) {
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool better = all[i].label < best;
      best = std::min(best, all[i].label);
      if (shown.insert(candidates_.candidate(all[i].function)).second)
        show(all[i], fmt::format("[{}{:>{}}/{}]", what, i + 1, fmt::to_string(most).size(), most), better);
    }
  };
  const std::vector<searches::Labelled> all = known();
  say(all, shown_, "", budget());
  say(finals(), shown_finals_, "final ", finalists(all).size());
}

}  // namespace ansatz::cli
