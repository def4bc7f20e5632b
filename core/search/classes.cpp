#include "ansatz/core/search/classes.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/random.hpp"
#include "ansatz/core/search/features.hpp"

namespace ansatz::search {
namespace {

constexpr std::size_t derivatives = 2;

/// What is no number is compared as a number beyond all others.
double comparable(double value) {
  if (std::isnan(value)) return 1000;
  return std::isinf(value) ? std::copysign(2000, value) : std::asinh(value);
}

bool all_finite(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

bool never_zero(const Candidate& candidate, const Interval& over) {
  const std::optional<ValueRange> range = value_range(candidate, over);
  return range && range->never_zero;
}

bool positive(const Candidate& candidate, const Interval& over) {
  const std::optional<ValueRange> range = value_range(candidate, over);
  return range && range->never_zero && range->bounds.lower >= 0;
}

}  // namespace

const std::vector<double>& sample_points() {
  static const std::vector<double> points = [] {
    std::mt19937 twister(0);
    const auto uniform = [&] {  // 53 bits of two draws, as the twister's authors make them
      const double a = static_cast<double>(twister() >> 5), b = static_cast<double>(twister() >> 6);
      return (a * 67108864.0 + b) / 9007199254740992.0;
    };
    std::vector<double> normal;
    while (normal.size() < 1000) {
      const double u = 2 * uniform() - 1, v = 2 * uniform() - 1, r2 = u * u + v * v;
      if (r2 >= 1 || r2 == 0) continue;
      const double scale = std::sqrt(-2 * std::log(r2) / r2);
      normal.push_back(std::clamp(scale * v, -5.0, 5.0));
      normal.push_back(std::clamp(scale * u, -5.0, 5.0));
    }
    return normal;
  }();
  return points;
}

Classes::Classes(std::vector<double> points, double tolerance) : points_(std::move(points)), tolerance_(tolerance) {
  if (points_.empty() || !all_finite(points_)) throw UserError("functions are compared at one point or more");
  if (!(tolerance > 0)) throw UserError("the tolerance by which functions are the same is positive");
  const Stream stream(0, "search/classes");
  const std::size_t numbers = (derivatives + 1) * points_.size();
  for (std::size_t i = 0; i < sums * numbers; ++i)
    weights_.push_back((2 * stream.uniform(i) - 1) / std::sqrt(static_cast<double>(numbers)));
}

Classes::Signature Classes::signature_of(std::span<const std::vector<double>> jets) const {
  Signature made{};
  auto weight = weights_.begin();
  for (double& sum : made)
    for (const std::vector<double>& values : jets)
      for (const double value : values) sum += *weight++ * value;
  return made;
}

Traits Classes::traits_of(std::span<const std::vector<double>> jets) const {
  Traits traits{.finite = std::all_of(jets.begin(), jets.end(), all_finite)};
  const std::vector<double>& values = jets[0];
  if (!all_finite(values)) return traits;
  const auto ends = std::minmax_element(points_.begin(), points_.end());
  const double first = *ends.first, last = *ends.second;
  const double left = values[static_cast<std::size_t>(ends.first - points_.begin())];
  const double right = values[static_cast<std::size_t>(ends.second - points_.begin())];
  const double slope = first < last ? (right - left) / (last - first) : 0;
  const auto within = [&](double of_slope) {
    for (std::size_t p = 0; p < values.size(); ++p)
      if (std::abs(values[p] - (left + of_slope * (points_[p] - first))) > tolerance_ * (1 + std::abs(values[p])))
        return false;
    return true;
  };
  traits.constant = within(0);
  traits.affine = traits.constant || within(slope);
  return traits;
}

std::size_t Classes::class_of(const Candidate& candidate, std::span<const std::vector<double>> jets) {
  std::vector<std::vector<double>> compared(jets.begin(), jets.end());
  for (std::vector<double>& values : compared) std::transform(values.begin(), values.end(), values.begin(), comparable);
  const Signature signature = signature_of(compared);
  const std::size_t length = candidate.formula("z").size();
  const auto end = by_first_sum_.upper_bound(signature[0] + tolerance_);
  for (auto near = by_first_sum_.lower_bound(signature[0] - tolerance_); near != end; ++near) {
    Class& one = classes_[near->second];
    const auto same = [&](double a, double b) { return std::abs(a - b) <= tolerance_; };
    if (!std::equal(signature.begin(), signature.end(), one.signature.begin(), same)) continue;
    ++one.members;
    if (std::pair(candidate.size(), length) < std::pair(one.shortest.size(), one.formula_length)) {
      one.shortest = candidate;
      one.formula_length = length;
    }
    return near->second;
  }
  by_first_sum_.emplace(signature[0], classes_.size());
  classes_.push_back({candidate, length, 1, traits_of(jets), signature});
  return classes_.size() - 1;
}

std::vector<std::size_t> Classes::add(std::span<const Candidate> candidates) {
  constexpr std::size_t at_once = 200;  // candidates in one graph, which share what they are made of
  std::vector<std::size_t> numbers;
  for (std::size_t begin = 0; begin < candidates.size(); begin += at_once) {
    const auto some = candidates.subspan(begin, std::min(at_once, candidates.size() - begin));
    const std::vector<Function> functions(some.begin(), some.end());
    const std::vector<std::vector<double>> all = jets(functions, points_, derivatives);
    for (std::size_t i = 0; i < some.size(); ++i)
      numbers.push_back(class_of(some[i], std::span(all).subspan(i * (derivatives + 1), derivatives + 1)));
  }
  return numbers;
}

bool is_guarded(const Candidate& candidate, Interval over) {
  const Operator* top = candidate.top();
  if (top == nullptr) return true;
  const std::vector<Candidate> arguments = candidate.arguments();
  if (top->name == "div" && !never_zero(arguments[1], over)) return false;
  if (top->name == "pow" && !positive(arguments[0], over)) return false;
  return std::all_of(arguments.begin(), arguments.end(), [&](const Candidate& a) { return is_guarded(a, over); });
}

bool admits(const Demands& demands, const Candidate& candidate) {
  return smoothness(candidate, real_line, demands.derivatives).continuous(demands.derivatives) == Answer::proved &&
         finiteness(candidate, demands.range, demands.derivatives).answer == Answer::proved;
}

}  // namespace ansatz::search
