// Marching squares: cells of a grid whose corners are partly within have pieces of the rim, from edge to edge. Where on
// an edge the rim passes is found by halving, since a domain says which points it holds.
#include "plots/section.hpp"

#include <array>
#include <map>
#include <utility>

#include "points/domain.hpp"

namespace ansatz::plots {
namespace {

constexpr std::size_t cells = 320;  // along each coordinate: about the points of a picture
constexpr int halvings = 24;        // of an edge of a cell

/// A grid that reaches beyond the box of the domain by one cell on every side, so that all rims are closed in it.
class Section {
 public:
  Section(const Domain& domain, std::size_t i, std::size_t j, std::vector<double> point)
      : domain_(domain), i_(i), j_(j), point_(std::move(point)) {
    const std::vector<Interval> box = bounding_box(domain);
    x_ = nodes(box[i]);
    y_ = nodes(box[j]);
    for (const double y : y_)
      for (const double x : x_) inside_.push_back(holds(x, y));
  }

  std::vector<figures::Polyline> rims() {
    for (std::size_t row = 0; row + 1 < y_.size(); ++row)
      for (std::size_t column = 0; column + 1 < x_.size(); ++column) add_cell(column, row);
    std::vector<figures::Polyline> rims;
    while (!ends_.empty()) rims.push_back(follow(ends_.begin()->first));
    return rims;
  }

 private:
  /// Of the grid's edges: twice the number of the node that it begins at, and 1 where it goes up.
  using Edge = std::size_t;

  static std::vector<double> nodes(const Interval& side) {
    const double step = (side.upper - side.lower) / static_cast<double>(cells);
    std::vector<double> values{side.lower - step};
    for (std::size_t k = 0; k < cells; ++k) values.push_back(side.lower + static_cast<double>(k) * step);
    values.push_back(side.upper);
    values.push_back(side.upper + step);
    return values;
  }

  bool holds(double x, double y) {
    point_[i_] = x;
    point_[j_] = y;
    return contains(domain_, point_.data());
  }

  /// Cells have one or two pieces of the rim: the domain is on their left. Where opposite corners are within, the
  /// domain is taken to pass between the others if it holds the middle.
  void add_cell(std::size_t column, std::size_t row) {
    const std::size_t node = row * x_.size() + column, above = node + x_.size();
    const std::array<std::size_t, 4> corners{node, node + 1, above + 1, above};  // against the clock
    const std::array<Edge, 4> edges{2 * node, 2 * (node + 1) + 1, 2 * above, 2 * node + 1};
    std::vector<Edge> in, out;  // where the rim enters and leaves the cell, on the way round it
    for (std::size_t k = 0; k < 4; ++k) {
      const bool from = inside_[corners[k]], to = inside_[corners[(k + 1) % 4]];
      if (from && !to) in.push_back(edges[k]);
      if (!from && to) out.push_back(edges[k]);
    }
    if (in.size() == 2) {
      const double x = (x_[column] + x_[column + 1]) / 2, y = (y_[row] + y_[row + 1]) / 2;
      if (inside_[corners[0]] != holds(x, y)) std::swap(out[0], out[1]);
    }
    for (std::size_t k = 0; k < in.size(); ++k) ends_.emplace(in[k], out[k]);
  }

  figures::Polyline follow(Edge edge) {
    figures::Polyline rim;
    for (auto next = ends_.find(edge); next != ends_.end(); next = ends_.find(edge)) {
      const std::array<double, 2> place = crossing(edge);
      rim.x.push_back(place[0]);
      rim.y.push_back(place[1]);
      edge = next->second;
      ends_.erase(next);
    }
    return rim;
  }

  /// The last place on the edge that the domain holds.
  std::array<double, 2> crossing(Edge edge) {
    const std::size_t node = edge / 2, other = edge % 2 == 1 ? node + x_.size() : node + 1;
    const auto place = [&](std::size_t at) { return std::array<double, 2>{x_[at % x_.size()], y_[at / x_.size()]}; };
    std::array<double, 2> on = place(inside_[node] ? node : other), off = place(inside_[node] ? other : node);
    for (int k = 0; k < halvings; ++k) {
      const std::array<double, 2> middle{on[0] + (off[0] - on[0]) / 2, on[1] + (off[1] - on[1]) / 2};
      (holds(middle[0], middle[1]) ? on : off) = middle;
    }
    return on;
  }

  const Domain& domain_;
  std::size_t i_, j_;
  std::vector<double> point_, x_, y_;
  std::vector<bool> inside_;
  std::map<Edge, Edge> ends_;  // a piece of the rim: the edge that it begins on, and the one it ends on
};

}  // namespace

std::vector<figures::Polyline> section_rims(const Domain& domain, std::size_t i, std::size_t j,
                                            const std::vector<double>& point) {
  return Section(domain, i, j, point).rims();
}

}  // namespace ansatz::plots
