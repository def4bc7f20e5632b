#include "results/writers/mesh.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

constexpr std::uint32_t none = 0xffffffff;

/// d! times the signed measure of a simplex.
double determinant(const Mesh& mesh, std::span<const std::uint32_t> nodes) {
  const std::size_t d = mesh.dimensions;
  double e[3][3] = {};
  for (std::size_t i = 0; i < d; ++i)
    for (std::size_t k = 0; k < d; ++k) e[i][k] = mesh.nodes[nodes[i + 1] * d + k] - mesh.nodes[nodes[0] * d + k];
  if (d == 1) return e[0][0];
  if (d == 2) return e[0][0] * e[1][1] - e[0][1] * e[1][0];
  return e[0][0] * (e[1][1] * e[2][2] - e[1][2] * e[2][1]) - e[0][1] * (e[1][0] * e[2][2] - e[1][2] * e[2][0]) +
         e[0][2] * (e[1][0] * e[2][1] - e[1][1] * e[2][0]);
}

class Mesher {
 public:
  Mesher(std::span<const std::vector<double>> axes, const Inside& inside) : axes_(axes), inside_(inside) {
    mesh_.dimensions = axes.size();
    std::size_t count = 1;
    for (std::size_t i = axes.size(); i > 0; --i) {
      stride_[i - 1] = count;
      count *= axes[i - 1].size();
    }
    in_.resize(count);
    node_.assign(count, none);
    for (std::size_t corner = 0; corner < count; ++corner) in_[corner] = inside(place(corner).data());
    smallest_ = 1e-12;  // of a cell, by volume: thinner slivers are rounding
    for (const std::vector<double>& axis : axes) smallest_ *= axis[1] - axis[0];
  }

  Mesh run() {
    std::array<std::size_t, 3> index{};
    for (bool more = true; more;) {
      std::size_t first = 0;
      for (std::size_t i = 0; i < dimensions(); ++i) first += index[i] * stride_[i];
      add_cell(first);
      std::size_t i = dimensions();
      while (i > 0 && ++index[i - 1] + 1 == axes_[i - 1].size()) index[--i] = 0;
      more = i > 0;
    }
    leave_out_unused();
    return std::move(mesh_);
  }

 private:
  using Place = std::array<double, 3>;
  std::size_t dimensions() const { return mesh_.dimensions; }

  Place place(std::size_t corner) const {
    Place point{};
    for (std::size_t i = 0; i < dimensions(); ++i) point[i] = axes_[i][corner / stride_[i] % axes_[i].size()];
    return point;
  }

  std::uint32_t add_node(const Place& point) {
    const std::size_t number = mesh_.node_count();
    if (number >= none) throw UserError("the grid has too many cells to be written; ask for a coarser one");
    mesh_.nodes.insert(mesh_.nodes.end(), point.begin(), point.begin() + static_cast<std::ptrdiff_t>(dimensions()));
    return static_cast<std::uint32_t>(number);
  }

  std::uint32_t node(std::size_t corner) {
    if (node_[corner] == none) node_[corner] = add_node(place(corner));
    return node_[corner];
  }

  /// Nodes that only slivers had.
  void leave_out_unused() {
    const auto d = static_cast<std::ptrdiff_t>(dimensions());
    std::vector<std::uint32_t> number(mesh_.node_count(), none);
    for (const Mesh::Cell& cell : mesh_.cells)
      for (std::size_t k = 0; k < cell.corners; ++k) number[cell.nodes[k]] = 0;
    std::uint32_t kept = 0;
    for (std::size_t n = 0; n < number.size(); ++n) {
      if (number[n] == none) continue;
      const auto from = mesh_.nodes.begin() + static_cast<std::ptrdiff_t>(n) * d;
      std::copy(from, from + d, mesh_.nodes.begin() + static_cast<std::ptrdiff_t>(kept) * d);
      number[n] = kept++;
    }
    mesh_.nodes.resize(std::size_t{kept} * dimensions());
    for (Mesh::Cell& cell : mesh_.cells)
      for (std::size_t k = 0; k < cell.corners; ++k) cell.nodes[k] = number[cell.nodes[k]];
  }

  /// Where the edge from a corner inside to one outside leaves the domain: the last point inside that bisection finds.
  std::uint32_t crossing(std::size_t in, std::size_t out) {
    const auto [known, added] = crossings_.try_emplace({in, out}, none);
    if (!added) return known->second;
    const Place a = place(in), b = place(out);
    const auto between = [&](double part) {
      Place point{};
      for (std::size_t i = 0; i < dimensions(); ++i) point[i] = a[i] + part * (b[i] - a[i]);
      return point;
    };
    double lower = 0, upper = 1;
    for (int halving = 0; halving < 50; ++halving) {
      const double middle = 0.5 * (lower + upper);
      (inside_(between(middle).data()) ? lower : upper) = middle;
    }
    return known->second = lower == 0 ? node(in) : add_node(between(lower));
  }

