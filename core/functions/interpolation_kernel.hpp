// The value of an interpolated grid at a point: one text, which is compiled here and is written into exported sources.
//
// It is C++17 that needs nothing, in plain numbers, as a header that it is written to must. The derivative is numbered
// by its order along each coordinate, in digits of base 8, the first coordinate lowest.
#pragma once

namespace ansatz {

#define ANSATZ_CODE_AND_TEXT(name, ...)     \
  inline constexpr auto name = __VA_ARGS__; \
  inline constexpr const char* name##_text = #__VA_ARGS__;

// `knots`: those of all coordinates, one after another. `kinds`: 1 of a linear grid, which has values alone; 2 to the
// number of coordinates of a cubic one, whose kind k is differentiated along each coordinate whose bit k has.
// clang-format off
ANSATZ_CODE_AND_TEXT(interpolation_kernel,
  [](int coordinates, const int* counts, const double* knots, int kinds, const double* values, const double* x,
     int derivative) -> double {
    int corner = 0, size = 1, steps[3] = {0, 0, 0};
    double weights[3][4] = {};
    for (int i = coordinates; i-- > 0; size *= counts[i]) steps[i] = size;
    for (int i = 0; i < coordinates; ++i, derivative /= 8) {
      const int times = derivative % 8, last = counts[i] - 1;
      double at = x[i];
      if (at != at) return at;
      if (at < knots[0] || at > knots[last]) {
        if (times > 0) return 0.0;
        at = at < knots[0] ? knots[0] : knots[last];
      }
      int low = 0, high = last;
      while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        (knots[middle] <= at ? low : high) = middle;
      }
      const double h = knots[high] - knots[low], s = (at - knots[low]) / h, r = (knots[high] - at) / h;
      double* w = weights[i];
      if (kinds == 1) {
        w[0] = times == 0 ? r : times == 1 ? -1.0 / h : 0.0;
        w[1] = times == 0 ? s : times == 1 ? 1.0 / h : 0.0;
      } else if (times == 0) {
        w[0] = r * r * (1.0 + 2.0 * s);
        w[1] = s * s * (1.0 + 2.0 * r);
        w[2] = h * s * r * r;
        w[3] = -h * s * s * r;
      } else if (times == 1) {
        w[0] = -6.0 * s * r / h;
        w[1] = 6.0 * s * r / h;
        w[2] = r * (r - 2.0 * s);
        w[3] = s * (s - 2.0 * r);
      } else if (times == 2) {
        w[0] = 6.0 * (s - r) / (h * h);
        w[1] = -w[0];
        w[2] = (2.0 * s - 4.0 * r) / h;
        w[3] = (4.0 * s - 2.0 * r) / h;
      } else if (times == 3) {
        w[0] = 12.0 / (h * h * h);
        w[1] = -w[0];
        w[2] = 6.0 / (h * h);
        w[3] = w[2];
      }
      corner += low * steps[i];
      knots += counts[i];
    }
    double sum = 0.0;
    for (int kind = 0; kind < kinds; ++kind)
      for (int side = 0; side < 1 << coordinates; ++side) {
        double weight = 1.0;
        int place = kind * size + corner;
        for (int i = 0; i < coordinates; ++i) {
          weight *= weights[i][2 * (kind >> i & 1) + (side >> i & 1)];
          place += (side >> i & 1) * steps[i];
        }
        if (weight != 0.0) sum += weight * values[place];
      }
    return sum;
  })
// clang-format on

#undef ANSATZ_CODE_AND_TEXT

}  // namespace ansatz
