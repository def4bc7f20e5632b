// `given f(x) in gaussian(...)`: whether its numbers can be, and whether its waves are enough.
#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "analyse/analyser.hpp"
#include "diagnostics/finding.hpp"
#include "syntax/given.hpp"

namespace ansatz::dsl {
namespace {

constexpr double enough = 0.99, plenty = 0.999;  // of the variance

double positive(Analyser& analyser, const Expression& value, const char* what) {
  if (!analyser.resolver.resolve(value)) throw Broken{};
  const double number = analyser.constants.number(value, what);
  if (!(number > 0) || !std::isfinite(number))
    fail(Finding(Code::outside_range, value.span, fmt::format("{} is {}", what, number)).label("must be > 0"));
  return number;
}

/// How waves share the variance of a process: its part that so many hold.
class Shares {
 public:
  Shares(Analyser& analyser, const GivenFunction& given) : length_(positive(analyser, *given.length, "the length")) {
    if (given.deviation != nullptr) positive(analyser, *given.deviation, "the deviation");
    if (given.period != nullptr) period_ = positive(analyser, *given.period, "the period");
    if (given.period != nullptr) return;
    for (const Expression* end : {given.lower, given.upper})
      if (!analyser.resolver.resolve(*end)) throw Broken{};
    const double lower = analyser.constants.number(*given.lower, "the end of a range");
    const double upper = analyser.constants.number(*given.upper, "the end of a range");
    if (!(lower < upper) || !std::isfinite(upper - lower))
      fail(Finding(Code::empty_domain, given.upper->span, fmt::format("the range [{}, {}] is empty", lower, upper)));
    longer_ = upper - lower + 4 * length_;
    if (!std::isfinite(longer_))
      fail(Finding(Code::outside_range, given.length->span, fmt::format("the length is {}", length_))
               .label("far beyond where the function is drawn"));
  }

  double length() const { return length_; }

  /// Of what all waves together hold.
  double held_by(std::uint32_t terms) const {
    const double growth = length_ * std::numbers::pi * (period_ > 0 ? 2 / period_ : 1 / longer_);
    double sum = 0;
    for (std::uint32_t k = 1; k <= terms; ++k) sum += density(growth, period_ > 0 ? k / 2 : k);
    return sum / (period_ > 0 ? 1 + 2 * all(growth) : all(growth));
  }

 private:
  static double density(double growth, std::uint32_t k) { return std::exp(-std::pow(growth * k, 2) / 2); }
  /// Of k = 1, 2, ...: by Poisson's sum, whose other terms are below 1e-8, where they fall slowly.
  static double all(double growth) {
    if (growth < 1) return std::sqrt(std::numbers::pi / 2) / growth - 0.5;
    double sum = 0;
    for (std::uint32_t k = 1; k <= 10; ++k) sum += density(growth, k);
    return sum;
  }

  double length_, period_ = 0, longer_ = 0;
};

void warn_about_terms(Analyser& analyser, const GivenDeclaration& declared, const GivenFunction& given,
                      const Shares& shares) {
  if (shares.held_by(given.terms) >= enough) return;
  std::uint32_t wanted = given.terms;
  while (wanted <= GivenFunction::most_terms && shares.held_by(wanted) < plenty) ++wanted;
  analyser.diagnostics.push_back(
      Finding(Code::few_waves, declared.how.span,
              fmt::format("{} waves hold {:.2g} % of the variance of functions that change on a length of {:g}",
                          given.terms, 100 * shares.held_by(given.terms), shares.length()))
          .label("smoother than it says")
          .help(wanted <= GivenFunction::most_terms
                    ? fmt::format("write `terms = {}`, or a greater length", wanted)
                    : fmt::format("choose a greater length: more than {} terms would be needed",
                                  GivenFunction::most_terms)));
}

}  // namespace

void analyse_given(Analyser& analyser) {
  for (const Statement& statement : analyser.model.statements)
    if (const auto* declared = std::get_if<GivenDeclaration>(&statement.content))
      analyser.guarded([&] {
        const GivenFunction given = read_given(*declared, analyser.model.statements);
        warn_about_terms(analyser, *declared, given, Shares(analyser, given));
      });
}

}  // namespace ansatz::dsl
