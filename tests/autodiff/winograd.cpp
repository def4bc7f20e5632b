// Convolutions by minimal filtering: the values and derivatives that plain loops give, and only where it pays.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "aligned.hpp"
#include "ansatz/autodiff.hpp"
#include "backend/cpu/kernels/cook_toom.hpp"

using namespace ansatz::ad;

namespace {

using Values = std::vector<std::vector<double>>;

struct Form {
  std::uint32_t height, width, channels, rows, side, padding;
  std::uint32_t step = 1;
};

/// A convolution, the derivatives of a loss of it, and second derivatives along a direction: forward, transposed,
/// gradients, and products of one weight matrix with images of two sizes.
struct Convolution {
  Graph graph;
  Axis batch = graph.axis("batch");
  std::vector<Expr> inputs, outputs;

  explicit Convolution(const Form& f) {
    const Extents extents(f.channels, f.height, f.width);
    const Window2d window{f.side, f.side, f.step, f.step, f.padding, f.padding};
    const Expr x = graph.input("x", extents, batch), w = graph.parameter("w", f.rows, f.channels * f.side * f.side);
    const Expr along = graph.input("along", extents, batch);
    inputs = {x, w, along};
    const Expr y = conv2d(x, w, window);
    const Expr loss = sum_points(sum(sin(y)));
    outputs = grad(loss, std::array{x, w});
    for (const Expr& second : grad(sum_points(sum(outputs[0] * along)), std::array{x, w})) outputs.push_back(second);
    outputs.push_back(y);
  }

  Values values(std::size_t points) const {
    const Noise noise{11};
    Values result;
    for (const Expr& input : inputs) {
      result.emplace_back();
      const std::size_t size = input.shape().size() * (input.shape().on_axis() ? points : 1);
      const double scale = input.shape().on_axis() ? 1 : 1 / std::sqrt(input.shape().cols);
      for (std::size_t i = 0; i < size; ++i) result.back().push_back(scale * noise(result.size() * 1000000 + i));
    }
    return result;
  }

  /// By several threads; `Program::operator()` has one.
  Values run(const Program& program, std::size_t points, int threads) const {
    Workers workers(threads);
    Workspace workspace(program, workers);
    const Values values = this->values(points);
    Values results;
    std::vector<const double*> sources;
    std::vector<double*> targets;
    for (const auto& value : values) sources.push_back(value.data());
    for (const Expr& output : outputs)
      results.emplace_back(output.shape().size() * (output.shape().on_axis() ? points : 1));
    for (auto& result : results) targets.push_back(result.data());
    const std::vector<PointCount> counts{{batch, points}};
    program.run(workspace, counts, sources, targets);
    return results;
  }
};

/// The largest difference, relative to the largest number of its output.
double difference(const Values& a, const Values& b) {
  double worst = 0;
  for (std::size_t k = 0; k < b.size(); ++k) {
    REQUIRE(a[k].size() == b[k].size());
    double scale = 0;
    for (const double value : b[k]) scale = std::max(scale, std::abs(value));
    for (std::size_t i = 0; i < b[k].size(); ++i) {
      const double error = std::abs(a[k][i] - b[k][i]) / scale;
      worst = std::max(worst, std::isnan(error) ? HUGE_VAL : error);
    }
  }
  return worst;
}

constexpr std::array forms{
    Form{8, 8, 16, 16, 3, 1},    // F(4, 3), whole tiles
    Form{4, 4, 17, 23, 3, 1},    // F(2, 3), no multiple of vectors or blocks
    Form{9, 7, 18, 42, 3, 0},    // tiles cut at the rim, two chunks of rows
    Form{11, 6, 40, 16, 3, 2},   // padding wider than usual, and what is read beyond it
    Form{12, 12, 16, 20, 5, 0},  // F(2, 5), as LeNet has it
    Form{7, 9, 16, 16, 5, 2},    // and with padding
    Form{40, 5, 16, 16, 3, 1},   // more tiles than a group
};

/// left * x * right^T, in T.
template <class T, std::size_t rows, std::size_t cols>
Matrix<rows, rows> both_sides(const Matrix<rows, cols>& m, const Matrix<cols, cols>& x) {
  T half[rows][cols] = {};
  Matrix<rows, rows> result{};
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < cols; ++j)
      for (std::size_t k = 0; k < cols; ++k) half[i][j] += static_cast<T>(m[i][k]) * static_cast<T>(x[k][j]);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < rows; ++j) {
      T sum = 0;
      for (std::size_t k = 0; k < cols; ++k) sum += half[i][k] * static_cast<T>(m[j][k]);
      result[i][j] = static_cast<double>(sum);
    }
  return result;
}

