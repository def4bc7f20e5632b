// Spaces of candidates: how many there are, and in which order.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "ansatz/core.hpp"
#include "core/contains.hpp"

using namespace ansatz;
using namespace ansatz::search;
using test::contains;

namespace {

Space small(std::vector<std::string> graphs) {
  const Operators all;
  return Space({.graphs = std::move(graphs),
                .unary = {all.named("tanh"), all.named("sin")},
                .binary = {all.named("add"), all.named("mul")},
                .many = {all.named("max_n")}});
}

std::vector<std::string> names(const Space& space) {
  std::vector<std::string> made;
  for (std::uint64_t i = 0; i < space.size(); ++i) made.push_back(space[i].name());
  return made;
}

std::string refusal(std::vector<std::string> graphs) {
  try {
    small(std::move(graphs));
  } catch (const UserError& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("candidates are numbered graph by graph, the first word changes last") {
  CHECK(names(small({"unary(unary)", "binary"})) == std::vector<std::string>{"tanh(tanh(x))", "tanh(sin(x))",
                                                                             "sin(tanh(x))", "sin(sin(x))", "add(x,x)",
                                                                             "mul(x,x)"});
  CHECK(names(small({"binary(unary, unary)"})) ==
        std::vector<std::string>{"add(tanh(x),tanh(x))", "add(tanh(x),sin(x))", "add(sin(x),tanh(x))",
                                 "add(sin(x),sin(x))", "mul(tanh(x),tanh(x))", "mul(tanh(x),sin(x))",
                                 "mul(sin(x),tanh(x))", "mul(sin(x),sin(x))"});
  CHECK(names(small({"many(unary, binary(unary, unary), unary)"})).size() == 2 * 2 * 2 * 2 * 2);
  CHECK(names(small({"unary"})) == std::vector<std::string>{"tanh(x)", "sin(x)"});
}

TEST_CASE("the spaces of AQuaSurF have 5,103 names, and a million") {
  const Operators operators;
  const std::vector<std::string> all = names(aquasurf_space(operators));
  CHECK(all.size() == 5103);
  CHECK(std::set(all.begin(), all.end()).size() == 5103);
  CHECK(all.front() == "add(zero(x),zero(x))");
  CHECK(all.back() == "min(hard_sigmoid(x),hard_sigmoid(x))");
  for (const std::string& name : all) CHECK(Candidate::parse(name, operators).name() == name);

  const Space large = aquasurf_large_space(operators);
  CHECK(large.size() == 1'023'516);  // 27^4 + 4 27^3 + 3 * 7 27^3
  CHECK(large[0].name() == "zero(zero(zero(zero(x))))");
  CHECK(large[27 * 27 * 27 * 27].name() == "sum_n(zero(x),zero(x),zero(x))");
  CHECK(large[large.size() - 1].name() == "hard_sigmoid(min(hard_sigmoid(x),hard_sigmoid(x)))");
  std::set<std::string> some;
  for (std::uint64_t i = 0; i < large.size(); i += 97) some.insert(large[i].name());
  CHECK(some.size() == (large.size() + 96) / 97);
}

TEST_CASE("what is no space is refused") {
  CHECK(contains(refusal({}), "needs a graph"));
  CHECK(
      contains(refusal({"ternary"}), "`ternary` is no graph of operators: its words are `unary`, `binary` and `many`"));
  CHECK(contains(refusal({"binary(unary)"}), "`binary` does not take 1 arguments"));
  CHECK(contains(refusal({"unary(unary, unary)"}), "`unary` does not take 2 arguments"));
  CHECK(contains(refusal({"many"}), "`many` does not take 0 arguments"));
  CHECK(contains(refusal({"unary(unary"}), "a `)` is missing"));
  CHECK(contains(refusal({"unary)"}), "`)` is too much"));
  CHECK(contains(refusal({""}), "its words are"));
  std::string deep = "unary";
  for (int i = 0; i < 60; ++i) deep = "unary(" + deep + ")";
  CHECK(contains(refusal({deep}), "too many candidates"));
  const Operators all;
  CHECK_THROWS_WITH_AS(Space({.graphs = {"unary"}, .unary = {}, .binary = {}, .many = {}}),
                       doctest::Contains("there are no operators for `unary`"), UserError);
  CHECK_THROWS_WITH_AS(Space({.graphs = {"unary"}, .unary = {all.named("add")}, .binary = {}, .many = {}}),
                       doctest::Contains("`add` is no unary operator"), UserError);
  CHECK_THROWS_WITH_AS(small({"unary"})[2], doctest::Contains("there is no candidate 2 in a space of 2"), UserError);
}
