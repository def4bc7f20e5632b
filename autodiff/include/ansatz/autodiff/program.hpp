// Programs: expressions made ready to run.
//
// `compile` turns outputs into an immutable `Program`: a flat list of instructions with sizes and storage
// slots, no pointers into the graph. A `Workspace` holds the memory of one running program; `run` is const,
// allocates nothing, and may be called from several threads with a workspace each.
//
// The points of each axis are cut into tiles; a worker carries a tile through the whole program, forward and
// reverse, before it takes the next, so that intermediate values never leave the cache. The cut does not
// depend on the number of workers and partial sums are combined in a fixed pairwise order: any number of
// workers gives the same bits.
//
// Memory layout at the boundary, always double: a free value row by row; a value on an axis row by row with
// its points contiguous (row r of point p stands at [r * points + p]).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/autodiff/instruction_set.hpp"

namespace ansatz::ad {

enum class Precision { f64, f32 };

struct CompileOptions {
  Precision precision = Precision::f64;  // of the arithmetic; the boundary is double in both
  std::uint32_t tile = 0;                // points a tile, a multiple of 64; 0 chooses by working set
  InstructionSet instruction_set = InstructionSet::best;
  bool native = true;  // machine code for sums of products where the processor has AVX-512: faster, the same bits
};

/// A fixed team of threads; the calling thread is worker 0. One team can serve many workspaces, one at a time.
class Workers {
 public:
  explicit Workers(int count = 1);
  ~Workers();
  int count() const;
  /// Calls f(task) for every task below `tasks`, each on some worker, in no particular order; returns when all are
  /// done. `f` must not throw. Results are reproducible if each task writes what no other task touches.
  void for_each(std::size_t tasks, const std::function<void(std::size_t task)>& f);

  struct Team;  // the library's own
  Team& team() { return *team_; }

 private:
  std::unique_ptr<Team> team_;
};

/// Counts that tests pin and profiles show.
struct ProgramStatistics {
  std::size_t instructions = 0;
  std::size_t point_products = 0;   // matrix products per point, forward and transposed
  std::size_t outer_products = 0;   // weight-gradient products per point
  std::size_t elementwise = 0;      // elementwise operations per point (rows not counted)
  double gemm_flops_per_point = 0;  // largest axis
  std::size_t tile_bytes = 0;       // working set of a tile, per worker
  std::uint32_t tile_points = 0;
  std::size_t native_strips = 0;  // sums of products that run as machine code made for this program
};

class Program;
struct Profile;

class Workspace {
 public:
  Workspace(const Program& program, Workers& workers);
  ~Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;

  struct Memory;  // the library's own

 private:
  friend class Program;
  std::unique_ptr<Memory> memory_;
};

class Program {
 public:
  Program(Program&&) noexcept;
  Program& operator=(Program&&) noexcept;
  ~Program();

  /// Inputs and outputs in the order given to `compile`. `points[a]` is the number of points of axis id a
  /// (index 0 is unused); at least 1 for each axis the program uses. Pointers must stay valid during the call.
  void run(Workspace& workspace, std::span<const std::size_t> points, std::span<const double* const> inputs,
           std::span<double* const> outputs) const;

  /// The same with a stopwatch: where the time goes (profile.hpp). Allocates.
  Profile profile(Workspace& workspace, std::span<const std::size_t> points, std::span<const double* const> inputs,
                  std::span<double* const> outputs) const;

  /// For small uses and tests: one call, own memory. Every output as a vector in boundary layout.
  std::vector<std::vector<double>> operator()(std::span<const std::vector<double>> inputs) const;

  const Shape& input_shape(std::size_t index) const;
  const Shape& output_shape(std::size_t index) const;
  const ProgramStatistics& statistics() const;

  struct Code;  // the library's own

 private:
  friend class Workspace;
  friend Program compile(std::span<const Expr>, std::span<const Expr>, const CompileOptions&);
  explicit Program(std::unique_ptr<const Code> code);
  std::unique_ptr<const Code> code_;
};

/// Every leaf that the outputs depend on must be among `inputs`; throws UserError naming those that are not.
/// `inputs` are leaves (parameter, input). Unused inputs are allowed.
Program compile(std::span<const Expr> inputs, std::span<const Expr> outputs, const CompileOptions& options = {});
Program compile(std::initializer_list<Expr> inputs, std::initializer_list<Expr> outputs,
                const CompileOptions& options = {});

/// The oracle: evaluates the same expressions with one plain scalar loop per node and no code of the
/// compiled path. Same layout of inputs and outputs as `Program::operator()`. Slow, obvious, for tests.
std::vector<std::vector<double>> evaluate_reference(std::span<const Expr> inputs, std::span<const Expr> outputs,
                                                    std::span<const std::vector<double>> input_values);

}  // namespace ansatz::ad
