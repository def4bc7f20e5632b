// The loss as a function of theta, compiled: one program that gives loss, terms and gradient together.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "ansatz/autodiff/profile.hpp"
#include "ansatz/autodiff/program.hpp"
#include "ansatz/autodiff/work.hpp"
#include "ansatz/core/optimise/objective.hpp"
#include "loss/loss.hpp"

namespace ansatz {

class CompiledLoss final : public optimise::Objective {
 public:
  /// Compiles. `loss` and `workers` must live longer.
  CompiledLoss(const Loss& loss, ad::Precision precision, ad::Workers& workers,
               ad::InstructionSet set = ad::InstructionSet::best);
  CompiledLoss(const CompiledLoss&) = delete;
  CompiledLoss& operator=(const CompiledLoss&) = delete;

  bool another_start(std::uint64_t k, optimise::Out theta) const override { return loss_.another_start(k, theta); }

  /// Evaluates on these points and weights from now on, the loss's own until then. `data` must live, and be given again
  /// when it changes.
  void use(const LossData& data);

  /// Runs the program at `theta`, unless that is where it ran last. Allocates nothing.
  void evaluate(optimise::In theta);

  /// The same with a stopwatch, and always. Allocates.
  ad::Profile profile(optimise::In theta);

  // What the last evaluation found.
  double loss() const { return total_; }
  optimise::In gradient() const { return gradient_; }
  std::span<const double> terms() const { return terms_; }
  std::span<const double> unknowns() const { return unknowns_; }
  /// n a of every hidden layer of every adaptive network, in order.
  std::span<const std::vector<double>> slopes() const { return slopes_; }

  std::size_t size() const override { return theta_.size(); }
  double value(optimise::In theta) override;
  double value_and_gradient(optimise::In theta, optimise::Out gradient) override;
  optimise::Team team() override;

  const ad::ProgramStatistics& statistics() const { return program_.statistics(); }
  /// What the expressions of an evaluation ask for.
  const ad::Work& work() const { return work_; }
  static ad::Work count_work(const Loss& loss);

 private:
  struct Step;
  CompiledLoss(const Loss& loss, const Step& step, const ad::CompileOptions& options, ad::Workers& workers);
  void bind_outputs();

  const Loss& loss_;
  ad::Workers& workers_;
  optimise::Vector theta_, gradient_;  // where the program ran last, and what it found
  bool evaluated_ = false;
  ad::Work work_;
  double total_ = 0;
  std::vector<double> terms_, unknowns_;
  std::vector<std::vector<double>> slopes_;
  ad::Program program_;
  ad::Workspace workspace_;
  std::vector<ad::PointCount> points_;
  std::vector<const double*> inputs_;  // parameter blocks, then the leaves of the data
  std::vector<double*> outputs_;       // gradient blocks, then total, terms, unknowns, slopes
};

}  // namespace ansatz
