#include "exact/formula.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/rebuild.hpp"
#include "exact/hermite.hpp"
#include "points/domain.hpp"
#include "problem/same_scope.hpp"

namespace ansatz::exact {
namespace {

/// A point whose coordinates are leaves of their own, by which derivatives can be taken, and which give way to others.
class Anywhere final : public SameScope {
 public:
  Anywhere(const PointScope& at, std::size_t dimensions, const std::vector<std::string>& fields)
      : SameScope(at), fields_(fields) {
    for (std::size_t i = 0; i < dimensions; ++i)
      leaves_.push_back(at.graph().input("anywhere", 1, at.coordinate(i).shape().axis));
  }
  /// Formulas by handles ask for the names of fields, though they get no values of them.
  std::string_view name(Kind kind, std::size_t i) const override {
    return kind == Kind::field && i < fields_.size() ? std::string_view(fields_[i]) : SameScope::name(kind, i);
  }
  ad::Expr coordinate(std::size_t i) const override { return leaves_.at(i); }
  ad::Expr derivative(ad::Expr e, std::size_t i) const override { return ad::partial(e, leaves_.at(i)); }

  /// `e` on a face; of the rim it holds where the point is on it.
  ad::Expr on(ad::Expr e, const Domain& domain, const Face& face) const {
    if (face.coordinate == rim) return e;
    return ad::substitute(e, leaves_[face.coordinate], graph().constant(position(domain, face)));
  }
  /// `e` at the coordinates of another point.
  ad::Expr at(ad::Expr e, const PointScope& there) const {
    ad::Replacements replacements;
    for (std::size_t i = 0; i < leaves_.size(); ++i) replacements.emplace(leaves_[i].id(), there.coordinate(i));
    return ad::rebuild(std::span(&e, 1), graph(), std::move(replacements)).front();
  }

 private:
  const std::vector<std::string>& fields_;
  std::vector<ad::Expr> leaves_;
};

bool gives_value(const Piece& piece) { return piece.demand.order == 0 && !piece.demand.periodic; }

std::vector<AtEnd> ends_of(const std::vector<Piece>& pieces, const std::vector<std::size_t>& members) {
  std::vector<AtEnd> ends;
  for (const std::size_t k : members) ends.push_back({pieces[k].demand.face.upper, pieces[k].demand.order});
  return ends;
}

}  // namespace

struct FieldFormula::Built {
  ad::Expr known;
  std::vector<Meeting> meetings;
};

FieldFormula::FieldFormula(const Problem& problem, std::vector<Piece> pieces, const FieldScale& scale)
    : domain_(problem.domain),
      fields_(problem.fields),
      box_(bounding_box(problem.domain)),
      pieces_(std::move(pieces)),
      centre_(std::any_of(pieces_.begin(), pieces_.end(), gives_value) ? 0 : scale.centre),
      size_(scale.size) {}

std::vector<std::size_t> FieldFormula::on_coordinate(std::size_t i) const {
  std::vector<std::size_t> members;
  for (std::size_t k = 0; k < pieces_.size(); ++k)
    if (pieces_[k].demand.face.coordinate == i && !pieces_[k].demand.periodic) members.push_back(k);
  return members;
}

FieldFormula::Built FieldFormula::build(const PointScope& at) const {
  const Anywhere point(at, box_.size(), fields_);
  const auto across = [&](ad::Expr e, const Face& face, std::size_t order) {
    for (std::size_t k = 0; k < order; ++k) e = point.derivative(e, face.coordinate);
    return point.on(e, domain_, face);
  };
  ad::Expr known = at.graph().constant(centre_);
  std::vector<Meeting> meetings(pieces_.size());
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    const Piece& piece = pieces_[k];
    if (piece.demand.face.coordinate != rim) continue;
    meetings[k].before = known;
    meetings[k].asked = known_value(piece.demand, piece.residuals, point);
    known = meetings[k].asked;  // it is the only one of the rim, and the first of all
  }
  for (std::size_t i = 0; i < box_.size(); ++i) {
    const std::vector<std::size_t> members = on_coordinate(i);
    if (members.empty()) continue;
    const CardinalPolynomials polynomials(ends_of(pieces_, members), box_[i]);
    ad::Expr added = at.graph().constant(0);
    for (std::size_t j = 0; j < members.size(); ++j) {
      const Piece& piece = pieces_[members[j]];
      Meeting& meeting = meetings[members[j]];
      meeting.asked = point.on(known_value(piece.demand, piece.residuals, point), domain_, piece.demand.face);
      meeting.before = across(known, piece.demand.face, piece.demand.order);
      if (piece.adds) added = added + polynomials(j, point.coordinate(i)) * (meeting.asked - meeting.before);
    }
    known = known + added;
  }
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    const Demand& demand = pieces_[k].demand;
    const Face opposite{demand.face.coordinate, !demand.face.upper};
    meetings[k].have = across(known, demand.face, demand.order);
    if (demand.periodic) meetings[k].asked = meetings[k].before = across(known, opposite, demand.order);
  }
  for (Meeting& meeting : meetings)
    for (ad::Expr* value : {&meeting.asked, &meeting.have, &meeting.before}) *value = point.at(*value, at);
  return {point.at(known, at), std::move(meetings)};
}

ad::Expr FieldFormula::known(const PointScope& at) const { return build(at).known; }

ad::Expr FieldFormula::factor(const PointScope& at) const {
  ad::Expr product = at.graph().constant(1);
  if (std::any_of(pieces_.begin(), pieces_.end(),
                  [](const Piece& piece) { return piece.demand.face.coordinate == rim; }))
    product = level_of_rim(domain_, at) / largest_factor_;
  for (std::size_t i = 0; i < box_.size(); ++i)
    if (const std::vector<std::size_t> members = on_coordinate(i); !members.empty())
      product = product * vanishing(ends_of(pieces_, members), box_[i], at.coordinate(i));
  return product;
}

ad::Expr FieldFormula::field(const PointScope& at, ad::Expr network) const {
  return known(at) + size_ * factor(at) * network;
}

std::vector<FieldFormula::Meeting> FieldFormula::meetings(const PointScope& at) const { return build(at).meetings; }

}  // namespace ansatz::exact
