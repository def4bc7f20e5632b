// Operations on images against PyTorch, in double precision: values, first and second derivatives (vectors/make.py);
// what users are told when shapes do not fit; and what costs nothing.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "ansatz/autodiff.hpp"
#include "graph/verify.hpp"
#include "message.hpp"

using namespace ansatz::ad;

namespace {

using Values = std::vector<double>;

struct TorchCase {
  std::string name;
  std::array<std::uint32_t, 6> window;
  std::uint32_t rows;  // of w; 0: there is none
  Values x, w, y, first_x, first_w, second_x, second_w;
};

const std::vector<TorchCase>& torch_cases() {
  static const std::vector<TorchCase> cases{
#include "vectors/torch.inc"
  };
  return cases;
}

constexpr std::size_t points = 3;

Expr formula(const TorchCase& c, Expr x, Expr w) {
  const auto [h, width, step_y, step_x, padding_y, padding_x] = c.window;
  const Window2d window{h, width, step_y, step_x, padding_y, padding_x};
  if (c.name == "conv2d") return conv2d(x, w, window);
  if (c.name == "max_pool2d") return max_pool2d(x, window);
  if (c.name == "avg_pool2d") return avg_pool2d(x, window);
  if (c.name == "gather") return gather(x, std::vector<std::uint32_t>{7, 0, 39, 7});
  REQUIRE(c.name == "log_softmax");
  return log_softmax(x);
}

void check_close(const Values& a, const Values& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(std::abs(a[i] - b[i]) < 1e-12 * (1 + std::abs(b[i])));
}

}  // namespace

TEST_CASE(
    "operations on images have the values and derivatives that PyTorch gives them, compiled and by the reference") {
  CHECK(torch_cases().size() == 8);
  for (const TorchCase& c : torch_cases()) {
    CAPTURE(c.name);
    Graph graph;
    const Expr x = graph.input("x", Extents(2, 5, 4), graph.axis("batch"));
    const std::uint32_t rows = std::max(1u, c.rows);
    const Expr w = graph.parameter("w", rows, static_cast<std::uint32_t>(c.w.size()) / rows);
    const Expr y = formula(c, x, w), loss = sum_points(sum(sin(y)));
    const std::vector<Expr> inputs{x, w}, first = grad(loss, inputs);
    const std::vector<Expr> second = grad(sum_points(sum(first[0] * cos(x))), inputs);
    const std::vector<Expr> outputs{y, first[0], first[1], second[0], second[1]};
    verify(graph);
    const std::vector<Values> values{c.x, c.w};
    const std::vector<Values> expected{c.y, c.first_x, c.first_w, c.second_x, c.second_w};
    const auto compiled = compile(inputs, outputs)(values), reference = evaluate_reference(inputs, outputs, values);
    for (std::size_t k = 0; k < expected.size(); ++k) {
      check_close(compiled[k], expected[k]);
      check_close(reference[k], expected[k]);
    }
  }
}

TEST_CASE("a convolution's gradient point by point sums to the gradient") {
  Graph graph;
  const Axis batch = graph.axis("batch");
  const Expr x = graph.input("x", Extents(2, 3, 3), batch), w = graph.parameter("w", 2, 2 * 4);
  const Expr loss = sum(sin(conv2d(tanh(x), w, {2, 2})));
  const Expr each = point_gradients(loss, {&w, 1})[0];
  const std::vector<Expr> inputs{x, w}, outputs{reshape(sum_points(each), {}), grad(sum_points(loss), w)};
  std::vector<Values> values{Values(18 * points), Values(16)};
  for (std::size_t i = 0; i < 54; ++i) values[0][i] = std::sin(static_cast<double>(3 * i));
  for (std::size_t i = 0; i < 16; ++i) values[1][i] = std::cos(static_cast<double>(5 * i));
  const auto result = compile(inputs, outputs)(values);
  check_close(result[0], result[1]);
}

TEST_CASE(
    "the work of a convolution is counted without its padding, the gradient of the image as a product transposed") {
  Graph graph;
  const Expr x = graph.input("x", Extents(2, 3, 3), graph.axis("batch")), w = graph.parameter("w", 4, 2 * 9);
  const Expr y = conv2d(x, w, {3, 3, 1, 1, 1, 1}), c = graph.input("c", y.shape().extents, x.shape().axis);
  const std::vector<Expr> inputs{w, c}, outputs{grad(sum_points(sum(c * y)), x)};
  const double flops =
      2.0 * 4 * 2 * (9 * 9 - 32);  // of nine windows the four at corners lack 5 places, those at sides 3
  CHECK(count_work({&y, 1}).forward_flops == flops);
  CHECK(count_work(outputs).transposed_flops == flops);
  CHECK(count_work(outputs).forward_flops == 0);

  const Program program = compile(inputs, outputs);
  Workers workers;
  Workspace workspace(program, workers);
  const Values weights(72, 1.0), cotangent(36 * points, 1.0);
  Values result(18 * points);
  const PointCount count{x.shape().axis, points};
  const std::array given{weights.data(), cotangent.data()};
  double* const taken = result.data();
  const Profile profile = program.profile(workspace, {&count, 1}, given, {&taken, 1});
  CHECK(profile.parts[static_cast<std::size_t>(Part::forward_products)] == 0);
  CHECK(profile.parts[static_cast<std::size_t>(Part::transposed_products)] > 0);
}

