#include "training/last_good.hpp"

namespace ansatz {

LastGood::LastGood(std::size_t parameters) {
  before_.theta.resize(parameters);
  now_.theta.resize(parameters);
  keep("before", before_);
  keep("now", now_);
  kept_.add("seen", seen_);
  kept_.add("stale", stale_);
}

void LastGood::keep(const std::string& name, GoodState& state) {
  kept_.add(name + ".theta", state.theta);
  kept_.add(name + ".loss", state.loss);
  kept_.add(name + ".step", state.step);
}

const GoodState& LastGood::best() const {
  const bool older = !now_.known() || (before_.loss < now_.loss && !stale_);
  return older ? before_ : now_;
}

void LastGood::begin_generation(const GoodState& last) {
  if (&last != &before_) {
    optimise::copy(last.theta, before_.theta);
    before_.loss = last.loss;
    before_.step = last.step;
  }
  now_.loss = std::numeric_limits<double>::infinity();
  seen_ = 0;
}

void LastGood::points_changed() {
  begin_generation(best());
  stale_ = true;
}

void LastGood::see(std::uint64_t step, double loss, std::span<const double> theta) {
  const bool comparable = best().known() && !(stale_ && !now_.known());
  if (comparable && loss > worse * best().loss) return;
  if (seen_ == rows) {
    begin_generation(now_);
    stale_ = false;
  }
  ++seen_;
  if (!(loss < now_.loss)) return;
  optimise::copy(theta, now_.theta);
  now_.loss = loss;
  now_.step = step;
}

}  // namespace ansatz
