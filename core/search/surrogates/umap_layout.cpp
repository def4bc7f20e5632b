#include "search/surrogates/umap_layout.hpp"

#include <Spectra/MatOp/SparseSymMatProd.h>
#include <Spectra/SymEigsSolver.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "ansatz/core/random.hpp"

namespace ansatz::search {
namespace {

using Plane = std::vector<std::array<double, 2>>;

// 1/(1 + a d^(2b)) falls off like exp(-(d - 0.1)) beyond the distance 0.1 (least squares, as umap-learn fits it).
constexpr double a = 1.5769434603113077, b = 0.8950608779109733;
constexpr int pushed = 5;        // candidates for each edge that draws
constexpr double extent = 10;    // of the start
constexpr double jitter = 1e-4;  // of the start
constexpr double most_move = 4;  // of one step

bool is_connected(const FuzzyGraph& graph) {
  std::vector<bool> seen(static_cast<std::size_t>(graph.rows()), false);
  std::vector<Eigen::Index> waiting = {0};
  seen[0] = true;
  std::size_t reached = 1;
  while (!waiting.empty()) {
    const Eigen::Index at = waiting.back();
    waiting.pop_back();
    for (FuzzyGraph::InnerIterator edge(graph, at); edge; ++edge) {
      const auto other = static_cast<std::size_t>(edge.col());
      if (seen[other]) continue;
      seen[other] = true;
      ++reached;
      waiting.push_back(edge.col());
    }
  }
  return reached == seen.size();
}

Plane random_start(std::size_t count, std::uint64_t seed) {
  const Stream numbers(seed, "search.umap.random_start");
  Plane start(count);
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t d = 0; d < 2; ++d) start[i][d] = extent * (2 * numbers.uniform(2 * i + d) - 1);
  return start;
}

/// The second and third eigenvector of D^(-1/2) W D^(-1/2) from the largest on: those of the Laplacian from 0 on. Their
/// signs are such that the entry that is largest in size is positive.
std::optional<Plane> spectral_start(const FuzzyGraph& graph, std::uint64_t seed) {
  const Eigen::Index count = graph.rows();
  constexpr Eigen::Index wanted = 3;
  if (count <= 2 * wanted + 1 || !is_connected(graph)) return std::nullopt;
  const Eigen::VectorXd scale = (graph * Eigen::VectorXd::Ones(count)).cwiseSqrt().cwiseInverse();
  const Eigen::SparseMatrix<double> scaled = scale.asDiagonal() * graph * scale.asDiagonal();
  Spectra::SparseSymMatProd<double> product(scaled);
  const auto root = static_cast<Eigen::Index>(std::sqrt(static_cast<double>(count)));
  Spectra::SymEigsSolver<Spectra::SparseSymMatProd<double>> solver(product, wanted,
                                                                   std::max<Eigen::Index>(2 * wanted + 1, root));
  solver.init(Eigen::VectorXd::Ones(count).eval().data());
  solver.compute(Spectra::SortRule::LargestAlge, 5 * count, 1e-4);
  if (solver.info() != Spectra::CompInfo::Successful) return std::nullopt;
  Eigen::MatrixXd vectors = solver.eigenvectors(wanted).rightCols(2);
  for (Eigen::Index d = 0; d < 2; ++d) {
    Eigen::Index largest = 0;
    vectors.col(d).cwiseAbs().maxCoeff(&largest);
    if (vectors(largest, d) < 0) vectors.col(d) *= -1;
  }
  vectors *= extent / vectors.cwiseAbs().maxCoeff();
  const Stream numbers(seed, "search.umap.jitter");
  Plane start(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < start.size(); ++i)
    for (std::size_t d = 0; d < 2; ++d)
      start[i][d] =
          vectors(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(d)) + jitter * numbers.normal(2 * i + d);
  return start;
}

/// Each axis from 0 to `extent`.
void spread(Plane& plane) {
  for (std::size_t d = 0; d < 2; ++d) {
    double lower = plane.front()[d], upper = lower;
    for (const auto& point : plane) lower = std::min(lower, point[d]), upper = std::max(upper, point[d]);
    for (auto& point : plane) point[d] = upper > lower ? extent * (point[d] - lower) / (upper - lower) : 0.0;
  }
}

struct Edge {
  std::size_t from = 0, to = 0;
  double every = 0;   // epochs
  double next = 0;    // epoch at which it draws
  double pushes = 0;  // epoch up to which it has pushed
};

/// The edges that draw at least once, in the order of the rows.
std::vector<Edge> edges_of(const FuzzyGraph& graph, double epochs) {
  double greatest = 0;
  for (Eigen::Index i = 0; i < graph.outerSize(); ++i)
    for (FuzzyGraph::InnerIterator edge(graph, i); edge; ++edge) greatest = std::max(greatest, edge.value());
  std::vector<Edge> edges;
  for (Eigen::Index i = 0; i < graph.outerSize(); ++i)
    for (FuzzyGraph::InnerIterator edge(graph, i); edge; ++edge) {
      if (edge.value() < greatest / epochs) continue;
      const double every = greatest / edge.value();
      edges.push_back(
          {static_cast<std::size_t>(i), static_cast<std::size_t>(edge.col()), every, every, every / pushed});
    }
  return edges;
}

double squared(const std::array<double, 2>& p, const std::array<double, 2>& q) {
  return (p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1]);
}

