#include "points/domain.hpp"

#include <fmt/format.h>

#include <cmath>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

/// "x = 0.5, t = 3", with numbers as `format` has them.
std::string named_values(const Domain& domain, const double* point, const char* format) {
  std::string text;
  for (std::size_t i = 0; i < domain.dimensions(); ++i)
    if (!std::isnan(point[i]))
      text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", coordinate_name(domain, i),
                          fmt::format(fmt::runtime(format), point[i]));
  return text;
}

}  // namespace

std::vector<Interval> bounding_box(const Domain& domain) {
  std::vector<Interval> box;
  if (domain.parameters > domain.space.size())
    throw UserError(fmt::format("{} coordinates of space are said to be parameters, and there are {}",
                                domain.parameters, domain.space.size()));
  if (!domain.space.empty()) {
    if (!domain.shape) throw UserError("the domain has coordinates in space but no shape");
    const std::vector<double> lower = domain.shape->lower(), upper = domain.shape->upper();
    if (lower.size() != domain.space.size() || upper.size() != domain.space.size())
      throw UserError(fmt::format("the domain has {} coordinates in space but its shape has {} dimensions",
                                  domain.space.size(), lower.size()));
    for (std::size_t i = 0; i < lower.size(); ++i) box.push_back({lower[i], upper[i]});
  }
  if (domain.time) box.push_back(domain.times);
  if (box.empty()) throw UserError("the domain has no coordinates; a problem needs at least one");
  for (std::size_t i = 0; i < box.size(); ++i)
    if (!(box[i].lower < box[i].upper) || !std::isfinite(box[i].upper - box[i].lower))
      throw UserError(fmt::format("the domain is empty or unbounded in `{}`: it runs from {} to {}",
                                  coordinate_name(domain, i), box[i].lower, box[i].upper));
  return box;
}

const std::string& coordinate_name(const Domain& domain, std::size_t i) {
  return i < domain.space.size() ? domain.space[i] : *domain.time;
}

bool contains(const Domain& domain, const double* point) {
  if (!domain.space.empty() && !domain.shape->contains(point)) return false;
  const double* time = point + domain.space.size();
  return !domain.time || (domain.times.lower <= *time && *time <= domain.times.upper);
}

std::string describe(const Domain& domain) {
  std::string names;
  for (const std::string& name : domain.space) names += (names.empty() ? "" : ", ") + name;
  if (domain.space.size() > 1) names = fmt::format("({})", names);
  std::string text = domain.shape ? fmt::format("{} in {}", names, domain.shape->describe()) : std::string();
  if (domain.time)
    text +=
        fmt::format("{}{} in [{}, {}]", text.empty() ? "" : ", ", *domain.time, domain.times.lower, domain.times.upper);
  return text;
}

std::string describe(const Domain& domain, const double* point) { return named_values(domain, point, "{}"); }

std::string describe_roughly(const Domain& domain, const double* point) {
  return named_values(domain, point, "{:.4g}");
}

}  // namespace ansatz
