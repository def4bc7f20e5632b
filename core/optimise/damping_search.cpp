#include "optimise/damping_search.hpp"

#include <algorithm>
#include <cmath>

namespace ansatz::optimise {
namespace {

constexpr unsigned most_failures = 60;    // with jumps by factors of up to 10: over all that doubles can tell apart
constexpr unsigned most_refinements = 3;  // between a rung that failed and one that lowered the loss
constexpr double rung_margin = 0.15;      // of a rung: extrapolation is not that exact, and falling short costs little

unsigned rungs(double factor, double raise) {
  return static_cast<unsigned>(std::max(1.0, std::floor(std::log(factor) / std::log(raise))));
}

}  // namespace

DampingSearch::DampingSearch(double raise, double steepness)
    : near_(rungs(2, raise)), far_(rungs(10, raise)), steepness_(steepness) {}

std::optional<unsigned> DampingSearch::next() const {
  if (!failed_) return lowering_ ? std::nullopt : std::optional(0u);
  if (!lowering_) return failures_ < most_failures ? std::optional(failed_->rung + ahead()) : std::nullopt;
  const unsigned rung = failed_->rung + between();
  return rung < lowering_->rung && refinements_ < most_refinements ? std::optional(rung) : std::nullopt;
}

void DampingSearch::tell(double log_q) {
  const Tried tried{*next(), log_q};
  if (lowering_) ++refinements_;
  if (failed_) {
    const double fall = (failed_->log_q - log_q) / (tried.rung - failed_->rung);
    steepness_ = std::isfinite(fall) && fall > 0 ? fall : 0;
  }
  if (log_q < 0) {
    lowering_ = tried;
  } else {
    failed_ = tried;
    ++failures_;
  }
}

/// Rungs from the highest that failed to where log q may be below zero.
unsigned DampingSearch::ahead() const {
  const unsigned doubled = 1u << std::min(failures_ - 1, 16u);
  const unsigned most = std::min(near_ * doubled, far_);
  if (!(steepness_ > 0) || !std::isfinite(failed_->log_q)) return std::min(doubled, most);
  const double rungs = std::ceil(failed_->log_q / steepness_ - rung_margin);
  return static_cast<unsigned>(std::clamp(rungs, 1.0, static_cast<double>(most)));
}

/// Rungs from the highest that failed to where the line through both crosses zero; to the middle where there is none.
unsigned DampingSearch::between() const {
  const unsigned gap = lowering_->rung - failed_->rung;
  const double part = failed_->log_q / (failed_->log_q - lowering_->log_q);
  if (!std::isfinite(part)) return (gap + 1) / 2;
  return static_cast<unsigned>(std::clamp(std::ceil(part * gap), 1.0, static_cast<double>(gap)));
}

}  // namespace ansatz::optimise
