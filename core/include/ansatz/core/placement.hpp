// Where the points of equations go when they are drawn anew: everywhere alike, or where the residual is large. A new
// way is a struct, its `method_of`, and a line in methods.hpp.
//
// Candidates are picked with probabilities proportional to a density of the residual's magnitude |r| there. That of
// `rad` and `rar` is |r|^k / mean |r|^k + c.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ansatz/core/method.hpp"

namespace ansatz {

struct PlacementMethod : Method {
  static constexpr std::string_view family = "adapt";
  using Count = std::function<std::size_t(const void* settings)>;
  /// By candidate, up to a factor; 0 where there is no number. Those of density 0 come last.
  using Density = std::function<std::vector<double>(const void* settings, std::span<const double> magnitudes)>;

  /// Everywhere alike: the sampler draws all points anew.
  template <class Settings>
  PlacementMethod(Described<Settings> of, std::string name, About about)
      : Method(of, std::move(name), std::move(about), {}) {}
  /// `added`: how many points join at each draw, beside the old ones; null: all are drawn anew. `tries`: candidates for
  /// each point of the equations.
  template <class Settings>
  PlacementMethod(Described<Settings> of, std::string name, About about, std::vector<Setting> settings, Density by,
                  Count tries, Count added = {})
      : Method(of, std::move(name), std::move(about), std::move(settings)),
        density(std::move(by)),
        candidates(std::move(tries)),
        add(std::move(added)) {}

  bool follows_residual() const { return density != nullptr; }
  bool keeps_old() const { return add != nullptr; }

  Density density;
  Count candidates, add;
};

using Placement = ChoiceOf<PlacementMethod>;

/// Everywhere alike, by the sampler.
struct UniformPlacement {};
/// All anew.
struct Rad {
  double k = 1, c = 1;          // >= 0
  std::size_t candidates = 10;  // for each point of the equations; >= 1
};
/// The old ones stay, others join them (RAR-D).
struct Rar {
  std::size_t add = 50;  // points that join at each draw
  double k = 2, c = 0;
  std::size_t candidates = 10;
};

std::shared_ptr<const PlacementMethod> method_of(const UniformPlacement&);
std::shared_ptr<const PlacementMethod> method_of(const Rad&);
std::shared_ptr<const PlacementMethod> method_of(const Rar&);

}  // namespace ansatz
