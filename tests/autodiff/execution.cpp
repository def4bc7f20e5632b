// Compiled programs against the reference executor over random expressions: every instruction set, both precisions, all
// shapes of point counts, several phases.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/program.hpp"
#include "random_graph.hpp"
#include "samples.hpp"

using namespace ansatz::ad;

namespace {

/// The largest difference relative to the largest value of each output, plus one.
double difference(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b) {
  double worst = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (a[k].size() != b[k].size()) return HUGE_VAL;
    double scale = 1;
    for (const double value : b[k]) scale = std::max(scale, std::isfinite(value) ? std::abs(value) : 0.0);
    for (std::size_t i = 0; i < a[k].size(); ++i)
      if (!(a[k][i] == b[k][i] || (std::isnan(a[k][i]) && std::isnan(b[k][i])))) {
        const double error = std::abs(a[k][i] - b[k][i]) / scale;
        worst = std::max(worst, std::isnan(error) ? HUGE_VAL : error);
      }
  }
  return worst;
}

std::vector<std::vector<double>> run_by(Workers& workers, const Program& program, const testing::SampleLeaves& l,
                                        std::size_t points, const std::vector<std::vector<double>>& values) {
  const Shape& shape = program.output_shape(0);
  std::vector<std::vector<double>> result{std::vector<double>(shape.size() * (shape.on_axis() ? points : 1))};
  std::vector<PointCount> counts;
  for (std::uint32_t axis = 1; axis < l.graph.axis_count(); ++axis) counts.push_back({Axis{axis}, points});
  std::vector<const double*> inputs;
  for (const std::vector<double>& value : values) inputs.push_back(value.data());
  double* const outputs[] = {result[0].data()};
  Workspace workspace(program, workers);
  program.run(workspace, counts, inputs, outputs);
  return result;
}

}  // namespace

TEST_CASE("compiled random expressions agree with the reference executor") {
  const std::size_t counts[] = {1, 2, 3, 7, 8, 9, 63, 64, 65, 127, 200, 333};
  for (std::uint64_t seed = 0; seed < testing::random_graphs; ++seed) {
    const std::size_t first = counts[seed % std::size(counts)], second = counts[seed * 5 % std::size(counts)];
    RandomGraph random(seed, {first, second}, testing::operations_of_random_graph(seed));
    const auto expected = evaluate_reference(random.inputs, random.outputs, random.values);
    for (const InstructionSet set : available_instruction_sets()) {
      CAPTURE(seed);
      CAPTURE(name(set));
      const Program f64 = compile(random.inputs, random.outputs, {.cpu = {.tile = 64, .instruction_set = set}});
      CHECK(difference(f64(random.values), expected) < 1e-11);
      const Program f32 = compile(random.inputs, random.outputs,
                                  {.precision = Precision::f32, .cpu = {.tile = 64, .instruction_set = set}});
      CHECK(difference(f32(random.values), expected) < 2e-3);
    }
  }
}

TEST_CASE("every structural operation, compiled, agrees with the reference executor on any number of threads") {
  Workers two(2);
  for (const testing::Sample& sample : testing::samples()) {
    testing::SampleLeaves l;
    const std::vector<Expr> outputs{sample.formula(l)};
    for (const std::size_t points : {1, 7, 64, 65, 333}) {
      CAPTURE(sample.name);
      CAPTURE(points);
      const auto values = l.values(points);
      const auto expected = evaluate_reference(l.inputs, outputs, values);
      for (const InstructionSet set : available_instruction_sets()) {
        CAPTURE(name(set));
        const Program f64 = compile(l.inputs, outputs, {.cpu = {.tile = 64, .instruction_set = set}});
        const auto result = f64(values);
        CHECK(difference(result, expected) < 1e-12);
        CHECK(run_by(two, f64, l, points, values) == result);
        const Program f32 = compile(l.inputs, outputs, {.precision = Precision::f32, .cpu = {.instruction_set = set}});
        CHECK(difference(f32(values), expected) < 1e-4);
      }
    }
  }
}

TEST_CASE("outputs of rows below each other, of every origin, agree with the reference executor") {
  for (const std::size_t points : {1, 63, 64, 65, 200}) {
    Graph graph;
    const Axis axis = graph.axis("points");
    const Expr w = graph.parameter("w", 2, 1), x = graph.input("x", 3, axis);
    const Expr inner = concat(std::array{x[2], w * x[0]}), padded = pad(sin(x), 1, 5);
    const std::vector<Expr> inputs{w, x},
        outputs{concat(std::array{x, w, sin(x), x[1], x[1] * w}), concat(std::array{inner, inner, padded, cos(inner)})};
    std::vector<std::vector<double>> values{{0.5, -2}, std::vector<double>(3 * points)};
    for (std::size_t i = 0; i < values[1].size(); ++i) values[1][i] = std::sin(static_cast<double>(i));
    const auto expected = evaluate_reference(inputs, outputs, values);
    CAPTURE(points);
    CHECK(difference(compile(inputs, outputs)(values), expected) < 1e-14);
    CHECK(difference(compile(inputs, outputs, {.precision = Precision::f32})(values), expected) < 1e-6);
  }
}
