#include "plots/outline.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include "plots/section.hpp"
#include "points/domain.hpp"

namespace ansatz::plots {
namespace {

constexpr std::size_t steps_a_patch = 240;  // a circle then looks round on a page
constexpr int halvings = 40;                // of the place where a patch was cut away: to a millionth of a millionth

/// The points of a patch that are on the boundary, in pieces.
class Pieces {
 public:
  explicit Pieces(const Patch& patch) : patch_(patch) {
    bool inside = add(0.0);
    for (std::size_t k = 1; k <= steps_a_patch; ++k) {
      const double u = at(k);
      const bool next = holds(u);
      if (next != inside) {
        if (next) open_ = false;
        add(crossing(at(k - 1), u, inside));
      }
      if (next) add(u);
      if (!next) open_ = false;
      inside = next;
    }
  }

  std::vector<figures::Polyline> take() { return std::move(pieces_); }

 private:
  static double at(std::size_t k) { return static_cast<double>(k) / static_cast<double>(steps_a_patch); }
  bool holds(double u) const {
    double point[2], normal[2];
    return patch_.map(&u, point, normal);
  }
  bool add(double u) {
    double point[2], normal[2];
    if (!patch_.map(&u, point, normal)) return false;
    if (!open_) pieces_.emplace_back();
    open_ = true;
    pieces_.back().x.push_back(point[0]);
    pieces_.back().y.push_back(point[1]);
    return true;
  }
  /// The last parameter that is on the boundary, between one that is and one that is not.
  double crossing(double from, double to, bool from_holds) const {
    double on = from_holds ? from : to, off = from_holds ? to : from;
    for (int k = 0; k < halvings; ++k) {
      const double middle = on + (off - on) / 2;
      (holds(middle) ? on : off) = middle;
    }
    return on;
  }

  const Patch& patch_;
  std::vector<figures::Polyline> pieces_;
  bool open_ = false;
};

double gap(const figures::Polyline& from, const figures::Polyline& to, bool to_its_end) {
  const std::size_t k = to_its_end ? to.x.size() - 1 : 0;
  return std::hypot(from.x.back() - to.x[k], from.y.back() - to.y[k]);
}

void append(figures::Polyline& line, const figures::Polyline& more, bool backwards) {
  for (std::size_t k = 0; k < more.x.size(); ++k) {
    const std::size_t at = backwards ? more.x.size() - 1 - k : k;
    line.x.push_back(more.x[at]);
    line.y.push_back(more.y[at]);
  }
}

/// Pieces put together end to end: the nearest next one, unless the line's own beginning is nearer.
std::vector<figures::Polyline> closed(std::vector<figures::Polyline> pieces) {
  std::vector<figures::Polyline> rims;
  while (!pieces.empty()) {
    figures::Polyline line = std::move(pieces.back());
    pieces.pop_back();
    for (;;) {
      std::size_t nearest = pieces.size();
      bool backwards = false;
      double least = gap(line, line, false);
      for (std::size_t k = 0; k < pieces.size(); ++k)
        for (const bool end : {false, true})
          if (const double distance = gap(line, pieces[k], end); distance < least) {
            least = distance;
            nearest = k;
            backwards = end;
          }
      if (nearest == pieces.size()) break;
      append(line, pieces[nearest], backwards);
      pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(nearest));
    }
    rims.push_back(std::move(line));
  }
  return rims;
}

figures::Polyline rectangle(const Interval& x, const Interval& y) {
  return {{x.lower, x.upper, x.upper, x.lower}, {y.lower, y.lower, y.upper, y.upper}};
}

}  // namespace

figures::Outline outline_of(const Domain& domain, std::size_t i, std::size_t j, const std::vector<double>& point) {
  const std::size_t space = domain.space.size();
  figures::Outline outline;
  if (space == 2 && i < 2 && j < 2) {
    std::vector<figures::Polyline> pieces;
    for (const Patch& patch : domain.shape->boundary())
      for (figures::Polyline& piece : Pieces(patch).take()) pieces.push_back(std::move(piece));
    if (i == 1)
      for (figures::Polyline& piece : pieces) std::swap(piece.x, piece.y);
    outline.rims = closed(std::move(pieces));
  } else if (space > 1) {
    outline.rims = section_rims(domain, i, j, point);
  } else {
    const std::vector<Interval> box = bounding_box(domain);
    outline.rims.push_back(rectangle(box[i], box[j]));
  }
  return outline;
}

}  // namespace ansatz::plots
