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
constexpr std::uint32_t most_terms = 64;

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
  }

  double length() const { return length_; }

  /// Of what all waves hold that are longer than a tenth of the length.
  double held_by(std::uint32_t terms) const {
    double sum = 0, all = 0;
    for (std::uint32_t k = 1; k <= terms || frequency(k) * length_ < 10; ++k) {
      all += std::exp(-std::pow(length_ * frequency(k), 2) / 2);
      if (k <= terms) sum = all;
    }
    return sum / all;
  }

 private:
  double frequency(std::uint32_t k) const {
    return std::numbers::pi * (period_ > 0 ? 2.0 * static_cast<double>(k / 2) / period_ : k / longer_);
  }

  double length_, period_ = 0, longer_ = 0;
};

void warn_about_terms(Analyser& analyser, const GivenDeclaration& declared, const GivenFunction& given,
                      const Shares& shares) {
  if (shares.held_by(given.terms) >= enough) return;
  std::uint32_t wanted = given.terms;
  while (wanted <= most_terms && shares.held_by(wanted) < plenty) ++wanted;
  analyser.diagnostics.push_back(
      Finding(Code::few_waves, declared.how.span,
              fmt::format("{} waves hold {:.2g} % of the variance of functions that change on a length of {:g}",
                          given.terms, 100 * shares.held_by(given.terms), shares.length()))
          .label("smoother than it says")
          .help(wanted <= most_terms ? fmt::format("write `terms = {}`, or a greater length", wanted)
                                     : std::string("choose a greater length: more than 64 terms would be needed")));
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