double bounded(double move) { return std::clamp(move, -most_move, most_move); }

/// Down the gradient of log 1/(1 + a d^(2b)).
void draw(std::array<double, 2>& p, std::array<double, 2>& q, double rate) {
  const double far = squared(p, q);
  if (!(far > 0)) return;
  const double slope = -2 * a * b * std::pow(far, b - 1) / (a * std::pow(far, b) + 1);
  for (std::size_t d = 0; d < 2; ++d) {
    const double move = rate * bounded(slope * (p[d] - q[d]));
    p[d] += move;
    q[d] -= move;
  }
}

/// Down that of log(1 - 1/(1 + a d^(2b))); from the very place of the other along the diagonal.
void push(std::array<double, 2>& p, const std::array<double, 2>& q, double rate) {
  const double far = squared(p, q);
  const double slope = far > 0 ? 2 * b / ((0.001 + far) * (a * std::pow(far, b) + 1)) : 0;
  for (std::size_t d = 0; d < 2; ++d) p[d] += rate * (slope > 0 ? bounded(slope * (p[d] - q[d])) : most_move);
}

}  // namespace

std::vector<std::array<double, 2>> laid_out(const FuzzyGraph& graph, std::size_t epochs, std::uint64_t seed) {
  const auto count = static_cast<std::size_t>(graph.rows());
  if (epochs == 0) epochs = count <= 10000 ? 500 : 200;
  std::optional<Plane> start = spectral_start(graph, seed);
  Plane plane = start ? std::move(*start) : random_start(count, seed);
  spread(plane);
  std::vector<Edge> edges = edges_of(graph, static_cast<double>(epochs));
  const Stream numbers(seed, "search.umap.pushed");
  std::uint64_t drawn = 0;
  for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
    const auto now = static_cast<double>(epoch);
    const double rate = 1 - now / static_cast<double>(epochs);
    for (Edge& edge : edges) {
      if (edge.next > now) continue;
      draw(plane[edge.from], plane[edge.to], rate);
      edge.next += edge.every;
      const double each = edge.every / pushed;
      const auto due = static_cast<int>((now - edge.pushes) / each);
      for (int i = 0; i < due; ++i) {
        const std::size_t other = numbers.bits(drawn++) % count;
        if (other != edge.from) push(plane[edge.from], plane[other], rate);
      }
      edge.pushes += due * each;
    }
  }
  return plane;
}

}  // namespace ansatz::search
