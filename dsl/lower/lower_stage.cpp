// `train` blocks: one function a kind of stage, named in one table.
#include <array>

#include "ansatz/autodiff/error.hpp"
#include "lower/lower.hpp"

namespace ansatz::dsl {
namespace {

std::uint64_t whole(const EffectiveBlock& train, std::string_view name) {
  return static_cast<std::uint64_t>(train[name].number());
}

std::size_t lower_batch(const EffectiveBlock& train) {
  return train["batch"].is_option ? 0 : static_cast<std::size_t>(train["batch"].number());
}

Schedule lower_rate(const SettingValue& value) {
  Schedule schedule;
  if (!value.is_option) {
    schedule.rate = value.number();
    return schedule;
  }
  if (value.word == "constant") {
    schedule.rate = value.argument("rate").number();
    return schedule;
  }
  schedule.rate = value.argument("start").number();
  if (value.word == "exponential") {
    schedule.kind = Schedule::Kind::exponential;
    schedule.factor = value.argument("rate").number();
    schedule.every = value.argument("every").number();
  } else if (value.word == "step") {
    schedule.kind = Schedule::Kind::step;
    schedule.factor = value.argument("factor").number();
    schedule.at = value.argument("at").numbers;
  } else {
    schedule.kind = Schedule::Kind::cosine;
    schedule.final_rate = value.argument("final").number();
  }
  return schedule;
}

Stage lower_adam(const EffectiveBlock& train) {
  AdamStage stage;
  stage.steps = whole(train, "steps");
  stage.rate = lower_rate(train["lr"]);
  stage.beta1 = train["beta1"].number();
  stage.beta2 = train["beta2"].number();
  stage.epsilon = train["epsilon"].number();
  stage.batch = lower_batch(train);
  return stage;
}

Stage lower_lm(const EffectiveBlock& train) {
  LmStage stage;
  stage.steps = whole(train, "steps");
  stage.damping = train["damping"].number();
  stage.lower = train["lower"].number();
  stage.raise = train["raise"].number();
  stage.acceleration = train["acceleration"].truth;
  stage.orthogonal = train["orthogonal"].truth;
  stage.gradient_tolerance = train["tolerance"].number();
  return stage;
}

Stage lower_ssbroyden(const EffectiveBlock& train) {
  SsBroydenStage stage;
  stage.steps = whole(train, "steps");
  const std::string& update = train["update"].word;
  stage.update = update == "bfgs"     ? InverseHessianUpdate::bfgs
                 : update == "ssbfgs" ? InverseHessianUpdate::ssbfgs
                                      : InverseHessianUpdate::ssbroyden;
  stage.gradient_tolerance = train["tolerance"].number();
  return stage;
}

Stage lower_lbfgs(const EffectiveBlock& train) {
  LbfgsStage stage;
  stage.steps = whole(train, "steps");
  stage.memory = whole(train, "memory");
  stage.gradient_tolerance = train["tolerance"].number();
  return stage;
}

Stage lower_newton_cg(const EffectiveBlock& train) {
  NewtonCgStage stage;
  stage.steps = whole(train, "steps");
  stage.inner = whole(train, "inner");
  stage.rank = whole(train, "rank");
  stage.damping = train["damping"].number();
  stage.gradient_tolerance = train["tolerance"].number();
  return stage;
}

Stage lower_sgd(const EffectiveBlock& train) {
  SgdStage stage;
  stage.steps = whole(train, "steps");
  stage.rate = train["lr"].number();
  stage.momentum = train["momentum"].number();
  stage.nesterov = train["nesterov"].truth;
  stage.batch = lower_batch(train);
  return stage;
}

struct StageKind {
  std::string_view name;
  Stage (*lower)(const EffectiveBlock& train);
};

constexpr std::array kinds{
    StageKind{"adam", lower_adam},           StageKind{"lm", lower_lm},
    StageKind{"ssbroyden", lower_ssbroyden}, StageKind{"lbfgs", lower_lbfgs},
    StageKind{"newton_cg", lower_newton_cg}, StageKind{"sgd", lower_sgd},
};

}  // namespace

Stage lower_stage(const EffectiveBlock& train) {
  for (const StageKind& kind : kinds)
    if (kind.name == train.spec->variant) return kind.lower(train);
  throw InternalFault("a kind of training stage stands in the schema, but nothing lowers it");
}

}  // namespace ansatz::dsl
