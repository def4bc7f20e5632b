// A Gaussian process over all candidates: y = mean + signal + noise, the covariance of signals being
//
//   s^2 exp(-sum over features of distance / length)
//
// Euclidean and Manhattan distances are conditionally negative definite, so that this is positive definite for any
// lengths > 0 (Schoenberg 1938), which the square of a Manhattan distance would not be. Mean and s^2 are those of the
// greatest likelihood in closed form, lengths and the noise by a search over their logarithms that halves its steps:
// no random numbers, and the same bits every time.
//
// Source: Rasmussen, Williams, "Gaussian processes for machine learning" (2006), chapters 2 and 5.
#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/search/surrogate.hpp"
#include "search/surrogates/distance_rows.hpp"

namespace ansatz::search {
namespace {

constexpr double least_noise = 1e-4;  // of the signal's variance: equal features with other labels leave it regular
constexpr double least_step = 0.2;    // in log2 of lengths and of the noise
constexpr int most_sweeps = 30;       // of the search

class GaussianModel : public Model {
 public:
  GaussianModel(Acquisition acquisition, std::vector<FeatureSet> features)
      : acquisition_(acquisition), rows_(std::move(features)) {}

  std::size_t least() const override { return 2; }

  void fit(std::span<const std::size_t> known, std::span<const double> labels) override {
    if (known.size() < least()) throw InternalFault("fewer labels than a Gaussian process takes");
    known_.assign(known.begin(), known.end());
    labels_ = Eigen::Map<const Eigen::VectorXd>(labels.data(), static_cast<Eigen::Index>(labels.size()));
    best_ = labels_.minCoeff();
    for (const std::size_t candidate : known_)
      for (std::size_t f = 0; f < rows_.features(); ++f) rows_.row(f, candidate);
    maximise_likelihood();
    likelihood(logs_);
  }

  Prediction predict(std::size_t candidate) const override {
    Eigen::VectorXd to_known(labels_.size());
    for (Eigen::Index i = 0; i < to_known.size(); ++i)
      to_known[i] = correlation(logs_, known_[static_cast<std::size_t>(i)], candidate);
    const double mean = mean_ + to_known.dot(weights_);
    const double explained = to_known.dot(solver_.solve(to_known));
    return {mean, std::sqrt(variance_ * std::max(0.0, 1 - explained))};
  }

  double rank(std::size_t candidate) const override {
    const Prediction found = predict(candidate);
    if (acquisition_ == Acquisition::exploitation) return found.mean;
    return -expected_improvement(found.mean, *found.deviation, best_);
  }

 private:
  using Logs = std::vector<double>;  // log2 of each length, then of the noise's part of the signal's variance

  double correlation(const Logs& logs, std::size_t known, std::size_t candidate) const {
    double sum = 0;
    for (std::size_t f = 0; f < rows_.features(); ++f) sum += rows_.known_row(f, known)[candidate] / std::exp2(logs[f]);
    return std::exp(-sum);
  }

  /// The logarithm of the likelihood without its constant; what the prediction needs stays behind.
  double likelihood(const Logs& logs) {
    const Eigen::Index count = labels_.size();
    Eigen::MatrixXd covariance(count, count);
    for (Eigen::Index i = 0; i < count; ++i)
      for (Eigen::Index j = 0; j <= i; ++j)
        covariance(i, j) = correlation(logs, known_[static_cast<std::size_t>(i)], known_[static_cast<std::size_t>(j)]);
    covariance.diagonal().array() += std::exp2(logs.back());
    solver_.compute(covariance);
    if (solver_.info() != Eigen::Success) return -std::numeric_limits<double>::infinity();
    const Eigen::VectorXd ones = Eigen::VectorXd::Ones(count);
    const Eigen::VectorXd solved = solver_.solve(ones);
    mean_ = solved.dot(labels_) / solved.sum();
    const Eigen::VectorXd off = labels_ - mean_ * ones;
    weights_ = solver_.solve(off);
    variance_ = std::max(off.dot(weights_) / static_cast<double>(count), std::numeric_limits<double>::min());
    const double log_determinant = 2 * solver_.matrixLLT().diagonal().array().log().sum();
    return -0.5 * (static_cast<double>(count) * std::log(variance_) + log_determinant);
  }

  /// One coordinate after the other is moved by the step for as long as that helps; then the step is halved.
  void maximise_likelihood() {
    Logs logs(rows_.features(), 0);
    logs.push_back(std::log2(0.1));
    double best = likelihood(logs);
    double step = 2;
    for (int sweep = 0; sweep < most_sweeps && step > least_step; ++sweep) {
      bool moved = false;
      for (std::size_t k = 0; k < logs.size(); ++k)
        for (const double direction : {step, -step}) {
          Logs tried = logs;
          tried[k] = std::clamp(tried[k] + direction, lower(k), upper(k));
          const double found = likelihood(tried);
          if (!(found > best)) continue;
          logs = tried, best = found, moved = true;
          break;
        }
      if (!moved) step /= 2;
    }
    logs_ = logs;
  }
  bool is_noise(std::size_t k) const { return k == rows_.features(); }
  double lower(std::size_t k) const { return is_noise(k) ? std::log2(least_noise) : -8; }
  double upper(std::size_t k) const { return is_noise(k) ? 4 : 8; }

  Acquisition acquisition_;
  DistanceRows rows_;
  std::vector<std::size_t> known_;
  Eigen::VectorXd labels_, weights_;
  Eigen::LLT<Eigen::MatrixXd> solver_;
  Logs logs_;
  double mean_ = 0, variance_ = 0, best_ = 0;
};

}  // namespace

std::shared_ptr<const SurrogateMethod> method_of(const GaussianProcess&) {
  static const auto method = std::make_shared<const SurrogateMethod>(
      described<GaussianProcess>, "gp",
      About("a Gaussian process of the distances of all features, length scales by the likelihood of the labels",
            {{"D. R. Jones and M. Schonlau and W. J. Welch",
              "Efficient global optimization of expensive black-box functions",
              "Journal of Global Optimization 13, "
              "455-492",
              1998}}),
      std::vector{setting("acquisition", &GaussianProcess::acquisition,
                          {{"expected_improvement", Acquisition::expected_improvement,
                            "where the best is expected to be improved on most"},
                           {"exploitation", Acquisition::exploitation, "where the least is predicted"}},
                          "what is tried next")},
      true, [](const GaussianProcess& own, std::vector<FeatureSet> features, std::uint64_t) {
        return std::make_unique<GaussianModel>(own.acquisition, std::move(features));
      });
  return method;
}

}  // namespace ansatz::search