TEST_CASE("of equal numbers in a window the first is chosen, and a number that is none before all others") {
  Graph graph;
  const Expr x = graph.input("x", Extents(1, 2, 2), graph.axis("batch")), y = max_pool2d(x, {2, 2});
  const std::vector<Expr> inputs{x}, outputs{y, grad(sum_points(y), x)};
  struct Case {
    Values values;
    std::size_t chosen;
  };
  const double none = std::nan("");
  for (const Case& c : std::vector<Case>{{{1, 3, 3, 2}, 1},
                                         {{0, 0, 0, 0}, 0},
                                         {{-0.0, 0, -1, 0}, 0},
                                         {{1, none, 5, none}, 3},
                                         {{-HUGE_VAL, -1, 2, 2}, 2}}) {
    Values expected(4, 0.0);
    expected[c.chosen] = 1;
    const std::vector<Values> values{c.values};
    for (const auto& result : {compile(inputs, outputs)(values), evaluate_reference(inputs, outputs, values)}) {
      const double largest = result[0][0], wanted = c.values[c.chosen];
      CHECK((largest == wanted || (std::isnan(wanted) && std::isnan(largest))));
      CHECK(result[1] == expected);
    }
  }
}

TEST_CASE("extents are checked and named") {
  Graph graph;
  const Axis batch = graph.axis("batch");
  const Expr image = graph.input("image", Extents(3, 28, 28), batch), plain = graph.input("plain", 3 * 28 * 28, batch);
  const Expr other = graph.input("other", Extents(28, 28, 3), batch), tokens = graph.input("tokens", {7, 336}, batch);
  CHECK(describe(graph, image.shape()) == "image of 3x28x28 on axis `batch`");
  CHECK(describe(graph, tokens.shape()) == "array of 7x336 on axis `batch`");
  CHECK(image.shape().rows == 2352);
  CHECK((sin(image) * plain + 1.0).shape().extents == Extents(3, 28, 28));
  CHECK((plain * image).shape().extents == Extents(3, 28, 28));
  CHECK((0.0 * image).shape().extents == Extents(3, 28, 28));
  CHECK((plain + 0.0 * image).shape().extents == Extents(3, 28, 28));
  CHECK(sum_points(image).shape().extents == Extents(3, 28, 28));
  CHECK_FALSE(concat(std::array{image, plain}).shape().extents.given());
  CHECK(sum(image) == sum(reshape(image, {})));
  CHECK(reshape(image, {3, 28, 28}) == image);
  CHECK(reshape(reshape(image, {28, 84}), {3, 28, 28}) == image);
  CHECK(reshape(image, {28, 84})[5] == image[5]);
  CHECK(message([&] { image + other; }) ==
        "add: image of 3x28x28 on axis `batch` and image of 28x28x3 on axis `batch`: the entries of one are not those "
        "of the other; use reshape where they are");
  CHECK(message([&] {
          reshape(image, {3, 28, 27});
        }) == "reshape: image of 3x28x28 on axis `batch`: 2352 entries do not make image of 3x28x27");
  CHECK(message([&] { graph.input("x", Extents(3, 0, 2), batch); }).starts_with("input `x`: 3x0x2x0 is no size"));
  CHECK(message([&] { broadcast(image, other.shape()); }).find("its entries are not those of") != std::string::npos);
  verify(graph);
}

TEST_CASE("images that do not fit are errors that name them") {
  Graph graph;
  const Axis batch = graph.axis("batch");
  const Expr image = graph.input("image", Extents(2, 4, 4), batch), plain = graph.input("plain", 32, batch);
  const Expr w = graph.parameter("w", 5, 2 * 9), free = graph.parameter("free", 32);
  CHECK(message([&] {
          conv2d(plain, w, {3, 3});
        }) ==
        "conv2d: vector of 32 on axis `batch` is no image of channels x height x width; give it these extents with "
        "reshape");
  CHECK(message([&] {
          conv2d(image, w, {2, 2});
        }) ==
        "conv2d: image of 2x4x4 on axis `batch` and 5x18: the weights must be a free matrix with 8 columns, 2 channels "
        "times 4 places");
  CHECK(message([&] {
          conv2d(reshape(free, {2, 4, 4}), w, {3, 3});
        }).find("give a free one an axis with broadcast") != std::string::npos);
  CHECK(message([&] {
          avg_pool2d(image, {5, 1});
        }) ==
        "avg_pool2d: a window of 5x1, steps 1 and 1, padding 0 and 0, over an image of 2x4x4: the window does not fit");
  CHECK(message([&] {
          max_pool2d(image, {2, 2, 0, 1});
        }).find("sizes and steps must be positive") != std::string::npos);
  CHECK(message([&] { max_pool2d(image, {2, 2, 1, 1, 2, 0}); }).starts_with("max_pool2d: "));
  CHECK(message([&] { gather(image, std::vector<std::uint32_t>{32}); }).find("row 32 was asked for, of rows 0 to 31") !=
        std::string::npos);
  CHECK(message([&] { scatter_sum(image, std::vector<std::uint32_t>{1}, 5); }).find("1 rows were listed") !=
        std::string::npos);
  CHECK(message([&] { log_softmax(w); }) == "log_softmax: a column is needed, not 5x18");
  CHECK(message([&] { channel_values(w, {5, 2, 2}); }).starts_with("channel_values: a 5x18"));
  CHECK(message([&] { conv2d(Expr(), w, {}); }) == "conv2d: the image is empty; it was never given a formula");
  for (const Op op : {Op::conv2d, Op::conv2d_transpose, Op::conv2d_outer_sum, Op::avg_pool2d, Op::max_pool2d,
                      Op::choose_largest2d, Op::spread_largest2d, Op::gather, Op::scatter_sum, Op::swap_channels}) {
    const std::array operands{image, image};  // nodes that somebody makes without attributes
    CHECK_THROWS_AS(graph.make(op, std::span(operands).first(static_cast<std::size_t>(info(op).arity))),
                    const ansatz::UserError&);
  }
}
