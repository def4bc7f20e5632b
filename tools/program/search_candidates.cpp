#include "search_candidates.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/random.hpp"
#include "ansatz/core/search/space.hpp"

namespace ansatz::cli {
namespace {

constexpr std::string_view usual[] = {"tanh", "sin", "swish", "gelu", "softplus", "gauss"};
constexpr std::uint64_t most_permuted = 1'000'000;  // of larger spaces numbers are drawn, and hardly any twice
constexpr double same = 1e8;                        // digits of values that are compared: 1e-8
constexpr double straight = 1e-8;                   // of what is compared

/// What two functions are the same by: values and derivatives at fixed points; empty for what is no activation: not
/// finite, constant, or a straight line.
std::vector<double> character_of(const search::Candidate& candidate) {
  std::vector<double> jet = search::feature_kind("jets").of(candidate, {});
  if (!std::all_of(jet.begin(), jet.end(), [](double value) { return std::isfinite(value); })) return {};
  const auto second = jet.begin() + static_cast<std::ptrdiff_t>(jet.size() / 3 * 2);
  if (std::all_of(second, jet.end(), [](double value) { return std::abs(value) < straight; })) return {};
  for (double& value : jet) value = std::round(value * same) / same + 0.0;  // + 0: -0 is 0
  return jet;
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
  std::set<std::vector<double>> known;
  const auto add = [&](const search::Candidate& one) {
    std::vector<double> character = character_of(one);
    if (!character.empty() && known.insert(std::move(character)).second) all.push_back(one);
  };
  const search::Operators built_in;
  for (const std::string_view name : usual) add(search::Candidate(built_in.named(name), {search::Candidate()}));
  const search::Space space(plan.space);
  const std::uint64_t pool = plan.settings.pool == 0 ? space.size() : plan.settings.pool;
  const Order order(space.size(), space.size() > pool, plan.settings.seed);
  for (std::uint64_t i = 0; i < space.size() && all.size() < pool + baselines_; ++i) add(space[order[i]]);
  if (all.size() == baselines_)
    throw UserError(
        "no function of the space is new, finite and curved: there is nothing to search; write other functions in "
        "`unary` and `binary`");
  return all;
}

std::vector<search::FeatureSet> SearchCandidates::features(
    const std::vector<std::string>& names, searches::Store& store,
    const std::function<std::vector<Problem>(const search::Candidate&)>& problems, const std::function<bool()>& stop) {
  std::vector<search::FeatureSet> all;
  const std::vector<std::size_t> order =
      Stream(static_cast<std::uint64_t>(getpid()), "search.share").permutation(count());  // each process its own
  for (const std::string& name : names) {
    const search::FeatureKind& kind = search::feature_kind(name);
    for (const std::size_t i : order) {
      if (stop()) return {};
      if (store.feature(numbers_[i], name)) continue;
      store.keep_feature(numbers_[i], name, kind.of(all_[i], [&] { return problems(all_[i]); }));
    }
    search::FeatureSet& made = all.emplace_back();
    made.name = name;
    made.metric = kind.metric;
    for (std::size_t i = 0; i < count(); ++i) {
      std::vector<double> numbers = *store.feature(numbers_[i], name);
      made.length = std::max(made.length, numbers.size());
      const bool finite =
          std::all_of(numbers.begin(), numbers.end(), [](double value) { return std::isfinite(value); });
      if (numbers.size() != made.length || !finite) {
        usable_[i] = false;
        numbers.assign(made.length, 0);
      }
      made.values.insert(made.values.end(), numbers.begin(), numbers.end());
    }
  }
  return all;
}

}  // namespace ansatz::cli
