#include "check/probe.hpp"

#include <fmt/format.h>

#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/membership.hpp"
#include "ansatz/core/random.hpp"

namespace ansatz::dsl {
namespace {

constexpr double on_boundary = 1e-9;

class Prober {
 public:
  Prober(const Analysis& analysis, const ConditionFacts& facts)
      : facts_(facts), domain_(analysis.domain), random_(0, "probes of " + facts.name) {
    if (domain_.shape == nullptr) return;
    lower_ = domain_.shape->lower();
    upper_ = domain_.shape->upper();
    if (facts.kind == ConditionKind::boundary) patches_ = domain_.shape->boundary();
  }

  std::vector<Probe> draw(std::size_t count) {
    std::vector<Probe> probes;
    for (std::size_t attempt = 0; attempt < 20 * count && probes.size() < count; ++attempt) {
      Probe probe;
      if (draw_one(probe) && (!facts_.region.where || facts_.region.where(probe.point.data())))
        probes.push_back(std::move(probe));
    }
    return probes;
  }

 private:
  double uniform() { return random_.uniform(next_++); }
  double between(double a, double b) { return a + (b - a) * uniform(); }

  bool draw_one(Probe& probe) {
    const std::vector<Place>& places = facts_.region.places;
    const Place* place =
        places.empty() ? nullptr : &places[static_cast<std::size_t>(uniform() * static_cast<double>(places.size()))];
    const std::size_t space = domain_.space.size();
    probe.point.assign(domain_.dimensions(), 0);
    probe.normal.assign(space, 0);
    const bool at_time = place != nullptr && place->kind == Place::Kind::face && place->coordinate >= space;
    if (domain_.time) probe.point[space] = between(domain_.times.lower, domain_.times.upper);
    if (facts_.kind == ConditionKind::initial) probe.point[space] = domain_.times.lower;
    if (at_time) probe.point[space] = place->value;
    if (space == 0) return true;
    if (facts_.kind != ConditionKind::boundary || at_time) return draw_inside(probe);
    if (place->kind == Place::Kind::point) {
      std::copy(place->point.begin(), place->point.end(), probe.point.begin());
      return true;
    }
    return draw_boundary(probe, *place);
  }

  bool draw_inside(Probe& probe) {
    for (std::size_t i = 0; i < lower_.size(); ++i) probe.point[i] = between(lower_[i], upper_[i]);
    return domain_.shape->contains(probe.point.data());
  }

  bool draw_boundary(Probe& probe, const Place& place) {
    const bool between_parts = place.kind == Place::Kind::interface;
    const std::vector<Patch> own = between_parts ? place.shape->boundary() : std::vector<Patch>();
    const std::vector<Patch>& patches = between_parts ? own : patches_;
    const Patch& patch = patches[static_cast<std::size_t>(uniform() * static_cast<double>(patches.size()))];
    std::vector<double> unit(patch.parameters + 1);
    for (double& u : unit) u = uniform();
    if (!patch.map(unit.data(), probe.point.data(), probe.normal.data())) return false;
    if (between_parts)
      return std::abs(place.beside->signed_distance(probe.point.data())) < on_boundary &&
             domain_.shape->signed_distance(probe.point.data()) < on_boundary &&
             lies_beyond(*place.beside, probe.point.data(), probe.normal.data());
    if (place.kind == Place::Kind::face) return std::abs(probe.point[place.coordinate] - place.value) < on_boundary;
    if (place.shape == nullptr) return true;
    return std::abs(place.shape->signed_distance(probe.point.data())) < on_boundary &&
           belongs_to_closure(*place.shape, probe.point.data(), largest_side(*domain_.shape));
  }

  const ConditionFacts& facts_;
  const Domain& domain_;
  Stream random_;
  std::uint64_t next_ = 0;
  std::vector<double> lower_, upper_;
  std::vector<Patch> patches_;
};

}  // namespace

std::vector<Probe> probe_points(const Analysis& analysis, const ConditionFacts& facts, std::size_t count) {
  return Prober(analysis, facts).draw(count);
}

std::vector<double> LeafValues::known(const SymbolicLeaf& leaf) const {
  std::vector<double> values;
  for (const Probe& probe : probes_)
    values.push_back(leaf.kind == SymbolicLeaf::Kind::coordinate ? probe.point[leaf.index] : probe.normal[leaf.index]);
  return values;
}

std::vector<std::vector<double>> LeafValues::evaluate(std::span<const ad::Expr> residuals) {
  const Formula formula(symbols_, residuals, true, [](std::size_t) { return true; });
  std::vector<const double*> inputs;
  for (const std::size_t number : formula.leaves()) {
    const SymbolicLeaf& leaf = symbols_.leaf(number);
    if (leaf.kind == SymbolicLeaf::Kind::coordinate || leaf.kind == SymbolicLeaf::Kind::normal)
      values_[number] = known(leaf);
    if (values_.count(number) == 0) throw InternalFault("a leaf without a value");
    inputs.push_back(values_[number].data());
  }
  ad::Workers workers(1);
  ad::Workspace workspace(formula.program(), workers);
  std::vector<double> all(residuals.size() * probes_.size());
  formula.run(workspace, inputs, probes_.size(), all.data());
  std::vector<std::vector<double>> values;
  for (std::size_t k = 0; k < residuals.size(); ++k)
    values.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(k * probes_.size()),
                        all.begin() + static_cast<std::ptrdiff_t>((k + 1) * probes_.size()));
  return values;
}

std::string describe_point(const Analysis& analysis, const std::vector<double>& point) {
  std::string text;
  for (std::size_t i = 0; i < point.size(); ++i)
    text += fmt::format("{}{} = {:.4g}", text.empty() ? "" : ", ", analysis.model->coordinates[i].text, point[i]);
  return text;
}

}  // namespace ansatz::dsl
