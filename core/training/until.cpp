// One table of what may be asked for; the text of a criterion is written and read by it.
#include "ansatz/core/until.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/duration.hpp"

namespace ansatz {
namespace {

struct Quantity {
  Criterion::Of of;
  const char* name;
  const char* sign;
  double seconds;  // of one, where it is a time
};

constexpr Quantity quantities[] = {
    {Criterion::loss, "loss", "<", 0},       {Criterion::error, "error", "<", 0},
    {Criterion::seconds, "seconds", ">", 1}, {Criterion::minutes, "minutes", ">", 60},
    {Criterion::hours, "hours", ">", 3600},
};
constexpr std::string_view between = " or ";

const Quantity& quantity(Criterion::Of of) {
  for (const Quantity& known : quantities)
    if (known.of == of) return known;
  throw InternalFault("a criterion is of no quantity");
}

[[noreturn]] void refuse(std::string_view text) {
  throw UserError(
      fmt::format("`until` must be `done`, `never`, or what is to be reached, as in `loss < 1e-8`, `error < "
                  "1e-6`, `minutes > 10`, or several with `or`; got `{}`",
                  text));
}

Criterion criterion_of(std::string_view text, std::string_view whole) {
  for (const Quantity& known : quantities) {
    const std::string head = fmt::format("{} {} ", known.name, known.sign);
    if (!text.starts_with(head)) continue;
    const char* const end = text.data() + text.size();
    Criterion criterion{known.of, 0};
    const auto [stop, failure] = std::from_chars(text.data() + head.size(), end, criterion.bound);
    if (failure != std::errc() || stop != end || !(criterion.bound > 0) || !std::isfinite(criterion.bound)) break;
    return criterion;
  }
  refuse(whole);
}

bool is_time(const Criterion& criterion) { return seconds_of(criterion.of) > 0; }

bool over(const Criterion& time, double seconds) { return seconds > time.bound * seconds_of(time.of); }

bool reached_by(const Criterion& criterion, const Progress& row) {
  if (is_time(criterion)) return over(criterion, row.seconds);
  if (criterion.of == Criterion::loss) return row.loss < criterion.bound;
  const auto below = [&](const FieldError& error) { return error.l2_relative < criterion.bound; };
  return !row.errors.empty() && std::all_of(row.errors.begin(), row.errors.end(), below);
}

std::string is_reached(const Criterion& criterion) { return fmt::format("`{}` is reached", spelled(criterion)); }

}  // namespace

const char* name_of(Criterion::Of what) { return quantity(what).name; }

double seconds_of(Criterion::Of what) { return quantity(what).seconds; }

const char* sign_of(std::string_view name) {
  for (const Quantity& known : quantities)
    if (name == known.name) return known.sign;
  return nullptr;
}

std::string spelled(const Criterion& criterion) {
  const Quantity& of = quantity(criterion.of);
  return fmt::format("{} {} {}", of.name, of.sign, criterion.bound);
}

Until Until::never() {
  Until until;
  until.ends_when_done_ = false;
  return until;
}

bool Until::asks_for(Criterion::Of what) const {
  return std::any_of(criteria_.begin(), criteria_.end(), [&](const Criterion& one) { return one.of == what; });
}

std::string Until::reached(const Progress& row) const {
  for (const Criterion& criterion : criteria_)
    if (reached_by(criterion, row)) return is_reached(criterion);
  return {};
}

std::string time_over(const Until& until, double seconds) {
  for (const Criterion& criterion : until.criteria())
    if (is_time(criterion) && over(criterion, seconds)) return is_reached(criterion);
  return {};
}

std::string spelled(const Until& until) {
  if (until.criteria().empty()) return until.ends_when_done() ? "done" : "never";
  std::string text;
  for (const Criterion& criterion : until.criteria()) text += (text.empty() ? "" : between.data()) + spelled(criterion);
  return text;
}

Until until_of(std::string_view text) {
  if (text == "done") return {};
  if (text == "never") return Until::never();
  std::vector<Criterion> criteria;
  for (std::string_view rest = text;;) {
    const std::size_t end = rest.find(between);
    criteria.push_back(criterion_of(rest.substr(0, end), text));
    if (end == std::string_view::npos) return Until(std::move(criteria));
    rest.remove_prefix(end + between.size());
  }
}

}  // namespace ansatz
