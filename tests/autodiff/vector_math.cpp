// Every vector function against a more precise one of the C library, in units of the last place, for every
// instruction set and both precisions; and the special values.
#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "aligned.hpp"
#include "backend/cpu/kernels/strip.hpp"

using namespace ansatz::ad;

namespace {

struct Function {
  const char* name;
  long double (*exact)(long double);
  double low, high;
  std::int64_t bound;
};

const Function functions[] = {
    {"tanh", [](long double x) { return std::tanh(x); }, -3, 3, 3},
    {"tanh", [](long double x) { return std::tanh(x); }, -1e-4, 1e-4, 3},
    {"tanh", [](long double x) { return std::tanh(x); }, -50, 50, 3},
    {"exp", [](long double x) { return std::exp(x); }, -1, 1, 2},
    {"exp", [](long double x) { return std::exp(x); }, -87, 88, 2},
    {"sin", [](long double x) { return std::sin(x); }, -7, 7, 3},
    {"sin", [](long double x) { return std::sin(x); }, -30000, 30000, 3},
    {"sin", [](long double x) { return std::sin(x); }, 3e4, 5e4, 3},
    {"cos", [](long double x) { return std::cos(x); }, -7, 7, 3},
    {"cos", [](long double x) { return std::cos(x); }, -30000, 30000, 3},
    {"expm1", [](long double x) { return std::expm1(x); }, -1, 1, 2},
    {"expm1", [](long double x) { return std::expm1(x); }, -60, 88, 2},
    {"log", [](long double x) { return std::log(x); }, 0, 3, 4},
    {"log", [](long double x) { return std::log(x); }, 0.99, 1.01, 4},
    {"log1p", [](long double x) { return std::log1p(x); }, -0.9, 1, 4},
    {"log1p", [](long double x) { return std::log1p(x); }, -1e-6, 1e-6, 4},
    {"sqrt", [](long double x) { return std::sqrt(x); }, 0, 3, 1},
    {"sinh", [](long double x) { return std::sinh(x); }, -2, 2, 4},
    {"sinh", [](long double x) { return std::sinh(x); }, -87, 87, 4},
    {"cosh", [](long double x) { return std::cosh(x); }, -87, 87, 4},
    {"tan", [](long double x) { return std::tan(x); }, -7, 7, 2},
    {"asin", [](long double x) { return std::asin(x); }, -1, 1, 2},
    {"acos", [](long double x) { return std::acos(x); }, -1, 1, 2},
    {"atan", [](long double x) { return std::atan(x); }, -7, 7, 2},
    {"erf", [](long double x) { return std::erf(x); }, -3, 3, 2},
};

template <class T>
std::int64_t distance(T a, T b) {
  using I = std::conditional_t<sizeof(T) == 8, std::int64_t, std::int32_t>;
  if (std::isnan(a) && std::isnan(b)) return 0;
  if (a == b) return 0;
  if (std::signbit(a) != std::signbit(b)) return std::numeric_limits<std::int32_t>::max();
  return std::abs(static_cast<std::int64_t>(std::bit_cast<I>(a)) - static_cast<std::int64_t>(std::bit_cast<I>(b)));
}

constexpr std::size_t strip = 64;

/// Applies one operation of the table to a strip, in place of its first half.
template <class T>
void apply_to_strip(InstructionSet set, Op op, Aligned<T>& memory) {
  StripInstruction instruction;
  instruction.code = table_code(op);
  instruction.operand_count = 1;
  instruction.operands[0] = {.offset = strip};
  strip_kernels<T>(set).run(&instruction, 1, 1, {memory.data(), nullptr, strip, strip, nullptr});
}

template <class T>
std::int64_t largest_error(InstructionSet set, const Function& function) {
  const std::optional<Op> op = find_elementwise(function.name);
  REQUIRE(op);
  Aligned<T> memory(2 * strip);
  const Noise noise{7};
  std::int64_t worst = 0;
  for (std::size_t repeat = 0; repeat < 100; ++repeat) {
    for (std::size_t i = 0; i < strip; ++i)
      memory[strip + i] =
          static_cast<T>(function.low + (function.high - function.low) * 0.5 * (1 + noise(repeat * strip + i)));
    apply_to_strip(set, *op, memory);
    for (std::size_t i = 0; i < strip; ++i)
      worst = std::max(worst, distance(memory[i], static_cast<T>(function.exact(memory[strip + i]))));
  }
  return worst;
}

template <class T>
void check_special_values(InstructionSet set) {
  const T infinity = std::numeric_limits<T>::infinity(), nan = std::numeric_limits<T>::quiet_NaN();
  const T values[] = {T(0),
                      -T(0),
                      infinity,
                      -infinity,
                      nan,
                      T(1),
                      T(-1),
                      T(-2),
                      T(1e30),
                      T(-1e30),
                      std::numeric_limits<T>::min(),
                      std::numeric_limits<T>::denorm_min()};
  for (const Function& function : functions) {
    Aligned<T> memory(2 * strip, T(0.5));
    std::copy(std::begin(values), std::end(values), memory.begin() + strip);
    apply_to_strip(set, *find_elementwise(function.name), memory);
    for (std::size_t i = 0; i < std::size(values); ++i) {
      CAPTURE(function.name);
      CAPTURE(values[i]);
      CAPTURE(memory[i]);
      const T exact = static_cast<T>(function.exact(values[i]));
      CHECK(distance(memory[i], exact) <= function.bound);
    }
  }
}

}  // namespace

TEST_CASE("vector functions keep their error bounds") {
  for (const InstructionSet set : available_instruction_sets())
    for (const Function& function : functions) {
      CAPTURE(name(set));
      CAPTURE(function.name);
      CAPTURE(function.low);
      CHECK(largest_error<double>(set, function) <= function.bound);
      CHECK(largest_error<float>(set, function) <= function.bound);
    }
}

TEST_CASE("vector functions follow the C library at special values") {
  for (const InstructionSet set : available_instruction_sets()) {
    CAPTURE(name(set));
    check_special_values<double>(set);
    check_special_values<float>(set);
  }
}
