// What an optimiser, or anything else that learns, goes on from: named values, which a
// checkpoint stores with their kinds.
//
// `Kept` is the one list of the members that make up a state: writing and reading both go by it, so that neither can
// forget a member. Whoever has such a list cannot be copied: it holds the addresses of the members.
//
// Read next: optimiser.hpp, whose optimisers are made of such members.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "ansatz/core/optimise/vectors.hpp"

namespace ansatz::optimise {

/// Checkpoints tell the kinds by their place in this list.
using Entry = std::variant<Vector, double, std::uint64_t, bool>;
using State = std::map<std::string, Entry>;

/// The value of that name and kind. Throws UserError where there is none: the state belongs to something else.
template <class T>
const T& entry(const State& state, std::string_view name);

class Kept {
 public:
  Kept() = default;
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;

  /// The member must live as long as this. No two have the same name.
  template <class T>
  void add(std::string name, T& member) {
    members_.emplace_back(std::move(name), &member);
  }

  State state() const;
  /// Throws UserError, and changes nothing, where a name is missing, a kind is another one, or a vector has another
  /// length: the state then belongs to another problem or stage.
  void restore(const State& state);

 private:
  using Member = std::variant<Vector*, double*, std::uint64_t*, bool*>;
  std::vector<std::pair<std::string, Member>> members_;
};

}  // namespace ansatz::optimise
