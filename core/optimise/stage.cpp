#include "optimise/stage.hpp"

#include "optimise/adam.hpp"

namespace ansatz::optimise {
namespace {

struct Make {
  Objective& objective;
  std::unique_ptr<Optimiser> operator()(const AdamStage& s) const { return std::make_unique<Adam>(s, objective); }
};

}  // namespace

std::unique_ptr<Optimiser> make_optimiser(const Stage& stage, Objective& objective) {
  return std::visit(Make{objective}, stage);
}

std::uint64_t steps_of(const Stage& stage) {
  return std::visit([](const auto& s) -> std::uint64_t { return s.steps; }, stage);
}

}  // namespace ansatz::optimise
