#include "ansatz/core/smoothness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <vector>

#include "smoothness/cut.hpp"
#include "smoothness/germ.hpp"

namespace ansatz {
namespace {

using namespace smoothness_of;

constexpr std::size_t most_places = 8;  // at which pieces are found to meet

/// Half the width of what surrounds a place where pieces meet.
double beside(double place) { return 1e-6 * std::max(1.0, std::abs(place)); }

/// The number with the fewest digits between two.
double round_number(const Interval& between) {
  for (double scale = 1; scale < 1e12; scale *= 10) {
    const double rounded = std::round(middle(between) * scale) / scale;
    if (rounded >= between.lower && rounded <= between.upper) return rounded;
  }
  return middle(between);
}

std::string ordinal(int order) {
  constexpr std::array words{"value", "first derivative", "second derivative", "third derivative"};
  return order < static_cast<int>(words.size()) ? words[static_cast<std::size_t>(order)]
                                                : fmt::format("{}th derivative", order);
}

/// The interior of a piece.
Enclosure inside(const Interval& piece) { return {piece.lower, piece.upper, piece.lower >= 0 || piece.upper <= 0}; }

class Survey {
 public:
  Survey(InGraph& of, const Interval& over, int up_to)
      : enclosing_(of.f, of.x), germs_(of.f, of.x), graph_(of.graph), over_(over), up_to_(up_to) {
    if (over.lower < 0 && over.upper > 0) places_.push_back(0);
  }

  Smoothness run() {
    while (true) {
      found_ = {Smoothness::every};
      left_.clear();
      cut();
      if (found_.fails_at == 0) return found_;
      for (const double place : places_) meet(place);
      if (!settle()) return found_;
    }
  }

 private:
  /// Cuts what lies between the places into pieces, until each has all derivatives or is left.
  void cut() {
    std::vector<double> ends{over_.lower};
    ends.insert(ends.end(), places_.begin(), places_.end());
    ends.push_back(over_.upper);
    std::deque<Interval> waiting;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) waiting.push_back({ends[i], ends[i + 1]});
    for (std::size_t pieces = 0; !waiting.empty(); ++pieces) {
      const Interval piece = waiting.front();
      waiting.pop_front();
      const Known known = enclosing_.of(inside(piece));
      if (known.defined == Defined::no) return fail(0, middle(piece), "it has no value at x = {:.6g}");
      if (known.defined == Defined::yes && known.order == Smoothness::every) continue;
      if (pieces >= most_pieces || is_narrow(piece)) {
        left_.push_back({piece, known.defined == Defined::yes ? known.order : -1});
        continue;
      }
      const double cut_at = middle(piece);
      waiting.push_back({piece.lower, cut_at});
      waiting.push_back({cut_at, piece.upper});
      // Within a piece its ends do not count: where two of them were cut apart nothing must happen either.
      const double near = std::min(0.4 * narrow * std::max(1.0, std::abs(cut_at)), (piece.upper - piece.lower) / 4);
      const Known at_cut = enclosing_.of({cut_at - near, cut_at + near, false});
      if (at_cut.defined != Defined::yes || at_cut.order < Smoothness::every)
        left_.push_back({{cut_at - near, cut_at + near}, at_cut.defined == Defined::yes ? at_cut.order : -1});
    }
  }

  /// Compares the sides of a place.
  void meet(double place) {
    const double near = beside(place);
    const Interval around{std::max(over_.lower, place - near), std::min(over_.upper, place + near)};
    const Known known = enclosing_.of({around.lower, around.upper, false});
    if (known.defined == Defined::yes && known.order == Smoothness::every) return;
    const Meeting meeting = germs_.at(place, around, up_to_);
    found_.at_least = std::min(found_.at_least, meeting.at_least);
    if (meeting.no_value) return fail(0, place, "it has no value at x = {:.6g}");
    if (meeting.fails_at < found_.fails_at)
      return fail(meeting.fails_at, place, "its " + ordinal(meeting.fails_at) + " jumps at x = {:.6g}");
    if (found_.fails_at == Smoothness::every && meeting.at_least < up_to_)
      found_.reason = fmt::format("its {} at x = {:.6g} is not decided", ordinal(meeting.at_least + 1), place);
  }

