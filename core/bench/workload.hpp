// Reference workloads: problems whose training step is timed, and the step by itself.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "ansatz/autodiff/profile.hpp"
#include "ansatz/autodiff/program.hpp"
#include "ansatz/autodiff/work.hpp"
#include "ansatz/core/problem.hpp"

namespace ansatz {

struct WorkloadInfo {
  std::string_view name;
  std::string_view doc;
};

/// In the order in which they are listed to users.
std::span<const WorkloadInfo> workloads();

/// Throws UserError naming those there are when there is none of that name.
Problem make_workload(std::string_view name);

/// Where the time of one step went.
struct StepProfile {
  ad::Profile evaluation;  // of loss and gradient
  double optimiser = 0;    // seconds of the calling thread; the others wait
};

/// The training step of a problem: loss and full gradient, then the update of its first stage's optimiser.
class TrainingStep {
 public:
  /// Samples, builds and compiles. Throws UserError when the problem makes no sense.
  explicit TrainingStep(Problem problem, ad::InstructionSet set = ad::InstructionSet::best);
  ~TrainingStep();

  /// Takes one step; returns the loss as the optimiser reports it (Adam: before the step).
  double run();
  /// The same with a stopwatch. For optimisers that evaluate once a step, at the parameters they start from (Adam,
  /// gradient descent); what others evaluate beyond that counts as the optimiser's.
  StepProfile profile();

  std::size_t points() const;      // of all conditions
  std::size_t parameters() const;  // entries of theta
  int threads() const;
  /// What loss and gradient ask for after simplification, whatever the program makes of it.
  const ad::Work& work() const;
  /// The same as the problem states its residuals, without the rewriting of derivatives.
  ad::Work stated_work() const;
  const ad::ProgramStatistics& statistics() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A part of a Levenberg-Marquardt step, timed by itself.
struct StepPart {
  std::string_view name;
  double milliseconds = 0;  // median over the repetitions
  double gflops = 0;        // multiplications and additions of one call, in thousands of millions; 0: not counted
};

/// What a step of `lm` on the problem is made of: the rows of J (beside it a mere copy of as many numbers), the product
/// J^T J, a factorisation and its solves, evaluations of the loss and of the second derivative along a step. A step
/// needs rows and product once, what comes after them once a damping that it tries; it does without the copy and J v.
std::vector<StepPart> time_lm_parts(const Problem& problem, std::size_t repetitions);

}  // namespace ansatz
