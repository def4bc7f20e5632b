// Methods that no library has, registered as a stranger would: by the public headers alone.
#pragma once

#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include "ansatz/autodiff/elementwise.hpp"
#include "ansatz/core/catalogue.hpp"
#include "ansatz/core/methods.hpp"
#include "ansatz/core/optimise/optimiser.hpp"
#include "ansatz/core/writers.hpp"

namespace fake {

using namespace ansatz;

// --- an optimiser: steps of one length by the signs of a running mean of the gradient ----------------------

struct Signs {
  std::uint64_t steps = 50;
  Schedule length = 1e-2;
  double keep = 0.9;  // of the mean
};

class SignOptimiser final : public optimise::Optimiser {
 public:
  SignOptimiser(const Signs& settings, optimise::Objective& objective)
      : objective_(objective), settings_(settings), gradient_(objective.size()), mean_(objective.size()) {
    keep("taken", taken_);
    keep("mean", mean_);
  }

  optimise::Step advance(optimise::Out theta) override {
    optimise::Step step;
    const double loss = objective_.value_and_gradient(theta, gradient_);
    if (optimise::ends_here(loss, gradient_, 0, step)) return step;
    const double length = settings_.length.at_step(taken_++, settings_.steps);
    for (std::size_t i = 0; i < theta.size(); ++i) {
      mean_[i] = settings_.keep * mean_[i] + (1 - settings_.keep) * gradient_[i];
      theta[i] -= std::copysign(length, mean_[i]);
    }
    step.length = length * std::sqrt(static_cast<double>(theta.size()));
    return step;
  }

 private:
  optimise::Objective& objective_;
  Signs settings_;
  optimise::Vector gradient_, mean_;
  std::uint64_t taken_ = 0;
};

inline std::shared_ptr<const StageMethod> method_of(const Signs&) {
  static const auto method = stage_method<Signs, SignOptimiser>(
      "signs", "steps of one length",
      {
          setting("steps", &Signs::steps, limits::steps, "training steps"),
          setting("length", &Signs::length, limits::positive, "how far every parameter moves"),
          setting("keep", &Signs::keep, limits::fraction, "part of the mean of gradients that is kept"),
      },
      {.first_order = true});
  return method;
}

// --- a schedule: halves every few steps --------------------------------------------------------------------

struct Halving {
  double start = 1e-2;
  std::uint64_t every = 10;
};

inline std::shared_ptr<const ScheduleMethod> method_of(const Halving&) {
  static const auto method = std::make_shared<const ScheduleMethod>(
      described<Halving>, "halving", "half as much every few steps",
      std::vector{
          required(setting("start", &Halving::start, limits::positive, "at step 0")),
          setting("every", &Halving::every, limits::steps, "steps between two changes"),
      },
      [](const Halving& own, std::uint64_t step, std::uint64_t) {
        return own.start * std::pow(0.5, static_cast<double>(step / own.every));
      });
  return method;
}

// --- a way to adapt: one slope a layer, that a spring pulls towards 1 --------------------------------------

struct Springs {
  double stiffness = 1;
};

class SpringSlopes final : public Slopes {
 public:
  SpringSlopes(const Springs& settings, AdaptationMethod::Add add) : settings_(settings), add_(std::move(add)) {}
  ad::Expr of_layer(std::size_t layer, std::uint32_t) override {
    slopes_.push_back(add_("spring" + std::to_string(layer + 1), 1, 0.9));
    return slopes_.back();
  }
  std::optional<SlopeTerm> term() const override {
    ad::Expr sum = (slopes_[0] - 1.0) * (slopes_[0] - 1.0);
    for (std::size_t k = 1; k < slopes_.size(); ++k) sum = sum + (slopes_[k] - 1.0) * (slopes_[k] - 1.0);
    return SlopeTerm{sum, settings_.stiffness};
  }

 private:
  Springs settings_;
  AdaptationMethod::Add add_;
  std::vector<ad::Expr> slopes_;
};

inline std::shared_ptr<const AdaptationMethod> method_of(const Springs&) {
  static const auto method = adaptation_method<Springs, SpringSlopes>(
      "springs", "a slope for each hidden layer, pulled towards 1",
      {setting("stiffness", &Springs::stiffness, limits::positive, "of the springs")});
  return method;
}

// --- a sampler: multiples of the golden ratio --------------------------------------------------------------

struct Golden {
  double shift = 0;
};

inline std::shared_ptr<const SamplerMethod> method_of(const Golden&) {
  static const auto method = std::make_shared<const SamplerMethod>(
      described<Golden>, "golden", "multiples of the golden ratio",
      std::vector{setting("shift", &Golden::shift, limits::fraction, "where the first point is")},
      [](const Golden& own, const UnitCube& cube) {
        std::vector<double> points(cube.dimensions * cube.count);
        for (std::size_t k = 0; k < points.size(); ++k)
          points[k] = std::fmod(own.shift + 0.6180339887498949 * static_cast<double>(k), 1.0);
        return points;
      },
      true);
  return method;
}

// --- a kind of layer, with an operation of its own: x exp(-x^2) of every row times a trained gain --------------

struct Gains {
  double start = 1;
};

inline ad::Expr bump(ad::Expr z) {
  static const ad::Elementwise function = ad::elementwise(
      "bump", [](double x) { return x * std::exp(-x * x); },
      [](ad::Expr x, ad::Expr) { return (1.0 - 2.0 * x * x) * ad::exp(-x * x); });
  return function(z);
}

inline std::shared_ptr<const LayerMethod> method_of(const Gains&) {
  static const auto method = std::make_shared<const LayerMethod>(
      described<Gains>, "gains", "bumps of every row, each times a trained gain",
      std::vector{setting("start", &Gains::start, limits::positive, "what gains start at")},
      [](const Gains& own, const LayerOutput& before, LayerParts& parts) -> MadeLayer {
        const ad::Expr gains = parts.column("gain", before.rows, own.start);
        return {{before.rows}, [gains](ad::Expr h) { return bump(ad::broadcast(gains, h.shape()) * h); }};
      });
  return method;
}

// --- a format: the first points, a line each ----------------------------------------------------------------

struct Lines {
  std::size_t most = 2;
};

inline std::shared_ptr<const FormatMethod> method_of(const Lines&) {
  static const auto method = std::make_shared<const FormatMethod>(
      described<Lines>, "lines", "the first points, a line each",
      std::vector{setting("most", &Lines::most, limits::counts, "points")}, FormatTraits{{".lines"}},
      [](const Lines& own, const std::filesystem::path& file, const Extract& extract) {
        const std::vector<double> points = extract.points();
        const auto values = extract.values(points);
        std::ofstream out(file);
        for (std::size_t p = 0; p < own.most && p < extract.count(); ++p)
          out << extract.coordinates()[0] << " " << points[p * extract.coordinates().size()] << " "
              << extract.columns()[0].name << " " << values[0][p] << "\n";
      });
  return method;
}

inline Catalogue methods() {
  Catalogue all = builtin_methods();
  all.add<Signs>().add<Halving>().add<Springs>().add<Golden>().add<Gains>().add<Lines>();
  return all;
}

}  // namespace fake