  void fail(int order, double at, const std::string& why) {
    found_.fails_at = order;
    found_.at_least = std::min(found_.at_least, order - 1);
    found_.at = at;
    found_.reason = fmt::format(fmt::runtime(why), at);
  }

  /// What is to be said of the pieces that are left. True: another place was found where pieces meet, begin again.
  bool settle() {
    for (const Interval& between : clusters()) {
      const double place = round_number(between);
      if (places_.size() < most_places && meets_at(place)) {
        places_.insert(std::upper_bound(places_.begin(), places_.end(), place), place);
        return true;
      }
      if (pole_within(between)) {
        fail(0, middle(between), "it has no value near x = {:.6g}");
        return false;
      }
      const Meeting meeting = germs_.within(between, up_to_);
      if (meeting.fails_at < found_.fails_at)
        fail(meeting.fails_at, middle(between), "its " + ordinal(meeting.fails_at) + " jumps near x = {:.6g}");
    }
    for (const Left& left : left_) {
      if (found_.fails_at == Smoothness::every && left.order < found_.at_least)
        found_.reason = fmt::format("it is not decided what its {} does near x = {:.6g}", ordinal(left.order + 1),
                                    middle(left.piece));
      found_.at_least = std::min(found_.at_least, left.order);
    }
    return false;
  }

  /// The narrow pieces that are left, those beside each other as one, a few of them.
  std::vector<Interval> clusters() const {
    std::vector<Interval> made;
    std::vector<Interval> pieces;
    for (const Left& left : left_)
      if (is_narrow({left.piece.lower, left.piece.upper}) && !std::isinf(left.piece.upper - left.piece.lower))
        pieces.push_back(left.piece);
    std::sort(pieces.begin(), pieces.end(), [](const Interval& a, const Interval& b) { return a.lower < b.lower; });
    for (const Interval& piece : pieces) {
      if (!made.empty() && piece.lower <= made.back().upper)
        made.back().upper = std::max(made.back().upper, piece.upper);
      else if (made.size() < most_places)
        made.push_back(piece);
    }
    return made;
  }

  /// Whether pieces meet at the number itself, or there is no value at it.
  bool meets_at(double place) {
    if (!(place > over_.lower && place < over_.upper)) return false;
    if (std::binary_search(places_.begin(), places_.end(), place)) return false;
    if (enclosing_.of(Enclosure::number(place)).defined == Defined::no) return true;
    return std::any_of(enclosing_.switches().begin(), enclosing_.switches().end(),
                       [&](ad::Expr u) { return enclosing_.part(u.id()).range.is_zero(); });
  }

  /// Whether something other than 0 is divided by a number that changes its sign.
  bool pole_within(const Interval& between) {
    for (const std::uint32_t id : enclosing_.parts()) {
      if (graph_.node(id).op == ad::Op::select) return false;
      if (graph_.node(id).op != ad::Op::div) continue;
      const std::uint32_t above = graph_.operands(id)[0], below = graph_.operands(id)[1];
      enclosing_.of({between.lower, between.upper, false});
      const Known numerator = enclosing_.part(above), denominator = enclosing_.part(below);
      if (denominator.defined != Defined::yes || denominator.order < 0) continue;
      if (numerator.defined != Defined::yes || !numerator.range.excludes_zero()) continue;
      enclosing_.of(Enclosure::number(between.lower));
      const Enclosure left = enclosing_.part(below).range;
      enclosing_.of(Enclosure::number(between.upper));
      const Enclosure right = enclosing_.part(below).range;
      if ((left.negative() && right.positive()) || (left.positive() && right.negative())) return true;
    }
    return false;
  }

  struct Left {
    Interval piece;
    int order;
  };
  Enclosing enclosing_;
  Germs germs_;
  ad::Graph& graph_;
  Interval over_;
  int up_to_;
  std::vector<double> places_;  // where pieces meet, ascending
  std::vector<Left> left_;
  Smoothness found_{};
};

}  // namespace

Smoothness smoothness(const std::function<ad::Expr(ad::Expr)>& f, Interval over, int up_to) {
  require_range(over);
  InGraph of(f);
  return Survey(of, over, std::clamp(up_to, 0, Smoothness::most)).run();
}

}  // namespace ansatz
