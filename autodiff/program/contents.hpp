// What a program consists of: what a back end made, and what is checked before it runs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "backend/interface/backend.hpp"

namespace ansatz::ad {

struct Program::Contents {
  struct Input {
    const Graph* graph;  // with `node` the input's identity; never looked into
    std::uint32_t node;
    std::string name;
    Shape shape;
  };
  std::vector<Input> inputs;
  std::vector<Shape> output_shapes;
  std::vector<std::string> axes;         // names by number; of the graph, the free one included
  std::vector<std::uint32_t> used_axes;  // ascending
  std::unique_ptr<const Executable> executable;
};

struct Workspace::State {
  const Program::Contents* program;
  std::unique_ptr<Memory> memory;
  std::vector<std::size_t> points;  // by number of the axis
};

}  // namespace ansatz::ad
