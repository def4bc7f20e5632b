// The graphs of UMAP and what they are laid out as. Degrees are compared with a table of umap-learn 0.5.3 (Debian's
// umap-learn; umap_reference.py made it), and, where that is installed, with what it says of larger sets.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>

#include "../../folder.hpp"
#include "ansatz/core/random.hpp"
#include "search/surrogates/umap_graph.hpp"
#include "search/surrogates/umap_layout.hpp"

using namespace ansatz::search;
using Plane = std::vector<std::array<double, 2>>;

namespace {

struct Degree {
  int from, to;
  double value;
};

/// sin(1.7 i + 0.9 k + 0.3 i k), 20 points in three dimensions.
FeatureSet waves() {
  FeatureSet made{"a", Metric::euclidean, 3, {}};
  for (int i = 0; i < 20; ++i)
    for (int k = 0; k < 3; ++k) made.values.push_back(std::sin(1.7 * i + 0.9 * k + 0.3 * i * k));
  return made;
}
/// cos(0.8 i^2 + 1.1 k), 20 points in two.
FeatureSet chirps() {
  FeatureSet made{"b", Metric::manhattan, 2, {}};
  for (int i = 0; i < 20; ++i)
    for (int k = 0; k < 2; ++k) made.values.push_back(std::cos(0.8 * i * i + 1.1 * k));
  return made;
}

void check_rows(const FuzzyGraph& graph, const std::vector<Degree>& rows, Eigen::Index edges, double sum) {
  for (const Degree& one : rows) {
    CAPTURE(one.from);
    CAPTURE(one.to);
    CHECK(std::abs(graph.coeff(one.from, one.to) - one.value) < 2e-5);
  }
  CHECK(graph.nonZeros() == edges);
  CHECK(std::abs(graph.sum() - sum) < 1e-5 * static_cast<double>(edges));
}

/// Points of a sheet that is bent in five dimensions.
FeatureSet sheet(std::size_t count) {
  FeatureSet made{"sheet", Metric::euclidean, 5, {}};
  const ansatz::Stream numbers(1, "sheet");
  for (std::size_t i = 0; i < count; ++i) {
    const double s = numbers.uniform(2 * i), t = numbers.uniform(2 * i + 1);
    for (const double value : {s, t, s * s, s * t, 0.5 * std::sin(3 * t)}) made.values.push_back(value);
  }
  return made;
}

double far_in(const Plane& plane, std::size_t i, std::size_t j) {
  return std::hypot(plane[i][0] - plane[j][0], plane[i][1] - plane[j][1]);
}
double far_in(const FeatureSet& points, std::size_t i, std::size_t j) {
  double sum = 0;
  for (std::size_t d = 0; d < points.length; ++d) {
    const double off = std::abs(points.of(i)[d] - points.of(j)[d]);
    sum += points.metric == Metric::manhattan ? off : off * off;
  }
  return points.metric == Metric::manhattan ? sum : std::sqrt(sum);
}

template <class Points>
std::vector<std::size_t> others_by_distance(const Points& points, std::size_t count, std::size_t from) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  std::erase(order, from);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return far_in(points, from, a) < far_in(points, from, b); });
  return order;
}

struct Kept {
  double trustworthiness = 1;  // Venna, Kaski (2001)
  double neighbours = 0;       // how many of the k nearest stay that
};
Kept kept(const FeatureSet& points, const Plane& plane, std::size_t k) {
  const std::size_t count = points.count();
  Kept found;
  double penalty = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto before = others_by_distance(points, count, i), after = others_by_distance(plane, count, i);
    for (std::size_t j = 0; j < k; ++j) {
      const auto rank = static_cast<std::size_t>(std::find(before.begin(), before.end(), after[j]) - before.begin());
      if (rank < k)
        found.neighbours += 1.0 / static_cast<double>(k * count);
      else
        penalty += static_cast<double>(rank + 1 - k);
    }
  }
  const auto n = static_cast<double>(count), near = static_cast<double>(k);
  found.trustworthiness -= 2 * penalty / (n * near * (2 * n - 3 * near - 1));
  return found;
}

}  // namespace

TEST_CASE("degrees of neighbours are those of umap-learn") {
  const FuzzyGraph a = fuzzy_graph(waves(), 5), b = fuzzy_graph(chirps(), 3);
  check_rows(a,
             {{0, 3, 0.581152737},
              {0, 13, 1},
              {0, 16, 0.712089419},
              {0, 19, 0.896728277},
              {7, 4, 0.421583802},
              {7, 6, 0.532597244},
              {7, 10, 1},
              {7, 13, 0.367747843},
              {12, 1, 1},
              {12, 4, 0.568053782},
              {12, 9, 0.539265037},
              {12, 15, 0.99999994}},
             94, 64.3608381);
  check_rows(
      b, {{0, 4, 1}, {0, 14, 0.5849666}, {0, 19, 0.99999994}, {7, 5, 0.584961355}, {7, 18, 1}, {12, 9, 1}, {12, 11, 1}},
      50, 41.4957951);
  check_rows(fuzzy_union(a, b),
             {{0, 3, 0.423763007},
              {0, 4, 1},
              {0, 13, 1},
              {0, 14, 0.451424956},
              {0, 16, 0.726649761},
              {0, 19, 1},
              {7, 4, 0.550152123},
              {7, 5, 0.789597869},
              {7, 6, 0.554997325},
              {7, 10, 1},
              {7, 13, 0.476376861},
              {7, 18, 1},
              {12, 1, 1},
              {12, 4, 0.30696395},
              {12, 9, 1},
              {12, 11, 1},
              {12, 15, 1}},
             134, 96.0223796);
}

