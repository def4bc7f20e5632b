// A constant network is the network itself with the last weights at 0: what is left of it are its last biases. So the
// compiled loss of the problem gives J_c and its gradient, whatever the conditions are. With all slopes at 0 as well it
// is the right side of the theorem's condition.
#include "ansatz/core/slope_theory.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/optimise/team.hpp"
#include "loss/compiled_loss.hpp"
#include "loss/loss.hpp"
#include "problem/complete.hpp"

namespace ansatz {
namespace {

/// The number behind a letter: 12 of "W12" for 'W'; 0 of the letter alone; -1 of anything else.
int numbered(std::string_view name, char letter) {
  if (name.empty() || name[0] != letter) return -1;
  int number = 0;
  for (const char digit : name.substr(1)) {
    if (digit < '0' || digit > '9') return -1;
    number = 10 * number + (digit - '0');
  }
  return number;
}

/// The networks of a loss as constants: functions of their last biases alone.
class ConstantNetworks {
 public:
  ConstantNetworks(const Loss& loss, CompiledLoss& compiled)
      : compiled_(compiled), conditions_(loss.trial().problem().conditions.size()), theta_(loss.start()) {
    for (const Network& network : loss.trial().networks())
      make_constant(loss.trial().parameters(), network.spec().name + "/");
  }

  Eigen::Index size() const { return static_cast<Eigen::Index>(biases_.size()); }

  /// What the conditions come to, with these biases. `recovery` and `gradient` are of the last call.
  double loss(const Eigen::VectorXd& biases) {
    for (std::size_t i = 0; i < biases_.size(); ++i) theta_[biases_[i]] = biases[static_cast<Eigen::Index>(i)];
    compiled_.evaluate(theta_);
    const auto terms = compiled_.terms();
    return std::accumulate(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(conditions_), 0.0);
  }
  double recovery() const {
    const auto terms = compiled_.terms();
    return std::accumulate(terms.begin() + static_cast<std::ptrdiff_t>(conditions_), terms.end(), 0.0);
  }
  Eigen::VectorXd gradient() const {
    Eigen::VectorXd found(size());
    for (std::size_t i = 0; i < biases_.size(); ++i)
      found[static_cast<Eigen::Index>(i)] = compiled_.gradient()[biases_[i]];
    return found;
  }

 private:
  /// Slopes and the last weights of one network go to 0, its last biases become variables.
  void make_constant(const Parameters& parameters, const std::string& network) {
    const ParameterBlock *weights = nullptr, *biases = nullptr;
    for (const ParameterBlock& block : parameters.blocks()) {
      if (!block.name.starts_with(network)) continue;
      const std::string_view name = std::string_view(block.name).substr(network.size());
      if (numbered(name, 'W') >= 0) weights = &block;  // they stand in the order of the layers
      if (numbered(name, 'b') >= 0) biases = &block;
      if (numbered(name, 'a') >= 0)
        std::fill_n(theta_.begin() + static_cast<std::ptrdiff_t>(block.offset), block.size, 0);
    }
    if (weights == nullptr || biases == nullptr) throw InternalFault("a network has no map onto its fields");
    std::fill_n(theta_.begin() + static_cast<std::ptrdiff_t>(weights->offset), weights->size, 0);
    for (std::size_t i = 0; i < biases->size; ++i) biases_.push_back(biases->offset + i);
  }

