// Attributes: what an operation must know besides its operands, as a struct of its own whose members are whole numbers.
//
// The graph keeps the words of that struct and tells nodes apart by them; it never asks what they mean.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>

namespace ansatz::ad {

using Words = std::span<const std::uint32_t>;

/// The words of a struct of attributes.
template <class A>
std::array<std::uint32_t, sizeof(A) / sizeof(std::uint32_t)> words(const A& attributes) {
  static_assert(std::is_trivially_copyable_v<A> && std::has_unique_object_representations_v<A> &&
                sizeof(A) % sizeof(std::uint32_t) == 0);
  std::array<std::uint32_t, sizeof(A) / sizeof(std::uint32_t)> result;
  std::memcpy(result.data(), &attributes, sizeof(A));
  return result;
}

/// The struct of attributes that `words` were taken from. Missing words are zero: a shape rule asked for a node that
/// somebody makes without attributes finds something to refuse.
template <class A>
A attributes_in(Words words) {
  A result{};
  if (!words.empty()) std::memcpy(static_cast<void*>(&result), words.data(), std::min(words.size_bytes(), sizeof(A)));
  return result;
}

}  // namespace ansatz::ad
