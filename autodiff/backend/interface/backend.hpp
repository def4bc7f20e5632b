// The seam: what a back end is given, and what it gives back.
//
// A back end turns the outputs of a graph, with its inputs, into an `Executable`: something that runs. What it takes
// from the graph it takes while it compiles; nothing it makes points into the graph afterwards. How values are laid out
// inside, in tiles and strips, on one thread or many, is its own affair; at the boundary all values are doubles in the
// layout of program.hpp.
//
// Whoever asks has been checked before (program/compile.cpp, program/program.cpp): inputs are leaves of one graph,
// every leaf in use is among them, every axis in use has points, arrays are as many as inputs and outputs.
//
// Read next: backends.hpp (the list of them), reference/reference.cpp (the smallest one).
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "ansatz/autodiff/profile.hpp"
#include "ansatz/autodiff/program.hpp"

namespace ansatz::ad {

/// What the caller of `Program::run` gave. `points` is indexed by the number of the axis; the free one has 1.
struct Boundary {
  std::span<const std::size_t> points;
  std::span<const double* const> inputs;
  std::span<double* const> outputs;
};

/// What one running program writes to. Made once by `Executable::make_memory`, used by one run at a time.
class Memory {
 public:
  virtual ~Memory() = default;
};

/// Something that runs. Immutable: several threads may run it, each in a memory of its own.
class Executable {
 public:
  virtual ~Executable() = default;

  /// Memory for runs by this team, which must live as long.
  virtual std::unique_ptr<Memory> make_memory(Workers& workers) const = 0;
  /// `memory` was made by this executable. Equal values in give equal bits out, for any number of workers.
  virtual void run(Memory& memory, const Boundary& boundary) const = 0;
  /// The same results, and where the time went.
  virtual Profile profile(Memory& memory, const Boundary& boundary) const = 0;
  virtual const ProgramStatistics& statistics() const = 0;
};

struct Backend {
  std::string_view name;
  std::string_view doc;
  /// There is at least one input or output. Throws UserError for options that it cannot serve.
  std::unique_ptr<const Executable> (*compile)(std::span<const Expr> inputs, std::span<const Expr> outputs,
                                               const CompileOptions& options);
};

}  // namespace ansatz::ad
