// All demands at once are tried first, as they agree most often; then one more at a time.
#include "exact/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "exact/hermite.hpp"
#include "exact/sampled.hpp"

namespace ansatz::exact {
namespace {

constexpr double agree = 1e-9;     // relative, of values that two conditions ask for where they meet
constexpr double nothing = 1e-12;  // likewise, of what is missing on a face

/// Not a number where one of them is none.
double largest(const std::vector<double>& values) {
  double most = 0;
  for (const double value : values) {
    if (std::isnan(value)) return value;
    most = std::max(most, std::abs(value));
  }
  return most;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> difference(a.size());
  for (std::size_t p = 0; p < a.size(); ++p) difference[p] = a[p] - b[p];
  return largest(difference);
}

bool on_rim(const Demand& demand) { return demand.face.coordinate == rim; }

class Builder {
 public:
  Builder(const Problem& problem, std::size_t field, const std::vector<std::vector<Reading>>& readings)
      : problem_(problem), scale_(problem.scales.empty() ? FieldScale{} : problem.scales[field]) {
    for (std::size_t n = 0; n < problem.networks.size(); ++n) {
      const std::vector<std::size_t>& fields = problem.networks[n].fields;
      if (std::find(fields.begin(), fields.end(), field) != fields.end()) readings_ = readings[n];
    }
  }

  /// The field, or why its last demand does not fit.
  struct Tried {
    Built built;
    std::string conflict;
  };
  Tried attempt(const std::vector<Demand>& demands) const {
    if (const Demand* without = lacking_value(demands))
      return {{},
              fmt::format("it gives a derivative at {}, and the value there is not built in",
                          described(problem_.domain, without->face))};
    try {
      Tried tried = meet(demands);
      if (!tried.conflict.empty()) tried.conflict = blamed(demands, std::move(tried.conflict));
      return tried;
    } catch (const UserError& error) {
      return {{}, fmt::format("its formula fails: {}", error.what())};
    }
  }

 private:
  /// A demand whose derivatives of lower order are not there, and whose network is not flat at its face.
  const Demand* lacking_value(const std::vector<Demand>& demands) const {
    for (const Demand& one : demands) {
      if (one.periodic) continue;
      std::vector<AtEnd> there;
      for (const Demand& other : demands)
        if (other.face == one.face && !other.periodic) there.push_back({other.face.upper, other.order});
      const bool flat =
          !readings_.empty() && !on_rim(one) &&
          (one.face.upper ? readings_[one.face.coordinate].flat_upper : readings_[one.face.coordinate].flat_lower);
      if (!without_gaps(there) && !(flat && slope_alone(there, one.face.upper))) return &one;
    }
    return nullptr;
  }

  /// Whether all demands hold together. What adds nothing is left out.
  Tried meet(const std::vector<Demand>& demands) const {
    std::vector<Piece> pieces;
    for (const Demand& demand : demands)
      pieces.push_back({demand, problem_.conditions[demand.condition].residuals, true});
    FieldFormula formula(problem_, std::move(pieces), scale_);
    const auto formulas = [&](const PointScope& at) {
      std::vector<ad::Expr> all{formula.known(at), formula.factor(at)};
      for (const FieldFormula::Meeting& meeting : formula.meetings(at))
        all.insert(all.end(), {meeting.asked, meeting.have, meeting.before});
      return all;
    };
    const bool has_rim = std::any_of(demands.begin(), demands.end(), on_rim);
    const auto values = sampled(problem_, points_inside(problem_), formulas);
    const auto on_the_rim = has_rim ? sampled(problem_, points_on_rim(problem_), formulas) : values;
    if (has_rim) formula.divide_factor(std::exp2(std::round(std::log2(largest(values[1])))));
    const std::string not_finite =
        fmt::format("its value at {} is not finite everywhere", described(problem_.domain, demands.back().face));
    if (!std::isfinite(largest(values[0]))) return {{}, not_finite};
    Tried tried;
    for (std::size_t k = 0; k < demands.size(); ++k) {
      const auto& here = on_rim(demands[k]) ? on_the_rim : values;
      const auto &asked = here[2 + 3 * k], &have = here[3 + 3 * k], &before = here[4 + 3 * k];
      const double size = 1 + largest(asked) + largest(before);
      if (!std::isfinite(size)) return {{}, not_finite};
      if (!(largest_difference(asked, have) <= agree * size))
        return {{}, "its values do not agree with what is built in already"};
      if (!on_rim(demands[k]) && largest_difference(asked, before) <= nothing * size) formula.leave_out(k);
      tried.built.sizes.emplace_back(demands[k].condition, std::abs(demands[k].coefficient) * size);
    }
    tried.built.formula = std::make_shared<const FieldFormula>(std::move(formula));
    return tried;
  }

  /// Whom the last demand contradicts, found among those across other coordinates one by one; `reason` where no single
  /// one is to blame.
  std::string blamed(const std::vector<Demand>& demands, std::string reason) const {
    const Demand& last = demands.back();
    if (!meet({last}).conflict.empty()) return reason;
    for (const Demand& other : demands)
      if (other.face.coordinate != last.face.coordinate && !meet({other, last}).conflict.empty())
        return fmt::format("it does not agree with `{}` where {} meets {}", problem_.conditions[other.condition].name,
                           described(problem_.domain, last.face), described(problem_.domain, other.face));
    return reason;
  }

  const Problem& problem_;
  FieldScale scale_;
  std::vector<Reading> readings_;  // of the field's network, by coordinate; none where it has no network
};

}  // namespace

Built build_field(const Problem& problem, std::size_t field, const std::vector<std::vector<Reading>>& readings,
                  Gathered& gathered) {
  std::vector<Demand> wanted;
  for (const Demand& demand : gathered.demands)
    if (demand.field == field && gathered.why[demand.condition].empty()) wanted.push_back(demand);
  if (wanted.empty()) return {};
  const Builder builder(problem, field, readings);
  if (Builder::Tried all = builder.attempt(wanted); all.conflict.empty()) return all.built;
  // What networks are periodic for comes first, and values before slopes.
  std::stable_sort(wanted.begin(), wanted.end(), [](const Demand& a, const Demand& b) {
    return a.periodic != b.periodic ? a.periodic : a.order < b.order;
  });
  std::vector<Demand> accepted;
  Built found;
  for (const Demand& demand : wanted) {
    std::vector<Demand> more = accepted;
    more.push_back(demand);
    Builder::Tried tried = builder.attempt(more);
    if (!tried.conflict.empty()) {
      gathered.refuse(demand.condition, tried.conflict);
      continue;
    }
    accepted = std::move(more);
    found = std::move(tried.built);
  }
  return found;
}

}  // namespace ansatz::exact