  CompiledLoss& compiled_;
  std::size_t conditions_;
  std::vector<double> theta_;
  std::vector<std::size_t> biases_;  // their places in theta
};

/// By central differences of the gradient.
Eigen::MatrixXd hessian(ConstantNetworks& networks, const Eigen::VectorXd& at) {
  Eigen::MatrixXd columns(at.size(), at.size());
  for (Eigen::Index i = 0; i < at.size(); ++i) {
    const double width = 1e-4 * std::max(1.0, std::abs(at[i]));
    Eigen::VectorXd moved = at;
    moved[i] = at[i] + width;
    networks.loss(moved);
    columns.col(i) = networks.gradient();
    moved[i] = at[i] - width;
    networks.loss(moved);
    columns.col(i) = (columns.col(i) - networks.gradient()) / (2 * width);
  }
  return 0.5 * (columns + columns.transpose());
}

/// Newton's step, downhill in every direction: curvatures by their magnitude, flat directions left alone.
Eigen::VectorXd step_downhill(const Eigen::MatrixXd& curvature, const Eigen::VectorXd& gradient) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(curvature);
  const Eigen::VectorXd sizes = solver.eigenvalues().cwiseAbs();
  Eigen::VectorXd along = solver.eigenvectors().transpose() * gradient;
  for (Eigen::Index i = 0; i < along.size(); ++i)
    along[i] = sizes[i] > 1e-12 * sizes.maxCoeff() ? -along[i] / sizes[i] : 0;
  return solver.eigenvectors() * along;
}

/// Goes from `at` to a minimum nearby. Returns what the conditions come to there.
double minimise(ConstantNetworks& networks, Eigen::VectorXd& at) {
  constexpr int most_steps = 50, most_halvings = 30;
  double value = networks.loss(at);
  for (int step = 0; step < most_steps && std::isfinite(value); ++step) {
    const Eigen::VectorXd gradient = networks.gradient();
    Eigen::VectorXd way = step_downhill(hessian(networks, at), gradient);
    double lower = networks.loss(at + way);
    for (int k = 0; k < most_halvings && !(lower < value); ++k) lower = networks.loss(at + (way *= 0.5));
    if (!(lower < value)) break;
    at += way;
    const bool done = value - lower <= 1e-12 * value;
    value = networks.loss(at);
    if (done) break;
  }
  return value;
}

bool recovers(const Loss& loss) {
  return std::any_of(loss.trial().networks().begin(), loss.trial().networks().end(),
                     [](const Network& network) { return network.slope_term().has_value(); });
}

}  // namespace

ParameterGrowth parameter_growth(const Problem& problem) {
  const Problem whole = completed(problem);
  ad::Graph graph;
  const Trial trial(whole, graph);
  ParameterGrowth growth;
  double layers = 0, outputs = 0;
  for (const Network& network : trial.networks()) {
    layers += count_weights(network.spec(), network.inputs().all_rows());
    outputs += static_cast<double>(network.spec().fields.size());
  }
  growth.plain = layers - outputs;
  growth.slopes = static_cast<double>(trial.parameters().size() - whole.unknowns.size()) - layers;
  return growth;
}

std::optional<StartCondition> start_condition(const Problem& problem) {
  const Problem whole = completed(problem);
  if (whole.weighting.moves() || whole.sampling.windows > 1) return std::nullopt;
  const Loss loss(whole);
  if (!recovers(loss)) return std::nullopt;
  ad::Workers workers(worker_count(whole.compute.threads));
  CompiledLoss compiled(loss, ad::Precision::f64, workers);
  StartCondition found;
  compiled.evaluate(loss.start());
  found.loss = compiled.loss();
  for (std::size_t k = whole.conditions.size(); k < compiled.terms().size(); ++k) found.recovery += compiled.terms()[k];
  ConstantNetworks networks(loss, compiled);
  found.constant_loss = std::numeric_limits<double>::infinity();
  for (const double start : {0.0, 1.0, -1.0}) {
    Eigen::VectorXd at = Eigen::VectorXd::Constant(networks.size(), start);
    const double value = minimise(networks, at);
    if (!(value < found.constant_loss)) continue;
    found.constant_loss = value;
    found.constants.assign(at.begin(), at.end());
  }
  found.most = networks.recovery();
  if (!std::isfinite(found.constant_loss)) return std::nullopt;
  return found;
}

}  // namespace ansatz
