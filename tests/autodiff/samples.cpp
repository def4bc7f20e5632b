#include "samples.hpp"

#include <cmath>

#include "autodiff/check_derivatives.hpp"

namespace ansatz::ad::testing {
namespace {

constexpr Window2d square{2, 2}, strided{2, 2, 2, 1, 1, 0}, wide{3, 2, 1, 2, 1, 1};

// Maxima are differentiated away from ties, where finite differences see the kink: entries far from each other.
Expr apart(SampleLeaves& l) {
  std::vector<double> steps;
  for (std::uint32_t row = 0; row < l.image.shape().rows; ++row) steps.push_back(5.0 * (row * 7 % 24));
  return l.smooth + l.graph.constant(l.image.shape().rows, 1, steps);
}

constexpr Sample table[] = {
    {"matmul at points", [](SampleLeaves& l) { return matmul(l.matrix, l.t); }},
    {"matmul of free values", [](SampleLeaves& l) { return matmul(l.matrix, l.free); }},
    {"matmul of matrices", [](SampleLeaves& l) { return matmul(l.matrix, transpose(l.matrix)); }},
    {"matmul of a value that is repeated",
     [](SampleLeaves& l) { return matmul(l.matrix, broadcast(l.free, l.t.shape()) * 2.0) + l.q; }},
    {"transpose", [](SampleLeaves& l) { return matmul(transpose(l.matrix), l.q); }},
    {"sum_points", [](SampleLeaves& l) { return sum_points(l.t * l.t); }},
    {"mean_points", [](SampleLeaves& l) { return mean_points(l.t) * l.t; }},
    {"sum", [](SampleLeaves& l) { return sum(l.t) * l.t; }},
    {"sum of a matrix", [](SampleLeaves& l) { return sum(l.matrix) * l.free; }},
    {"broadcast of rows and points", [](SampleLeaves& l) { return broadcast(l.s * l.s, l.t.shape()) * l.t; }},
    {"broadcast of a column over columns", [](SampleLeaves& l) { return broadcast(l.q[0] * 1.0, l.q.shape()) + l.q; }},
    {"row and column", [](SampleLeaves& l) { return l.matrix * transpose(l.free) + slice(l.free, 0, 2) * l.matrix; }},
    {"slice", [](SampleLeaves& l) { return slice(l.t, 1, 2) * slice(l.t, 0, 2); }},
    {"pad", [](SampleLeaves& l) { return pad(l.q, 1, 4) * pad(slice(l.t, 0, 2), 2, 4) + pad(l.q, 0, 4); }},
    {"concat",
     [](SampleLeaves& l) {
       return concat(std::array{l.t, l.q * l.q, l.t});
     }},
    {"concat of free values and values at points",
     [](SampleLeaves& l) {
       return concat(std::array{l.t, l.free, l.q});
     }},
    {"outer_sum", [](SampleLeaves& l) { return outer_sum(l.t, l.q * l.q); }},
    {"outer_sum of a value with itself", [](SampleLeaves& l) { return outer_sum(l.t, l.t); }},
    {"outer_sum of free and point values",
     [](SampleLeaves& l) { return outer_sum(l.free, l.q) + outer_sum(l.t, slice(l.free, 0, 2)); }},
    {"select", [](SampleLeaves& l) { return select(gt(l.t, l.v), l.t * l.t, l.v * l.t); }},
    {"select by a free condition", [](SampleLeaves& l) { return select(gt(l.s, 0.0 * l.s), l.s * l.t, l.free); }},
    {"count", [](SampleLeaves& l) { return l.graph.count(l.axis) * l.t; }},
    {"reshape",
     [](SampleLeaves& l) {
       return reshape(l.smooth, {4, 6}) * reshape(l.image, {4, 6});
     }},
    {"gather",
     [](SampleLeaves& l) {
       return gather(l.t, std::vector<std::uint32_t>{2, 0, 2}) * l.t;
     }},
    {"gather of free rows",
     [](SampleLeaves& l) {
       return gather(l.matrix, std::vector<std::uint32_t>{1, 1}) * l.s;
     }},
    {"scatter_sum",
     [](SampleLeaves& l) {
       return scatter_sum(l.t, std::vector<std::uint32_t>{3, 0, 3}, 5);
     }},
    {"scatter_sum of free rows",
     [](SampleLeaves& l) {
       return scatter_sum(l.matrix, std::vector<std::uint32_t>{1, 1}, 2) * l.s;
     }},
    {"conv2d", [](SampleLeaves& l) { return conv2d(l.smooth, l.kernel, square); }},
    {"conv2d with steps and padding", [](SampleLeaves& l) { return conv2d(l.smooth, l.kernel * l.s, strided); }},
    {"conv2d of what is the same at all points",
     [](SampleLeaves& l) {
       return conv2d(broadcast(reshape(pad(l.free, 2, 24), {2, 4, 3}), {24, 1, l.axis}), l.kernel, square);
     }},
    {"conv2d_transpose",
     [](SampleLeaves& l) {
       return conv2d_transpose(conv2d(l.smooth, l.kernel, strided), swap_channels(l.kernel, 2), {2, 4, 3}, strided);
     }},
    {"conv2d_outer_sum",
     [](SampleLeaves& l) { return conv2d_outer_sum(conv2d(l.smooth, l.kernel, square), l.image, square); }},
    {"swap_channels", [](SampleLeaves& l) { return swap_channels(l.kernel, 2) * l.s; }},
    {"avg_pool2d", [](SampleLeaves& l) { return avg_pool2d(l.smooth, wide); }},
    {"avg_unpool2d",
     [](SampleLeaves& l) {
       return avg_unpool2d(avg_pool2d(l.smooth, strided), {2, 4, 3}, strided) * l.image;
     }},
    {"max_pool2d", [](SampleLeaves& l) { return 0.01 * max_pool2d(apart(l), wide); }},
    {"choose_largest2d", [](SampleLeaves& l) { return choose_largest2d(apart(l), l.smooth, wide); }},
    {"spread_largest2d",
     [](SampleLeaves& l) { return spread_largest2d(apart(l), avg_pool2d(l.smooth, strided), strided); }},
    {"channel_values",
     [](SampleLeaves& l) {
       return l.smooth * channel_values(slice(l.free, 0, 2), {2, 4, 3});
     }},
    {"apply_function", [](SampleLeaves& l) { return bump()(l.t) * bump()(l.s * l.v); }},
    {"log_softmax", [](SampleLeaves& l) { return log_softmax(3.0 * l.t); }},
};

}  // namespace

std::vector<std::vector<double>> SampleLeaves::values(std::size_t points) const {
  std::vector<std::vector<double>> result;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const Shape shape = inputs[i].shape();
    result.push_back(random_values(shape.size() * (shape.on_axis() ? points : 1), static_cast<std::uint32_t>(i + 1)));
  }
  return result;
}

std::span<const Sample> samples() { return table; }

Elementwise bump() {
  return elementwise(
      "bump", [](double x) { return std::exp(-x * x); }, [](Expr x, Expr y) { return -2.0 * x * y; });
}

}  // namespace ansatz::ad::testing
