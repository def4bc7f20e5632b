// Nearest neighbours in the plane of UMAP. The plane does not depend on labels: it is laid out once.
#include <algorithm>
#include <nanoflann.hpp>
#include <optional>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/search/surrogate.hpp"
#include "search/surrogates/umap_graph.hpp"
#include "search/surrogates/umap_layout.hpp"

namespace ansatz::search {
namespace {

/// What nanoflann asks of points.
struct Points {
  std::vector<std::array<double, 2>> all;

  std::size_t kdtree_get_point_count() const { return all.size(); }
  double kdtree_get_pt(std::size_t i, std::size_t axis) const { return all[i][axis]; }
  template <class Box>
  bool kdtree_get_bbox(Box&) const {
    return false;
  }
};

using Tree = nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<double, Points>, Points, 2>;

std::vector<std::array<double, 2>> plane_of(const UmapNeighbours& settings, const std::vector<FeatureSet>& features,
                                            std::uint64_t seed) {
  std::optional<FuzzyGraph> graph;
  for (std::size_t f = 0; f < features.size(); ++f) {
    const double near = settings.near[std::min(f, settings.near.size() - 1)];
    FuzzyGraph own = fuzzy_graph(features[f], static_cast<std::size_t>(near));
    graph = graph ? fuzzy_union(*graph, own) : std::move(own);
  }
  return laid_out(*graph, settings.epochs, seed);
}

class UmapModel : public Model {
 public:
  UmapModel(std::size_t k, std::vector<std::array<double, 2>> plane) : k_(k), plane_(std::move(plane)) {}

  std::size_t least() const override { return k_; }

  void fit(std::span<const std::size_t> known, std::span<const double> labels) override {
    if (known.size() < k_) throw InternalFault("fewer labels than neighbours");
    known_.all.clear();
    for (const std::size_t candidate : known) known_.all.push_back(plane_[candidate]);
    labels_.assign(labels.begin(), labels.end());
    tree_.emplace(2, known_, nanoflann::KDTreeSingleIndexAdaptorParams(10));
    tree_->buildIndex();
  }

  Prediction predict(std::size_t candidate) const override {
    std::vector<unsigned> who(k_);
    std::vector<double> far(k_);
    tree_->knnSearch(plane_[candidate].data(), k_, who.data(), far.data());
    double sum = 0;
    for (const unsigned near : who) sum += labels_[near];
    return {sum / static_cast<double>(k_), {}};
  }

  std::vector<std::array<double, 2>> embedding() const override { return plane_; }

 private:
  std::size_t k_;
  std::vector<std::array<double, 2>> plane_;
  Points known_;
  std::vector<double> labels_;
  std::optional<Tree> tree_;  // of known_
};

}  // namespace

std::shared_ptr<const SurrogateMethod> method_of(const UmapNeighbours&) {
  using S = UmapNeighbours;
  static const auto method = std::make_shared<const SurrogateMethod>(
      described<S>, "umap",
      About(
          "nearest neighbours in a plane that UMAP lays all functions out in",
          {{"G. Bingham and R. Miikkulainen", "Efficient activation function optimization through surrogate modeling",
            "arXiv:2301.05785", 2023},
           {"L. McInnes and J. Healy and J. Melville",
            "UMAP: uniform manifold approximation and projection for dimension reduction", "arXiv:1802.03426", 2018}}),
      std::vector{
          setting("k", &S::k, {1, 1e4}, "neighbours in the plane, each of which counts as much"),
          setting("near", &S::near, {2, 1e4},
                  "neighbours in the graph of each feature, in their order; the last is that of all others"),
          setting("epochs", &S::epochs, {1, 1e6}, {{"auto", 0, "500, or 200 of more than 10,000 functions"}},
                  "of the layout"),
      },
      true, [](const S& own, std::vector<FeatureSet> features, std::uint64_t seed) {
        return std::make_unique<UmapModel>(own.k, plane_of(own, features, seed));
      });
  return method;
}

}  // namespace ansatz::search
