// What a problem's coordinates, fields and unknowns are called by in C++: their number, and their name beside it.
//
// A handle is a plain value. It serves every copy of the problem that gave it, a problem that was put together anew in
// the same way, and a solution that was loaded for that. Wherever one is used its name is compared with what the
// problem has under its number; where they differ it is a UserError. That is all that is known of where a handle comes
// from: one of another problem that has the same name under the same number is taken for the problem's own.
//
// A handle is no value. `at(u)` is the field at a point; arithmetic on the handle itself does not compile.
#pragma once

#include <concepts>
#include <cstddef>
#include <string>

namespace ansatz {

struct Coordinate {
  std::size_t number = 0;  // those of space first, then time
  std::string name;
};

struct Field {
  std::size_t number = 0;
  std::string name;
};

/// A scalar that is trained with the networks.
struct Unknown {
  std::size_t number = 0;
  std::string name;
};

template <class T>
concept Handle = std::same_as<T, Coordinate> || std::same_as<T, Field> || std::same_as<T, Unknown>;

// Write at(u) instead of u: the handle only says what is meant, and the point says where.
template <class A, class B>
requires(Handle<A> || Handle<B>) void operator+(const A&, const B&) = delete;
template <class A, class B>
requires(Handle<A> || Handle<B>) void operator-(const A&, const B&) = delete;
template <class A, class B>
requires(Handle<A> || Handle<B>) void operator*(const A&, const B&) = delete;
template <class A, class B>
requires(Handle<A> || Handle<B>) void operator/(const A&, const B&) = delete;
template <Handle A>
void operator-(const A&) = delete;

}  // namespace ansatz
