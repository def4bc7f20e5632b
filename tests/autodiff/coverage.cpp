// Every operation there is stands in the tables that tests loop over: derivatives, random graphs, and comparisons of
// compiled programs with the reference executor. What stands there is found by walking over the graphs that these
// tests make, so nobody can claim it.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "ansatz/autodiff.hpp"
#include "random_graph.hpp"
#include "samples.hpp"

using namespace ansatz::ad;
using namespace ansatz::ad::testing;

namespace {

using Names = std::set<std::string_view>;

void add_operations(std::span<const Expr> outputs, Names& names) {
  for (const std::uint32_t id : reachable(outputs)) names.insert(info(outputs[0].graph().node(id).op).name);
}

Names in_samples() {
  Names names;
  for (const Sample& sample : samples()) {
    SampleLeaves l;
    const Expr y = sample.formula(l);
    add_operations({&y, 1}, names);
  }
  return names;
}

Names in_random_graphs() {
  Names names;
  for (std::uint64_t seed = 0; seed < random_graphs; ++seed)
    add_operations(RandomGraph(seed, {3, 3}, operations_of_random_graph(seed)).outputs, names);
  return names;
}

}  // namespace

TEST_CASE("every operation is in a test of derivatives, in a random graph and in a comparison with the reference") {
  const Names sampled = in_samples(), random = in_random_graphs();
  for (const OperationInfo& operation : operations()) {
    // The tests of derivatives loop over the table of elementwise operations itself; samples serve the others, whose
    // compiled values are compared with the reference too.
    if (!operation.elementwise)
      CHECK_MESSAGE(sampled.contains(operation.name), operation.name,
                    " is in no sample: tests/autodiff/samples.cpp has them");
    CHECK_MESSAGE(
        random.contains(operation.name), operation.name,
        " is in no random graph: a case in tests/autodiff/random_graph.cpp, and the number of cases above it");
  }
}
