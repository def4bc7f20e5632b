// The order of free values: operands first, whatever the graph; and long runs where many values are alike.
#include "backend/cpu/lowering/free_order.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

#include "ansatz/autodiff.hpp"

using namespace ansatz::ad;

namespace {

struct Values {
  std::vector<std::uint32_t> ids;
  std::map<std::uint32_t, std::vector<std::uint32_t>> operands;
  std::map<std::uint32_t, std::uint32_t> kind;
  std::uint32_t kinds = 4;

  std::vector<std::uint32_t> in_runs() const {
    return ansatz::ad::in_runs({ids, [&](std::uint32_t id) { return std::span(operands.at(id)); },
                                [&](std::uint32_t id) { return kind.at(id); }, kinds});
  }
  std::size_t runs(const std::vector<std::uint32_t>& order) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < order.size(); ++i) count += i == 0 || kind.at(order[i]) != kind.at(order[i - 1]);
    return count;
  }
};

}  // namespace

TEST_CASE("free values: all of them once, operands first") {
  std::mt19937 random(7);
  for (int trial = 0; trial < 200; ++trial) {
    Values values;
    for (std::uint32_t id = 10; id < 60; ++id) {
      if (random() % 4 == 0) continue;  // a number that is no value of this phase
      values.ids.push_back(id);
      values.kind[id] = static_cast<std::uint32_t>(random() % values.kinds);
      for (std::size_t i = random() % 4; i > 0; --i)
        values.operands[id].push_back(static_cast<std::uint32_t>(random() % id));  // twice the same one at times
      values.operands[id];
    }
    std::vector<std::uint32_t> order = values.in_runs();
    for (std::size_t i = 0; i < order.size(); ++i)
      for (const std::uint32_t operand : values.operands[order[i]])
        CHECK(std::find(order.begin() + static_cast<std::ptrdiff_t>(i), order.end(), operand) == order.end());
    std::sort(order.begin(), order.end());
    CHECK(order == values.ids);
  }
}

TEST_CASE("free values: many formulas alike take as many runs as one") {
  Values values;
  std::uint32_t id = 0;
  const auto make = [&](std::uint32_t kind, std::vector<std::uint32_t> operands) {
    values.ids.push_back(id);
    values.kind[id] = kind;
    values.operands[id] = std::move(operands);
    return id++;
  };
  std::uint32_t sum = make(3, {});
  for (int term = 0; term < 100; ++term) {  // a square, its difference from something, the square of that, a sum
    const std::uint32_t square = make(0, {}), difference = make(1, {square});
    sum = make(2, {sum, make(0, {difference, difference})});
  }
  CHECK(values.runs(values.ids) > 300);
  CHECK(values.runs(values.in_runs()) <= 6);
}

TEST_CASE("a sum of as many numbers as one likes: no depth of a tree is too much") {
  constexpr std::size_t terms = 120'000;
  Graph graph;
  std::vector<Expr> x;
  for (std::size_t i = 0; i < terms; ++i) x.push_back(graph.parameter("x"));
  Expr sum = x[0];
  for (std::size_t i = 1; i < terms; ++i) sum = sum + x[i];
  std::vector<std::vector<double>> values;
  for (std::size_t i = 0; i < terms; ++i) values.push_back({static_cast<double>(i)});
  const std::vector<Expr> outputs{sum, grad(sum, x)[terms / 2]};
  const auto results = compile(x, outputs)(values);
  CHECK(results[0][0] == 0.5 * terms * (terms - 1.0));  // whole numbers below 2^53: exact in any order
  CHECK(results[1][0] == 1);
}