/// Mean squares of what plain sums and filters of single numbers differ from those of double ones, over outputs of 64
/// channels; the last is the mean square of the outputs.
struct Rounding {
  double plain = 0, filtered = 0, filtered_in_double = 0, size = 0;
};

template <std::size_t m, std::size_t r>
Rounding rounding() {
  using F = CookToom<m, r>;
  constexpr std::size_t n = F::n, channels = 64, patches = 100;
  Rounding result;
  const Noise noise{17};
  for (std::size_t patch = 0; patch < patches; ++patch) {
    double exact[m][m] = {};
    float plain[m][m] = {};
    Matrix<n, n> sums{}, sums_in_double{};
    for (std::size_t c = 0; c < channels; ++c) {
      Matrix<n, n> d;
      Matrix<r, r> w;
      std::uint64_t next = (patch * channels + c) * 1000;
      for (auto& row : d)
        for (double& value : row) value = static_cast<float>(noise(next++));
      for (auto& row : w)
        for (double& value : row) value = static_cast<float>(noise(next++));
      for (std::size_t i = 0; i < m; ++i)
        for (std::size_t j = 0; j < m; ++j)
          for (std::size_t k = 0; k < r * r; ++k) {
            const double x = d[i + k / r][j + k % r], factor = w[k / r][k % r];
            exact[i][j] += factor * x;
            plain[i][j] += static_cast<float>(factor) * static_cast<float>(x);
          }
      const auto u = both_sides<double>(F::g(), w), v = both_sides<float>(F::b_transposed(), d);
      const auto v_in_double = both_sides<double>(F::b_transposed(), d);
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
          sums_in_double[i][j] += u[i][j] * v_in_double[i][j];
          const float product = static_cast<float>(u[i][j]) * static_cast<float>(v[i][j]);
          sums[i][j] = static_cast<float>(sums[i][j]) + product;
        }
    }
    const auto y = both_sides<float>(F::a_transposed(), sums);
    const auto y_in_double = both_sides<double>(F::a_transposed(), sums_in_double);
    for (std::size_t i = 0; i < m; ++i)
      for (std::size_t j = 0; j < m; ++j) {
        const auto add = [&](double& sum, double value) { sum += (value - exact[i][j]) * (value - exact[i][j]); };
        add(result.plain, static_cast<double>(plain[i][j]));
        add(result.filtered, y[i][j]);
        add(result.filtered_in_double, y_in_double[i][j]);
        result.size += exact[i][j] * exact[i][j];
      }
  }
  return result;
}

}  // namespace

TEST_CASE("the matrices of minimal filtering are right, and their rounding is near that of plain sums") {
  const Rounding two_three = rounding<2, 3>(), four_three = rounding<4, 3>(), two_five = rounding<2, 5>();
  for (const Rounding& one : {two_three, four_three, two_five})
    CHECK(std::sqrt(one.filtered_in_double / one.size) < 1e-14);
  CHECK(std::sqrt(two_three.filtered / two_three.plain) < 1);
  CHECK(std::sqrt(four_three.filtered / four_three.plain) < 3);
  CHECK(std::sqrt(two_five.filtered / two_five.plain) < 2.2);
}

