// One pass over the places of each window, a vector of points at a time, which carries along what it looks for: the
// largest number, what stands there in another value, or at which place it is.
#include "backend/cpu/kernels/maxima.hpp"

#include <algorithm>

#include "backend/cpu/kernels/targets.hpp"
#include "graph/structural.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/kernels/maxima.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "backend/cpu/kernels/dispatch.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

/// The places of one window; those on padding are passed over.
struct Places {
  const std::uint32_t* rows;
  std::size_t size;

  std::size_t next(std::size_t place) const {
    while (place < size && rows[place] == Windows::zeros) ++place;
    return place;
  }
};

/// carried(place) where the window is largest, lane by lane.
template <class D, class Carried, class T = hn::TFromD<D>>
HWY_INLINE hn::Vec<D> where_largest(D d, Places places, ValueRows<const T> image, std::size_t point, Carried carried) {
  std::size_t place = places.next(0);
  auto best = hn::Load(d, image.at + places.rows[place] * image.step + point);
  auto result = carried(place);
  for (place = places.next(place + 1); place < places.size; place = places.next(place + 1)) {
    const auto value = hn::Load(d, image.at + places.rows[place] * image.step + point);
    const auto larger = hn::Or(hn::Gt(value, best), hn::IsNaN(value));
    best = hn::IfThenElse(larger, value, best);
    result = hn::IfThenElse(larger, carried(place), result);
  }
  return result;
}

/// Calls body(window, its places, point) for each vector of points.
template <class T, class Body>
HWY_INLINE void for_each_vector(const MaximaCall<T>& call, Body body) {
  for (std::size_t q = 0; q < call.windows; ++q)
    for (std::size_t point = 0; point < call.points; point += hn::Lanes(hn::ScalableTag<T>()))
      body(q, Places{call.rows + q * call.size, call.size}, point);
}

template <class T>
void choose(const MaximaCall<T>& call, ValueRows<const T> from) {
  const hn::ScalableTag<T> d;
  for_each_vector(call, [&](std::size_t q, Places places, std::size_t point) HWY_ATTR {
    const auto chosen = where_largest(d, places, call.image, point, [&](std::size_t place) HWY_ATTR {
      return hn::Load(d, from.at + places.rows[place] * from.step + point);
    });
    hn::Store(chosen, d, call.y.at + q * call.y.step + point);
  });
}

template <class T>
void largest(const MaximaCall<T>& call) {
  choose(call, call.image);
}

template <class T>
void chosen(const MaximaCall<T>& call) {
  choose(call, call.second);
}

template <class T>
void spread(const MaximaCall<T>& call) {
  const hn::ScalableTag<T> d;
  for (std::size_t row = 0; row < call.y_rows; ++row) std::fill_n(call.y.at + row * call.y.step, call.points, T(0));
  for_each_vector(call, [&](std::size_t q, Places places, std::size_t point) HWY_ATTR {
    const auto number = [&](std::size_t place) HWY_ATTR { return hn::Set(d, static_cast<T>(place)); };
    const auto where = where_largest(d, places, call.image, point, number);
    const auto given = hn::Load(d, call.second.at + q * call.second.step + point);
    for (std::size_t place = places.next(0); place < places.size; place = places.next(place + 1)) {
      T* y = call.y.at + places.rows[place] * call.y.step + point;
      hn::Store(hn::Add(hn::Load(d, y), hn::IfThenElseZero(hn::Eq(where, number(place)), given)), d, y);
    }
  });
}

template <class T>
const MaximaKernels<T>* kernels() {
  static const MaximaKernels<T> table{&largest<T>, &chosen<T>, &spread<T>};
  return &table;
}

}  // namespace

const MaximaKernels<double>* maxima_f64() { return kernels<double>(); }
const MaximaKernels<float>* maxima_f32() { return kernels<float>(); }

}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ansatz::ad {
namespace {
HWY_EXPORT(maxima_f64);
HWY_EXPORT(maxima_f32);
}  // namespace

template <>
const MaximaKernels<double>& maxima_kernels<double>(InstructionSet set) {
  return *ANSATZ_SELECT(maxima_f64, set);
}
template <>
const MaximaKernels<float>& maxima_kernels<float>(InstructionSet set) {
  return *ANSATZ_SELECT(maxima_f32, set);
}

}  // namespace ansatz::ad
#endif
