#include "optimise/stage.hpp"

#include "optimise/adam.hpp"
#include "optimise/lbfgs.hpp"
#include "optimise/lm.hpp"
#include "optimise/newton_cg.hpp"
#include "optimise/quasi_newton.hpp"
#include "optimise/sgd.hpp"

namespace ansatz::optimise {
namespace {

struct Make {
  Objective& loss;
  LeastSquares& residuals;
  std::unique_ptr<Optimiser> operator()(const AdamStage& s) const { return std::make_unique<Adam>(s, loss); }
  std::unique_ptr<Optimiser> operator()(const LmStage& s) const { return std::make_unique<Lm>(s, residuals); }
  std::unique_ptr<Optimiser> operator()(const SsBroydenStage& s) const {
    return std::make_unique<QuasiNewton>(s, loss);
  }
  std::unique_ptr<Optimiser> operator()(const LbfgsStage& s) const { return std::make_unique<Lbfgs>(s, loss); }
  std::unique_ptr<Optimiser> operator()(const NewtonCgStage& s) const {
    return std::make_unique<NewtonCg>(s, residuals);
  }
  std::unique_ptr<Optimiser> operator()(const SgdStage& s) const { return std::make_unique<Sgd>(s, loss); }
};

}  // namespace

std::unique_ptr<Optimiser> make_optimiser(const Stage& stage, Objective& loss, LeastSquares& residuals) {
  return std::visit(Make{loss, residuals}, stage);
}

std::uint64_t steps_of(const Stage& stage) {
  return std::visit([](const auto& s) -> std::uint64_t { return s.steps; }, stage);
}

bool is_first_order(const Stage& stage) {
  return std::holds_alternative<AdamStage>(stage) || std::holds_alternative<SgdStage>(stage);
}

std::size_t batch_of(const Stage& stage) {
  if (const auto* adam = std::get_if<AdamStage>(&stage)) return adam->batch;
  const auto* sgd = std::get_if<SgdStage>(&stage);
  return sgd != nullptr ? sgd->batch : 0;
}

}  // namespace ansatz::optimise
