// Machine code made for a program has the bits of the loops it replaces.
#include <doctest/doctest.h>

#include <cstring>

#include "aligned.hpp"
#include "ansatz/autodiff.hpp"
#include "backend/cpu/native/machine_code.hpp"
#include "random_graph.hpp"

using namespace ansatz::ad;

namespace {

bool available() {
  const auto sets = available_instruction_sets();
  return std::find(sets.begin(), sets.end(), InstructionSet::avx512) != sets.end();
}

CompileOptions options(Precision precision, bool native) {
  return {.precision = precision, .cpu = {64, InstructionSet::avx512, native}};
}

bool same_bits(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b) {
  for (std::size_t k = 0; k < a.size(); ++k)
    if (a[k].size() != b[k].size() || std::memcmp(a[k].data(), b[k].data(), a[k].size() * sizeof(double)) != 0)
      return false;
  return a.size() == b.size();
}

}  // namespace

TEST_CASE("native strips have the bits of the loops") {
  if (!available()) return;
  const std::size_t counts[] = {1, 7, 8, 9, 64, 65, 200, 333};
  std::size_t native = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    RandomGraph random(seed, {counts[seed % std::size(counts)], counts[seed * 3 % std::size(counts)]}, 6 + seed % 40);
    for (const Precision precision : {Precision::f64, Precision::f32}) {
      const Program loops = compile(random.inputs, random.outputs, options(precision, false));
      const Program code = compile(random.inputs, random.outputs, options(precision, true));
      CHECK(loops.statistics().native_strips == 0);
      native += code.statistics().native_strips;
      CHECK(same_bits(code(random.values), loops(random.values)));
    }
  }
  CHECK(native > 1000);
}

TEST_CASE("native strips with more values than registers") {
  if (!available()) return;
  const Noise noise{11};
  for (const std::uint32_t many : {10u, 30u, 40u, 46u, 80u}) {
    CAPTURE(many);
    Graph graph;
    const Axis axis = graph.axis("points");
    std::vector<Expr> inputs;
    std::vector<std::vector<double>> values;
    for (std::uint32_t i = 0; i < many; ++i) {
      inputs.push_back(graph.input("x", 6, axis));
      values.emplace_back();
      for (std::size_t k = 0; k < 6 * 100; ++k) values.back().push_back(noise(i * 1000 + k));
    }
    // Products that are used once in this order and once in the other: all are alive in between.
    std::vector<Expr> products;
    for (std::uint32_t i = 0; i < many; ++i) products.push_back(inputs[i] * inputs[(i + 1) % many] - inputs[i]);
    Expr there = products[0], back = -products[many - 1];
    for (std::uint32_t i = 1; i < many; ++i) there = there * products[i] + inputs[i];
    for (std::uint32_t i = many; i-- > 0;) back = back * products[i] - there;
    const std::vector<Expr> outputs{back, there};
    const Program loops = compile(inputs, outputs, options(Precision::f64, false));
    const Program code = compile(inputs, outputs, options(Precision::f64, true));
    CHECK(same_bits(code(values), loops(values)));
    if (many <= 30) CHECK(code.statistics().native_strips > many);
  }
}

TEST_CASE("the sums of products of a training step are machine code, but for a few") {
  if (!available()) return;
  Graph graph;
  const Axis axis = graph.axis("points");
  std::vector<Expr> inputs{graph.input("x", 2, axis)};
  Expr u = inputs[0];
  for (std::uint32_t layer = 0; layer < 4; ++layer) {
    inputs.push_back(graph.parameter("W", layer == 3 ? 1 : 10, layer == 0 ? 2 : 10));
    u = matmul(inputs.back(), layer == 0 ? u : tanh(u));
  }
  const Expr residual =
      partial(u, inputs[0], 1) + u * partial(u, inputs[0], 0) - partial(partial(u, inputs[0], 0), inputs[0], 0);
  const Expr loss = mean_points(residual * residual);
  const std::vector<Expr> gradients = grad(loss, std::span(inputs).subspan(1));
  CHECK(compile(inputs, gradients).statistics().native_strips > 40);
}

TEST_CASE("executable memory runs what was written to it") {
#if defined(__x86_64__) && defined(__unix__)
  const std::vector<std::uint8_t> code{0xb8, 42, 0, 0, 0, 0xc3};  // mov eax, 42; ret
  const native::MachineCode machine_code(code);
  if (machine_code.at() == nullptr) return;  // the system does not allow it
  CHECK(reinterpret_cast<int (*)()>(reinterpret_cast<std::uintptr_t>(machine_code.at()))() == 42);
#endif
  CHECK(native::MachineCode({}).at() == nullptr);
}