TEST_CASE("a fuzzy graph is symmetric, and every candidate has a neighbour to the degree 1") {
  const FeatureSet points = sheet(200);
  FeatureSet doubled = points;  // functions whose features are the same
  for (std::size_t d = 0; d < 5; ++d) doubled.values[5 + d] = doubled.values[d];
  for (const FuzzyGraph& graph : {fuzzy_graph(points, 15), fuzzy_graph(doubled, 3), fuzzy_graph(points, 500),
                                  fuzzy_union(fuzzy_graph(points, 15), fuzzy_graph(doubled, 3))}) {
    CHECK(FuzzyGraph(graph.transpose()).isApprox(graph, 1e-14));
    for (Eigen::Index i = 0; i < graph.rows(); ++i) {
      double greatest = 0;
      for (FuzzyGraph::InnerIterator edge(graph, i); edge; ++edge) {
        greatest = std::max(greatest, edge.value());
        CHECK(edge.value() > 0);
        CHECK(edge.col() != i);
      }
      CHECK(greatest == doctest::Approx(1));
    }
  }
}

TEST_CASE("neighbours on a sheet stay neighbours in the plane, the same bits every time") {
  const FeatureSet points = sheet(250);
  const FuzzyGraph graph = fuzzy_graph(points, 15);
  const Plane plane = laid_out(graph, 200, 3);
  CHECK(plane == laid_out(graph, 200, 3));
  CHECK(plane != laid_out(graph, 200, 4));
  const Kept found = kept(points, plane, 10);
  CHECK(found.trustworthiness > 0.93);
  CHECK(found.neighbours > 0.5);
}

TEST_CASE("a graph that falls apart is laid out as well, and so are few functions") {
  FeatureSet apart{"apart", Metric::euclidean, 1, {}};
  for (int i = 0; i < 60; ++i) apart.values.push_back(i < 30 ? 0.1 * i * i : 1e6 + i);
  const FuzzyGraph graph = fuzzy_graph(apart, 5);
  const Plane plane = laid_out(graph, 300, 0);
  for (const auto& point : plane) CHECK(std::isfinite(point[0] + point[1]));
  double within = 0, between = 0;
  for (std::size_t i = 0; i < 29; ++i) {
    within += far_in(plane, i, i + 1);
    between += far_in(plane, i, i + 30);
  }
  CHECK(within < between);
  for (std::size_t count = 1; count < 9; ++count) {
    FeatureSet few{"few", Metric::euclidean, 1, {}};
    for (std::size_t i = 0; i < count; ++i) few.values.push_back(static_cast<double>(i * i));
    CHECK(laid_out(fuzzy_graph(few, 15), 20, 0).size() == count);
  }
}

TEST_SUITE("long") {
  TEST_CASE("graphs and planes are those of umap-learn, where that is installed") {
    if (std::system("/usr/bin/python3 -c 'import umap' 2>/dev/null") != 0) {
      MESSAGE("umap-learn is not installed: nothing is compared");
      return;
    }
    const ansatz::test::Folder folder;
    const FeatureSet a = sheet(400);
    FeatureSet b{"b", Metric::manhattan, 4, {}};
    const ansatz::Stream numbers(2, "b");
    for (std::size_t i = 0; i < 400; ++i)
      for (std::size_t d = 0; d < 4; ++d)
        b.values.push_back(std::tanh(a.of(i)[d] - 0.5) + 0.02 * numbers.normal(4 * i + d));
    const auto hand_over = [&](const char* name, const FeatureSet& points, std::size_t near) {
      std::ofstream out(folder / (std::string(name) + ".txt"));
      out.precision(17);
      out << near << "\n";
      for (std::size_t i = 0; i < points.count(); ++i) {
        for (const double value : points.of(i)) out << value << " ";
        out << "\n";
      }
    };
    hand_over("a", a, 15);
    hand_over("b", b, 3);
    const std::string script = std::string(ANSATZ_SOURCE_DIR) + "/tests/core/search/umap_reference.py ";
    REQUIRE(std::system((script + folder.path().string()).c_str()) == 0);
    const FuzzyGraph of_a = fuzzy_graph(a, 15), of_b = fuzzy_graph(b, 3), both = fuzzy_union(of_a, of_b);
    const std::map<std::string, const FuzzyGraph*> graphs = {{"a", &of_a}, {"b", &of_b}, {"union", &both}};
    for (const auto& [name, graph] : graphs) {
      std::ifstream in(folder / ("graph_" + name + ".txt"));
      std::size_t edges = 0;
      double worst = 0, sum = 0;
      for (Degree one{}; in >> one.from >> one.to >> one.value; ++edges) {
        worst = std::max(worst, std::abs(graph->coeff(one.from, one.to) - one.value));
        sum += one.value;
      }
      MESSAGE(name << ": " << edges << " edges, degrees differ by " << worst << " at most");
      CHECK(edges > 1000);
      CHECK(worst < 1e-4);  // their numbers have single precision, in which the least degrees are 0
      // Of their union one pair of 3,200 is missing, whose degree is 1 in one of the graphs; no others are.
      CHECK(std::abs(graph->sum() - sum) < 1e-3 * static_cast<double>(edges));
    }
    Plane theirs;
    std::ifstream in(folder / "plane.txt");
    for (std::array<double, 2> point{}; in >> point[0] >> point[1];) theirs.push_back(point);
    REQUIRE(theirs.size() == 400);
    const Kept own = kept(a, laid_out(both, 0, 0), 15), reference = kept(a, theirs, 15);
    MESSAGE("trustworthiness " << own.trustworthiness << ", theirs " << reference.trustworthiness
                               << "; neighbours kept " << own.neighbours << ", theirs " << reference.neighbours);
    CHECK(own.trustworthiness > reference.trustworthiness - 0.02);
    CHECK(own.neighbours > reference.neighbours - 0.05);
  }
}
