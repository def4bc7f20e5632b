#include "scales/sizes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace ansatz::scales {
namespace {

// A network reaches values of some tens by itself, and small ones down to the digits of its output weights; beyond that
// it is helped. Residuals of unlike size are the user's to weigh, until their squares differ by a million.
constexpr double largest_plain = 30, smallest_plain = 1e-3;
// What a source drives a field to depends on how fast the solution varies, which is not known: a guess to two orders.
constexpr double largest_driven = 1e4, smallest_driven = 1e-4;
constexpr double unlike = 1e3;
// Of what a residual is without conditions that are built in: one that these meet is left with its rounding.
constexpr double met = 1e-12;

/// A field near a large value is taken to move by a part of it where nothing says how far.
constexpr double part_of_centre = 0.1;

double root_mean_square(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value * value;
  return values.empty() ? 0 : std::sqrt(sum / static_cast<double>(values.size()));
}

std::vector<double> difference(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> result(a.size());
  for (std::size_t p = 0; p < a.size(); ++p) result[p] = a[p] - b[p];
  return result;
}

/// Something to divide by.
bool counts(double size) { return std::isfinite(size) && size > 0; }

/// What 1 has to become for a response to be `wanted`, which is `one` at 1 and `two` at 2 and goes as a power: a
/// network enters linearly, or as its square.
double factor_for(double wanted, double one, double two) {
  const double power = std::clamp(std::log2(two / one), 1.0, 4.0);
  return std::pow(wanted / one, 1 / (std::isnan(power) ? 1.0 : power));
}

double power_of_two(double size) { return std::exp2(std::round(std::log2(size))); }

/// What is known of a field while sizes are being found.
struct Found {
  double lower = std::numeric_limits<double>::infinity(), upper = -lower;  // of the values that it is given
  bool goes_on = false;  // all values are of its start: it may grow from there
  std::optional<double> size;
  bool by_equations = false;  // the size is a guess from sources

  bool has_values() const { return lower <= upper; }
  double centre() const { return has_values() ? lower + (upper - lower) / 2 : 0; }
  void include(double value) {
    lower = std::min(lower, value);
    upper = std::max(upper, value);
  }
  void at_least(double value, bool from_equations) {
    size = std::max(size.value_or(0), value);
    by_equations = from_equations;
  }
  bool ordinary() const {
    const double largest = by_equations ? largest_driven : largest_plain;
    const double smallest = by_equations ? smallest_driven : smallest_plain;
    if (!counts(size.value_or(0))) return true;
    return *size <= largest && (goes_on || *size >= smallest) && std::abs(centre()) <= largest_plain;
  }
};

/// What is found out step by step: values first, then how fluxes and sources drive fields from there.
class Search {
 public:
  Search(const Problem& problem, Probe& probe)
      : problem_(problem), probe_(probe), found_(problem.fields.size()), of_value_(probe.residuals().size()) {}

  std::vector<FieldScale> run() {
    find_values();
    find_responses();
    for (Found& field : found_)
      if (field.has_values() && (field.upper > field.lower || field.centre() != 0))
        field.size = std::max((field.upper - field.lower) / 2, part_of_centre * std::abs(field.centre()));
    drive(false);
    drive(true);
    return rounded();
  }
  /// By residual, the field that it holds at a value.
  const std::vector<std::optional<std::size_t>>& of_value() const { return of_value_; }

 private:
  std::vector<FieldScale> constants(double shift, std::optional<std::size_t> shifted) const {
    std::vector<FieldScale> all(found_.size(), {0, 0});
    if (shifted) all[*shifted].centre = shift;
    return all;
  }