TEST_CASE("minimal filtering gives what plain loops give, on every instruction set, at any number of points") {
  for (const Form& form : forms) {
    CAPTURE(form.height);
    CAPTURE(form.side);
    const Convolution convolution(form);
    for (const std::size_t points : {3, 21}) {
      CAPTURE(points);
      const Values expected = evaluate_reference(convolution.inputs, convolution.outputs, convolution.values(points));
      for (const InstructionSet set : available_instruction_sets())
        for (const Precision precision : {Precision::f64, Precision::f32}) {
          CAPTURE(name(set));
          const Program program = compile(convolution.inputs, convolution.outputs,
                                          {.precision = precision, .cpu = {.instruction_set = set}});
          CHECK(program.statistics().filtered >= 5);
          const Values results = program(convolution.values(points));
          CHECK(difference(results, expected) < (precision == Precision::f64 ? 2e-14 : 2e-5));
          CHECK(convolution.run(program, points, 3) == results);
        }
    }
  }
}

TEST_CASE("minimal filtering gives what plain loops give, of images, windows and batches of any size") {
  const Noise noise{23};
  std::size_t filtered = 0;
  for (std::uint64_t number = 0; number < 16; ++number) {
    std::uint64_t next = 100 * number;
    const auto draw = [&](std::uint32_t from, std::uint32_t to) {
      return from + static_cast<std::uint32_t>((noise(next++) + 1) / 2 * (to - from + 1));
    };
    const std::uint32_t side = draw(0, 1) == 0 ? 3 : 5, height = draw(1, 13), width = draw(1, 13);
    const Form form{height, width, draw(16, 35), draw(16, 45), side, draw(0, side - 1)};
    const std::size_t points = draw(1, 20);
    if (std::min(height, width) + 2 * form.padding < side) continue;
    CAPTURE(number);
    const Convolution convolution(form);
    const Program program = compile(convolution.inputs, convolution.outputs);
    filtered += program.statistics().filtered;
    const Values expected = evaluate_reference(convolution.inputs, convolution.outputs, convolution.values(points));
    CHECK(difference(program(convolution.values(points)), expected) < 5e-14);
  }
  CHECK(filtered > 40);
}

TEST_CASE("minimal filtering is used where it pays") {
  const auto filtered = [](const Form& form) {
    const Convolution convolution(form);
    return compile(convolution.inputs, convolution.outputs).statistics().filtered;
  };
  CHECK(filtered({8, 8, 16, 16, 3, 1}) == filtered({12, 12, 16, 16, 5, 0}));
  CHECK(filtered({8, 8, 16, 16, 3, 1, 2}) == 0);  // steps of two
  CHECK(filtered({8, 8, 3, 16, 3, 1}) == 0);      // three colours
  CHECK(filtered({8, 8, 16, 16, 1, 0}) == 0);     // windows of one pixel
  CHECK(filtered({8, 8, 16, 16, 7, 3}) == 0);     // for which there is no filter
}

TEST_CASE("weights that windows with steps of one and of two share have one gradient") {
  Graph graph;
  const Expr x = graph.input("x", Extents(16, 8, 8), graph.axis("batch")), w = graph.parameter("w", 16, 16 * 9);
  const Expr loss = sum_points(sum(sin(conv2d(x, w, Window2d{3, 3, 1, 1, 1, 1})))) +
                    sum_points(sum(sin(conv2d(x, w, Window2d{3, 3, 2, 2, 1, 1}))));
  const std::vector<Expr> inputs{x, w}, outputs = grad(loss, std::array{w});
  const Noise noise{3};
  Values values(2);
  for (std::size_t i = 0; i < 5 * x.shape().size(); ++i) values[0].push_back(noise(i));
  for (std::size_t i = 0; i < w.shape().size(); ++i) values[1].push_back(0.1 * noise(100000 + i));
  const Program program = compile(inputs, outputs);
  CHECK(program.statistics().filtered == 1);  // the product; the gradient is summed in one way for both
  CHECK(difference(program(values), evaluate_reference(inputs, outputs, values)) < 1e-14);
}
