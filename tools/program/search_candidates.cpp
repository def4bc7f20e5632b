#include "search_candidates.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/random.hpp"
#include "ansatz/core/search/classes.hpp"
#include "ansatz/core/search/space.hpp"

namespace ansatz::cli {
namespace {

constexpr std::string_view usual[] = {"tanh", "sin", "swish", "gelu", "softplus", "gauss"};
constexpr std::uint64_t most_permuted = 1'000'000;  // of larger spaces numbers are drawn, and hardly any twice
constexpr std::size_t at_once = 64;                 // that are compared

/// A space whose unary operators are all smooth keeps to smooth functions: of quotients, powers and the like those that
/// are proved to be.
bool is_smooth(const search::SpaceSpec& space) {
  return std::all_of(space.unary.begin(), space.unary.end(), [](const search::OperatorRef& op) {
    return search::admits({}, search::Candidate(op, {search::Candidate()}));
  });
}

/// The numbers of a space in the order in which they are looked at.
class Order {
 public:
  Order(std::uint64_t size, bool shuffled, std::uint64_t seed) : size_(size), numbers_(seed, "search.pool") {
    if (shuffled && size <= most_permuted) permuted_ = numbers_.permutation(size);
    drawn_ = shuffled && size > most_permuted;
  }
  std::uint64_t operator[](std::uint64_t i) const {
    if (drawn_) return numbers_.bits(i) % size_;
    return permuted_.empty() ? i : permuted_[i];
  }

 private:
  std::uint64_t size_;
  Stream numbers_;
  std::vector<std::size_t> permuted_;
  bool drawn_ = false;
};

/// Nothing of a candidate that a problem does not take.
std::vector<double> feature_of(const search::FeatureKind& kind, const search::Candidate& candidate,
                               const search::ProblemsOf& problems) {
  try {
    return kind.of(candidate, problems);
  } catch (const UserError&) {
    return {};
  }
}

/// What decides which candidates there are.
std::string identity_of(const dsl::SearchPlan& plan) {
  std::string text = fmt::format("pool {}, seed {}\n", plan.settings.pool, plan.settings.seed);
  for (const std::string& graph : plan.space.graphs) text += graph + "\n";
  for (const auto* operators : {&plan.space.unary, &plan.space.binary, &plan.space.many}) {
    for (const search::OperatorRef& op : *operators) text += fmt::format("{} = {}; ", op->name, op->text);
    text += "\n";
  }
  return text + plan.definitions;
}

std::vector<std::size_t> numbers_in(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::size_t> all;
  for (std::size_t number = 0; in >> number;) all.push_back(number);
  return all;
}

}  // namespace

SearchCandidates::SearchCandidates(const dsl::SearchPlan& plan, searches::Store& store) {
  for (const auto* operators : {&plan.space.unary, &plan.space.binary, &plan.space.many})
    for (const search::OperatorRef& op : *operators)
      if (operators_.find(op->name) == nullptr || operators_.find(op->name)->text != op->text) operators_.add(*op);
  baselines_ = std::size(usual);
  const std::string identity = identity_of(plan);
  if (store.fact("space") == identity) {
    numbers_ = numbers_in(store.fact("candidates").value_or(""));
    const std::vector<searches::StoredFunction> stored = store.functions();
    for (const std::size_t number : numbers_)
      all_.push_back(search::Candidate::parse(stored.at(number).name, operators_));
  } else {
    all_ = find(plan);
    std::vector<searches::StoredFunction> functions;
    for (const search::Candidate& one : all_) functions.push_back({one.name(), one.formula("z")});
    numbers_ = store.add(functions);
    store.set_fact("candidates", fmt::format("{}", fmt::join(numbers_, " ")));
    store.set_fact("space", identity);
  }
  for (std::size_t i = 0; i < numbers_.size(); ++i) candidates_[numbers_[i]] = i;
  usable_.assign(all_.size(), true);
}

std::vector<search::Candidate> SearchCandidates::find(const dsl::SearchPlan& plan) const {
  std::vector<search::Candidate> all;
  search::Classes classes;
  const search::Operators built_in;
  for (const std::string_view name : usual)
    all.push_back(search::Candidate(built_in.named(name), {search::Candidate()}));
  classes.add(all);
  const search::Space space(plan.space);
  const std::uint64_t pool = plan.settings.pool == 0 ? space.size() : plan.settings.pool;
  const Order order(space.size(), space.size() > pool, plan.settings.seed);
  const bool smooth = is_smooth(plan.space);
  std::vector<std::size_t> taken;  // classes
  std::size_t seen = classes.size();
  for (std::uint64_t i = 0; i < space.size() && taken.size() < pool;) {
    std::vector<search::Candidate> some;
    for (; i < space.size() && some.size() < at_once; ++i)
      if (const search::Candidate one = space[order[i]]; !smooth || admits({}, one)) some.push_back(one);
    classes.add(some);
    for (; seen < classes.size(); ++seen)
      if (const search::Traits& traits = classes.traits(seen); traits.finite && !traits.affine && taken.size() < pool)
        taken.push_back(seen);
  }
  for (const std::size_t number : taken) all.push_back(classes.representative(number));
  if (all.size() == baselines_)
    throw UserError(
        "no function of the space is new, finite and curved: there is nothing to search; write other functions in "
        "`unary` and `binary`");
  return all;
}

std::vector<search::FeatureSet> SearchCandidates::features(
    const std::vector<std::string>& names, searches::Store& store,
    const std::function<search::Stated(const search::Candidate&)>& problems, const std::function<bool()>& stop) {
  const std::vector<std::size_t> order =
      Stream(static_cast<std::uint64_t>(getpid()), "search.share").permutation(count());  // each process its own
  for (const std::string& name : names)
    for (const std::size_t i : order) {
      if (stop()) return {};
      if (store.feature(numbers_[i], name)) continue;
      store.keep_feature(numbers_[i], name,
                         feature_of(search::feature_kind(name), all_[i], [&] { return problems(all_[i]); }));
    }
  std::vector<search::FeatureSet> all;
  for (const std::string& name : names) all.push_back(collected(name, store));
  if (std::count(usable_.begin(), usable_.end(), true) == 0)
    throw UserError(
        fmt::format("no function of the space has {}: the problems take none of them, or what they give is not finite",
                    fmt::join(names, " and ")));
  return all;
}

/// Of what is not finite, or of another length than the others, zeros stand there.
search::FeatureSet SearchCandidates::collected(const std::string& name, const searches::Store& store) {
  search::FeatureSet made{name, search::feature_kind(name).metric, 0, {}};
  std::vector<std::vector<double>> all;
  for (const std::size_t number : numbers_) {
    all.push_back(store.feature(number, name).value_or(std::vector<double>{}));
    made.length = std::max(made.length, all.back().size());
  }
  for (std::size_t i = 0; i < count(); ++i) {
    const bool finite = std::all_of(all[i].begin(), all[i].end(), [](double value) { return std::isfinite(value); });
    if (!finite || made.length == 0 || all[i].size() != made.length) {
      usable_[i] = false;
      all[i].assign(made.length, 0);
    }
    made.values.insert(made.values.end(), all[i].begin(), all[i].end());
  }
  return made;
}

}  // namespace ansatz::cli