  /// Residuals of conditions that say what one field is: a(x) (u - g), in which nothing else stands. They answer to the
  /// network of the field as they do to a number of its value.
  void find_values() {
    const Probe::Values zero = probe_.at(constants(0, {}));
    std::vector<int> answers(of_value_.size(), 0);  // how many fields a residual speaks of
    std::vector<std::vector<double>> slope(of_value_.size());
    for (std::size_t f = 0; f < found_.size(); ++f) {
      if (!probe_.scales(f)) continue;
      const Probe::Values one = probe_.at(constants(1, f));
      std::vector<FieldScale> moved = constants(0, {});
      moved[f].size = 1;
      const Probe::Values network = probe_.at(moved);
      for (std::size_t k = 0; k < of_value_.size(); ++k) {
        const std::vector<double> a = difference(one.residuals[k], zero.residuals[k]);
        const std::vector<double> response = difference(network.residuals[k], zero.residuals[k]);
        if (root_mean_square(response) == 0) continue;
        ++answers[k];
        const std::size_t c = probe_.residuals()[k].condition;
        if (problem_.conditions[c].kind == ConditionKind::equation || !proportional(a, network.fields[c][f], response))
          continue;
        of_value_[k] = f;
        slope[k] = a;
      }
    }
    for (std::size_t k = 0; k < of_value_.size(); ++k) {
      if (answers[k] != 1) of_value_[k].reset();
      if (!of_value_[k]) continue;
      Found& field = found_[*of_value_[k]];
      const bool start = problem_.conditions[probe_.residuals()[k].condition].kind == ConditionKind::initial;
      field.goes_on = start && (field.goes_on || !field.has_values());
      for (std::size_t p = 0; p < slope[k].size(); ++p)
        if (const double value = -zero.residuals[k][p] / slope[k][p]; std::isfinite(value)) field.include(value);
    }
  }

  /// Whether `response` is a * u at every point.
  static bool proportional(const std::vector<double>& a, const std::vector<double>& u,
                           const std::vector<double>& response) {
    constexpr double rounding = 1e-9;
    for (std::size_t p = 0; p < a.size(); ++p)
      if (!(std::abs(response[p] - a[p] * u[p]) <= rounding * (std::abs(a[p]) + std::abs(response[p])))) return false;
    return true;
  }

  std::vector<FieldScale> at_centres() const {
    std::vector<FieldScale> all;
    for (const Found& field : found_) all.push_back({field.centre(), 0});
    return all;
  }

  /// Around the centres: what residuals are, and by how much each network moves them.
  void find_responses() {
    const Probe::Values there = probe_.at(at_centres());
    for (const std::vector<double>& row : there.residuals) sources_.push_back(root_mean_square(row));
    for (std::size_t f = 0; f < found_.size(); ++f) {
      responses_.push_back(responses(f, 1, there));
      twice_.push_back(responses(f, 2, there));
    }
  }

  std::vector<double> responses(std::size_t f, double size, const Probe::Values& there) {
    std::vector<double> found(sources_.size(), 0.0);
    if (!probe_.scales(f)) return found;
    std::vector<FieldScale> moved = at_centres();
    moved[f].size = size;
    const Probe::Values network = probe_.at(moved);
    for (std::size_t k = 0; k < found.size(); ++k)
      found[k] = root_mean_square(difference(network.residuals[k], there.residuals[k]));
    return found;
  }

  /// Fields as large as it takes to answer to fluxes; by equations those of which nothing is known yet, until no more
  /// is found: they answer to sources, and to fields whose size is known.
  void drive(bool by_equations) {
    for (std::size_t round = 0; round <= found_.size(); ++round) {
      std::vector<Found> next = found_;
      for (std::size_t k = 0; k < sources_.size(); ++k) {
        const Condition& condition = problem_.conditions[probe_.residuals()[k].condition];
        if (of_value_[k] || (condition.kind == ConditionKind::equation) != by_equations) continue;
        double driven = sources_[k];
        for (std::size_t f = 0; f < found_.size(); ++f)
          if (by_equations && found_[f].size) driven = std::max(driven, responses_[f][k] * *found_[f].size);
        for (std::size_t f = 0; f < found_.size(); ++f)
          if ((!by_equations || !found_[f].size) && counts(driven) && counts(responses_[f][k]))
            next[f].at_least(factor_for(driven, responses_[f][k], twice_[f][k]), by_equations);
      }
      found_ = std::move(next);
      if (!by_equations) return;
    }
  }

