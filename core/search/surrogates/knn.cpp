// Nearest neighbours among the functions whose labels are known. The distances to these alone are computed, row by row
// as they come to be known, and serve every later fit.
#include <algorithm>
#include <numeric>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/search/surrogate.hpp"
#include "search/surrogates/distance_rows.hpp"

namespace ansatz::search {
namespace {

class KnnModel : public Model {
 public:
  KnnModel(std::size_t k, std::vector<FeatureSet> features) : k_(k), rows_(std::move(features)) {}

  std::size_t least() const override { return k_; }

  void fit(std::span<const std::size_t> known, std::span<const double> labels) override {
    if (known.size() < k_) throw InternalFault("fewer labels than neighbours");
    known_.assign(known.begin(), known.end());
    labels_.assign(labels.begin(), labels.end());
    for (const std::size_t candidate : known_)
      for (std::size_t f = 0; f < rows_.features(); ++f) rows_.row(f, candidate);
  }

  /// Of neighbours that are as far the first that was known counts.
  Prediction predict(std::size_t candidate) const override {
    std::vector<double> far(known_.size(), 0);
    for (std::size_t i = 0; i < known_.size(); ++i)
      for (std::size_t f = 0; f < rows_.features(); ++f) far[i] += rows_.known_row(f, known_[i])[candidate];
    std::vector<std::size_t> order(known_.size());
    std::iota(order.begin(), order.end(), 0);
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(k_);
    std::partial_sort(order.begin(), end, order.end(),
                      [&](std::size_t a, std::size_t b) { return far[a] < far[b] || (far[a] == far[b] && a < b); });
    double sum = 0;
    for (auto near = order.begin(); near != end; ++near) sum += labels_[*near];
    return {sum / static_cast<double>(k_), {}};
  }

 private:
  std::size_t k_;
  DistanceRows rows_;
  std::vector<std::size_t> known_;
  std::vector<double> labels_;
};

}  // namespace

std::shared_ptr<const SurrogateMethod> method_of(const Knn&) {
  static const auto method = std::make_shared<const SurrogateMethod>(
      described<Knn>, "knn", "the mean of the nearest functions that were trained",
      std::vector{setting("k", &Knn::k, {1, 1e4}, "neighbours, each of which counts as much")}, true,
      [](const Knn& own, std::vector<FeatureSet> features, std::uint64_t) {
        return std::make_unique<KnnModel>(own.k, std::move(features));
      });
  return method;
}

}  // namespace ansatz::search
