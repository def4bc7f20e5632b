// One field around its network: known(x) + size * factor(x) * network(x), exact on the faces that it has demands on.
//
// `known` is built coordinate by coordinate, from the value on the rim of a shape that is no box. To what is there
// already, each coordinate adds polynomials of its own times what is still missing on its faces, which is the boolean
// sum of Gordon and Hall: it satisfies all demands where those of different coordinates agree where they meet. Whether
// they do is found by trying (build.cpp). Where a slope alone is given, and where a field is periodic, the network is
// flat or periodic by what it reads (inputs.hpp).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "exact/demand.hpp"

namespace ansatz::exact {

/// A demand with the formula that it is read from. Where nothing is missing on its face once the coordinates before its
/// own are there, it adds nothing; what is periodic adds nothing anywhere.
struct Piece {
  Demand demand;
  std::function<Residuals(const PointScope&)> residuals;
  bool adds = true;
};

/// Of one field. Holds all that it needs of the problem, which may be gone.
class FieldFormula {
 public:
  /// Of `scale` the size is what the network is multiplied with; where no piece gives a value, the centre is known.
  /// Orders on each face run from 0 without a gap, or there is a slope alone.
  FieldFormula(const Problem& problem, std::vector<Piece> pieces, const FieldScale& scale);

  const std::vector<Piece>& pieces() const { return pieces_; }
  /// Piece number `k`, of `pieces()`, adds nothing.
  void leave_out(std::size_t k) { pieces_[k].adds = false; }
  /// The factor is divided by this: a power of two near its largest value, where a rim is part of it.
  void divide_factor(double largest) { largest_factor_ = largest; }

  /// The field, from what its network gives; an AnsatzField's function. `at` speaks of coordinates and unknowns.
  ad::Expr field(const PointScope& at, ad::Expr network) const;
  ad::Expr known(const PointScope& at) const;
  ad::Expr factor(const PointScope& at) const;

  /// For each piece, on its face at the points of `at`: the value that is asked for, what all pieces together give, and
  /// what those of earlier coordinates give. Of a periodic one, what there is on the opposite face is asked for.
  struct Meeting {
    ad::Expr asked, have, before;
  };
  std::vector<Meeting> meetings(const PointScope& at) const;

 private:
  struct Built;
  Built build(const PointScope& at) const;
  std::vector<std::size_t> on_coordinate(std::size_t i) const;

  Domain domain_;
  std::vector<std::string> fields_;  // names, by which formulas speak of them
  std::vector<Interval> box_;
  std::vector<Piece> pieces_;
  double centre_, size_, largest_factor_ = 1;
};

}  // namespace ansatz::exact