  std::vector<FieldScale> rounded() const {
    std::vector<FieldScale> scales;
    for (std::size_t f = 0; f < found_.size(); ++f) {
      if (!probe_.scales(f) || found_[f].ordinary()) {
        scales.push_back({});
        continue;
      }
      const double unit = power_of_two(*found_[f].size);
      const double step = unit / 8;
      scales.push_back({step * std::round(found_[f].centre() / step), unit});
    }
    return scales;
  }

  const Problem& problem_;
  Probe& probe_;
  std::vector<Found> found_;                            // by field
  std::vector<std::optional<std::size_t>> of_value_;    // by residual
  std::vector<double> sources_;                         // by residual, with constant fields
  std::vector<std::vector<double>> responses_, twice_;  // [field][residual], at a size of 1 and 2
};

}  // namespace

std::vector<FieldScale> field_scales(const Problem& problem, Probe& probe) { return Search(problem, probe).run(); }

namespace {

/// By residual, how large it is before training: at the start, or where a field is off by its size, whichever is more.
/// At the start alone something may cancel, as the mean of an odd network does.
std::vector<double> start_sizes(Probe& probe, const std::vector<FieldScale>& scales) {
  const Probe::Values start = probe.at(scales);
  std::vector<double> sizes;
  for (const std::vector<double>& row : start.residuals) sizes.push_back(root_mean_square(row));
  for (std::size_t f = 0; f < scales.size(); ++f) {
    std::vector<FieldScale> off = scales;
    off[f].centre += scales[f].size;
    const Probe::Values moved = probe.at(off);
    for (std::size_t k = 0; k < sizes.size(); ++k)
      if (const double size = root_mean_square(difference(moved.residuals[k], start.residuals[k])); std::isfinite(size))
        sizes[k] = std::max(sizes[k], size);
  }
  return sizes;
}

ResidualName name_of(const Problem& problem, const Probe::Residual& residual) {
  return {problem.conditions[residual.condition].name, residual.index};
}

}  // namespace

NamedSizes named_sizes(const Problem& problem, Probe& probe, const std::vector<FieldScale>& scales) {
  const std::vector<double> sizes = start_sizes(probe, scales);
  NamedSizes named;
  for (std::size_t k = 0; k < sizes.size(); ++k) {
    const auto [of_name, is_new] = named.try_emplace(name_of(problem, probe.residuals()[k]), sizes[k]);
    if (!is_new) of_name->second = std::min(of_name->second, sizes[k]);
  }
  return named;
}

std::vector<std::vector<double>> residual_sizes(const Problem& problem, Probe& probe,
                                                const std::vector<FieldScale>& scales, const NamedSizes& without) {
  std::vector<std::vector<double>> sizes(problem.conditions.size());
  std::vector<double> start = start_sizes(probe, scales);
  double least = std::numeric_limits<double>::infinity(), most = 0;
  for (std::size_t k = 0; k < start.size(); ++k) {
    const auto other = without.find(name_of(problem, probe.residuals()[k]));
    if (other != without.end() && start[k] <= met * other->second) start[k] = 0;
    if (!counts(start[k])) continue;
    least = std::min(least, start[k]);
    most = std::max(most, start[k]);
  }
  const bool alike = most <= unlike * least && most < unlike && most > 1 / unlike;
  if (alike || most == 0) return sizes;
  for (std::size_t k = 0; k < start.size(); ++k)
    sizes[probe.residuals()[k].condition].push_back(counts(start[k]) ? power_of_two(start[k]) : 1);
  return sizes;
}

}  // namespace ansatz::scales
