#include "search/surrogates/umap_graph.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "search/surrogates/distance_rows.hpp"

namespace ansatz::search {
namespace {

constexpr double tolerance = 1e-5;    // of the sum of degrees
constexpr double least_width = 1e-3;  // of the mean distance
constexpr double neighbours_of_union = 15;
constexpr double least_degree = 1e-8;

struct Neighbours {
  std::vector<std::size_t> who;  // the candidate itself first
  std::vector<double> far;
};

Neighbours neighbours_of(const FeatureSet& features, std::size_t candidate, std::size_t near) {
  const std::size_t count = features.count();
  std::vector<double> far(count);
  for (std::size_t i = 0; i < count; ++i) far[i] = distance(features.metric, features.of(candidate), features.of(i));
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  std::swap(order[0], order[candidate]);
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(near);
  std::partial_sort(order.begin() + 1, end, order.end(),
                    [&](std::size_t a, std::size_t b) { return far[a] < far[b] || (far[a] == far[b] && a < b); });
  Neighbours found;
  for (auto one = order.begin(); one != end; ++one) found.who.push_back(*one), found.far.push_back(far[*one]);
  return found;
}

/// The x > 0 at which a sum that falls, or rises, with it is `target`: bisection, doubling first.
template <class Sum>
double solved(double target, bool rises, int most, const Sum& sum) {
  double lower = 0, upper = std::numeric_limits<double>::infinity(), x = 1;
  for (int i = 0; i < most; ++i) {
    const double found = sum(x);
    if (std::abs(found - target) < tolerance) break;
    if ((found > target) == rises) {
      upper = x;
      x = (lower + upper) / 2;
    } else {
      lower = x;
      x = std::isinf(upper) ? 2 * x : (lower + upper) / 2;
    }
  }
  return x;
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Degrees of one candidate's neighbours: exp(-(distance - nearest)/width), log2(near) of them altogether.
std::vector<double> degrees(const Neighbours& own, double mean_of_all) {
  const auto first = std::find_if(own.far.begin(), own.far.end(), [](double far) { return far > 0; });
  const double nearest = first == own.far.end() ? 0 : *first;
  const auto degree = [&](double far, double width) {
    return far > nearest ? std::exp(-(far - nearest) / width) : 1.0;
  };
  const double found = solved(std::log2(static_cast<double>(own.far.size())), true, 64, [&](double width) {
    double sum = 0;
    for (std::size_t j = 1; j < own.far.size(); ++j) sum += degree(own.far[j], width);
    return sum;
  });
  const double width = std::max(found, least_width * (nearest > 0 ? mean(own.far) : mean_of_all));
  std::vector<double> all;
  for (const double far : own.far) all.push_back(width > 0 ? degree(far, width) : 1.0);
  return all;
}

/// p + q - pq of a graph and its transpose.
FuzzyGraph symmetric(const FuzzyGraph& one_way) {
  const FuzzyGraph back = one_way.transpose();
  FuzzyGraph both = one_way + back;
  both -= FuzzyGraph(one_way.cwiseProduct(back));
  both.prune([](Eigen::Index, Eigen::Index, double value) { return value > 0; });
  both.makeCompressed();
  return both;
}

double least_of(const FuzzyGraph& graph) {
  double least = std::numeric_limits<double>::infinity();
  for (Eigen::Index i = 0; i < graph.outerSize(); ++i)
    for (FuzzyGraph::InnerIterator edge(graph, i); edge; ++edge) least = std::min(least, edge.value());
  return least;
}

/// Divides the degrees of a candidate by the greatest, and takes them to the power at which they sum to log2(15).
void scale_row(FuzzyGraph& graph, Eigen::Index row) {
  double greatest = 0;
  for (FuzzyGraph::InnerIterator edge(graph, row); edge; ++edge) greatest = std::max(greatest, edge.value());
  for (FuzzyGraph::InnerIterator edge(graph, row); edge; ++edge) edge.valueRef() /= greatest;
  const double power = solved(std::log2(neighbours_of_union), false, 32, [&](double exponent) {
    double sum = 0;
    for (FuzzyGraph::InnerIterator edge(graph, row); edge; ++edge) sum += std::pow(edge.value(), exponent);
    return sum;
  });
  for (FuzzyGraph::InnerIterator edge(graph, row); edge; ++edge) edge.valueRef() = std::pow(edge.value(), power);
}

}  // namespace

FuzzyGraph fuzzy_graph(const FeatureSet& features, std::size_t near) {
  const std::size_t count = features.count();
  std::vector<Neighbours> all;
  double mean_of_all = 0;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(neighbours_of(features, i, std::min(near, count)));
    mean_of_all += mean(all.back().far) / static_cast<double>(count);
  }
  std::vector<Eigen::Triplet<double>> edges;
  for (std::size_t i = 0; i < count; ++i) {
    const std::vector<double> own = degrees(all[i], mean_of_all);
    for (std::size_t j = 1; j < own.size(); ++j)
      edges.emplace_back(static_cast<int>(i), static_cast<int>(all[i].who[j]), own[j]);
  }
  FuzzyGraph graph(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(count));
  graph.setFromTriplets(edges.begin(), edges.end());
  return symmetric(graph);
}

FuzzyGraph fuzzy_union(const FuzzyGraph& a, const FuzzyGraph& b) {
  const double least_a = std::max(least_of(a) / 2, least_degree), least_b = std::max(least_of(b) / 2, least_degree);
  FuzzyGraph both = a + b;
  for (Eigen::Index i = 0; i < both.outerSize(); ++i) {
    FuzzyGraph::InnerIterator in_a(a, i), in_b(b, i);
    for (FuzzyGraph::InnerIterator edge(both, i); edge; ++edge) {
      const auto take = [&](FuzzyGraph::InnerIterator& from, double otherwise) {
        while (from && from.col() < edge.col()) ++from;
        return from && from.col() == edge.col() ? from.value() : otherwise;
      };
      const double p = take(in_a, least_a), q = take(in_b, least_b);
      edge.valueRef() = p + q - p * q;
    }
    scale_row(both, i);
  }
  return symmetric(both);
}

}  // namespace ansatz::search