  void add_cell(std::size_t first) {
    const std::size_t corners = std::size_t{1} << dimensions();
    std::size_t count = 0;
    for (std::size_t k = 0; k < corners; ++k) count += in_[corner(first, k)] ? 1 : 0;
    if (count == corners) return add_whole(first);
    if (count == 0) return;
    std::array<std::size_t, 3> order{0, 1, 2};
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(dimensions());
    do {
      std::array<std::size_t, 4> simplex{first};
      for (std::size_t i = 0; i < dimensions(); ++i) simplex[i + 1] = simplex[i] + stride_[order[i]];
      clip(std::span(simplex).first(dimensions() + 1));
    } while (std::next_permutation(order.begin(), end));
  }

  /// Corner `k` of the cell, bit i of k for the upper end of coordinate i.
  std::size_t corner(std::size_t first, std::size_t k) const {
    for (std::size_t i = 0; i < dimensions(); ++i) first += (k >> i & 1) * stride_[i];
    return first;
  }

  void add_whole(std::size_t first) {
    static constexpr std::array<std::size_t, 8> around{0, 1, 3, 2, 4, 5, 7, 6};  // as VTK goes round a hexahedron
    Mesh::Cell cell;
    cell.corners = static_cast<std::uint8_t>(1 << dimensions());
    for (std::size_t k = 0; k < cell.corners; ++k) cell.nodes[k] = node(corner(first, around[k]));
    mesh_.cells.push_back(cell);
  }

  void add_simplex(std::initializer_list<std::uint32_t> nodes) {
    Mesh::Cell cell;
    cell.corners = static_cast<std::uint8_t>(nodes.size());
    std::copy(nodes.begin(), nodes.end(), cell.nodes.begin());
    const double volume = determinant(mesh_, std::span(cell.nodes).first(cell.corners));
    if (!(std::abs(volume) > smallest_)) return;
    if (volume < 0) std::swap(cell.nodes[0], cell.nodes[1]);
    mesh_.cells.push_back(cell);
  }

  /// The part of a simplex of corners that is inside, as simplices.
  void clip(std::span<const std::size_t> simplex) {
    std::vector<std::size_t> in, out;
    for (const std::size_t corner : simplex) (in_[corner] ? in : out).push_back(corner);
    if (in.empty()) return;
    const auto n = [&](std::size_t i) { return node(in[i]); };
    const auto x = [&](std::size_t i, std::size_t o) { return crossing(in[i], out[o]); };
    const std::size_t d = dimensions();
    if (d == 1) return out.empty() ? add_simplex({n(0), n(1)}) : add_simplex({n(0), x(0, 0)});
    if (d == 2) {
      if (out.empty()) return add_simplex({n(0), n(1), n(2)});
      if (in.size() == 1) return add_simplex({n(0), x(0, 0), x(0, 1)});
      add_simplex({n(0), n(1), x(1, 0)});
      return add_simplex({n(0), x(1, 0), x(0, 0)});
    }
    if (out.empty()) return add_simplex({n(0), n(1), n(2), n(3)});
    if (in.size() == 1) return add_simplex({n(0), x(0, 0), x(0, 1), x(0, 2)});
    if (in.size() == 2) return add_prism({n(0), x(0, 0), x(0, 1)}, {n(1), x(1, 0), x(1, 1)});
    add_prism({n(0), n(1), n(2)}, {x(0, 0), x(1, 0), x(2, 0)});
  }

  /// The prism between two triangles whose corners correspond.
  void add_prism(const std::array<std::uint32_t, 3>& a, const std::array<std::uint32_t, 3>& b) {
    add_simplex({a[0], a[1], a[2], b[0]});
    add_simplex({a[1], a[2], b[0], b[1]});
    add_simplex({a[2], b[0], b[1], b[2]});
  }

  std::span<const std::vector<double>> axes_;
  const Inside& inside_;
  Mesh mesh_;
  std::array<std::size_t, 3> stride_{};
  std::vector<bool> in_;             // by corner of the grid
  std::vector<std::uint32_t> node_;  // by corner of the grid
  std::map<std::pair<std::size_t, std::size_t>, std::uint32_t> crossings_;
  double smallest_ = 0;
};

}  // namespace

Mesh mesh_of(std::span<const std::vector<double>> axes, const Inside& inside) {
  if (axes.empty() || axes.size() > 3) throw InternalFault("a mesh has 1 to 3 dimensions");
  for (const std::vector<double>& axis : axes)
    if (axis.size() < 2) throw UserError("a grid needs at least 2 points in a direction to have cells");
  return Mesher(axes, inside).run();
}

double measure(const Mesh& mesh, const Mesh::Cell& cell) {
  const std::size_t d = mesh.dimensions;
  if (cell.corners == d + 1) {
    static constexpr double factorial[] = {1, 1, 2, 6};
    return std::abs(determinant(mesh, std::span(cell.nodes).first(cell.corners))) / factorial[d];
  }
  double product = 1;  // a box: from its first corner to the opposite one
  const std::size_t opposite = d == 2 ? 2 : 6;
  for (std::size_t i = 0; i < d; ++i)
    product *= mesh.nodes[cell.nodes[opposite] * d + i] - mesh.nodes[cell.nodes[0] * d + i];
  return product;
}

}  // namespace ansatz
