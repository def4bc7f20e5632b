// What the tests of kernels share: memory aligned as kernels expect it, and reproducible noise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

/// `new` with the alignment of a cache line.
template <class T>
struct LineAllocator {
  using value_type = T;
  LineAllocator() = default;
  template <class U>
  LineAllocator(const LineAllocator<U>&) {}
  T* allocate(std::size_t n) { return static_cast<T*>(::operator new (n * sizeof(T), std::align_val_t{64})); }
  void deallocate(T* p, std::size_t) { ::operator delete (p, std::align_val_t{64}); }
  friend bool operator==(const LineAllocator&, const LineAllocator&) { return true; }
};

template <class T>
using Aligned = std::vector<T, LineAllocator<T>>;

/// Number i of a sequence in [-1, 1), a function of seed and i alone.
struct Noise {
  std::uint64_t seed;
  double operator()(std::uint64_t i) const {
    std::uint64_t z = (seed * 0x9e3779b97f4a7c15u) ^ (i + 0x632be59bd9b4e019u) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1.0;
  }
};
