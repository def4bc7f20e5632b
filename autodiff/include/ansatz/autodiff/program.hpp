// Programs: expressions made ready to run.
//
// `compile` gives outputs to a back end, which makes an immutable `Program` of them without pointers into the
// graph. A `Workspace` holds the memory of one running program; `run` is const and may be called from several
// threads with a workspace each.
//
// The back end `cpu` cuts the points of each axis into tiles; a worker carries a tile through the whole program,
// forward and reverse, before it takes the next, so that intermediate values never leave the cache. The cut does not
// depend on the number of workers and partial sums are combined in a fixed pairwise order: any number of workers gives
// the same bits. Its `run` allocates nothing, but where a program keeps values at points between its phases and there
// are more points than ever before. The back end `reference` computes each value by one plain loop.
//
// Memory layout at the boundary, always double: a free value row by row; a value on an axis row by row with
// its points contiguous (row r of point p stands at [r * points + p]).
//
// Read next: profile.hpp (where time goes), work.hpp (what expressions ask for).
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/autodiff/instruction_set.hpp"

namespace ansatz::ad {

enum class Precision { f64, f32 };

/// What the back end `cpu` lets one choose; others do not look at it.
struct CpuOptions {
  std::uint32_t tile = 0;  // points a tile, a multiple of 64; 0 chooses by working set
  InstructionSet instruction_set = InstructionSet::best;
  bool native = true;  // machine code for sums of products where the processor has AVX-512: faster, the same bits
};

inline constexpr std::string_view default_backend = "cpu";

struct CompileOptions {
  Precision precision = Precision::f64;  // of the arithmetic; the boundary is double in both
  std::string backend{default_backend};  // one of `backends`
  CpuOptions cpu{};
};

struct BackendInfo {
  std::string_view name, doc;
};
/// Those that this build contains, the default first.
std::vector<BackendInfo> backends();

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
  std::size_t window_products = 0;  // products with the windows of images per point, forward and transposed
  std::size_t filtered = 0;         // of these and of their gradients, what runs by minimal filtering
  std::size_t elementwise = 0;      // elementwise operations per point (rows not counted)
  double gemm_flops_per_point = 0;  // largest axis
  std::size_t tile_bytes = 0;       // working set of a tile, per worker
  std::uint32_t tile_points = 0;
  std::size_t kept_rows = 0;      // values at points that are kept from one phase to later ones
  std::size_t native_strips = 0;  // sums of products that run as machine code made for this program
};

class Program;
struct Boundary;
struct Profile;

/// The memory of one running program. `workers` must live as long.
class Workspace {
 public:
  Workspace(const Program& program, Workers& workers);
  ~Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;

 private:
  friend class Program;
  struct State;
  std::unique_ptr<State> state_;
};

/// How many points an axis has in a run.
struct PointCount {
  Axis axis;
  std::size_t points = 1;
};

/// Values for one input of a program, in boundary layout; the input by its expression, or by its name where it is the
/// only one of that name.
struct Given {
  Given(Expr of, std::span<const double> numbers) : input(of), values(numbers) {}
  Given(std::string_view of, std::span<const double> numbers) : name(of), values(numbers) {}

  Expr input;
  std::string_view name;
  std::span<const double> values;
};

class Program {
 public:
  Program(Program&&) noexcept;
  Program& operator=(Program&&) noexcept;
  ~Program();

  /// Inputs and outputs in the order given to `compile`. `points` names every axis that the program uses, with
  /// at least one point. Pointers must stay valid during the call. Throws UserError where something is
  /// missing, and what a function of the user's own (elementwise.hpp) throws: then the outputs hold nothing,
  /// and the workspace serves again.
  void run(Workspace& workspace, std::span<const PointCount> points, std::span<const double* const> inputs,
           std::span<double* const> outputs) const;

  /// The same with a stopwatch: where the time goes (profile.hpp). Allocates.
  Profile profile(Workspace& workspace, std::span<const PointCount> points, std::span<const double* const> inputs,
                  std::span<double* const> outputs) const;

  // For small uses and tests: one call, own memory, one thread. Every output as a vector in boundary layout, in the
  // order given to `compile`. How many points an axis has is told by the values on it, or by `points`; sizes are
  // checked, and messages name the input.

  /// Values for all inputs, by expression or by name in any order: `program.call({{x, xs}, {"w", ws}})`.
  std::vector<std::vector<double>> call(std::span<const Given> given, std::span<const PointCount> points = {}) const;
  std::vector<std::vector<double>> call(std::initializer_list<Given> given,
                                        std::initializer_list<PointCount> points = {}) const;
  /// Values for all inputs, in the order given to `compile`.
  std::vector<std::vector<double>> operator()(std::span<const std::vector<double>> inputs) const;

  const Shape& input_shape(std::size_t index) const;
  const Shape& output_shape(std::size_t index) const;
  const ProgramStatistics& statistics() const;

  struct Contents;  // the library's own

 private:
  friend class Workspace;
  friend Program compile(std::span<const Expr>, std::span<const Expr>, const CompileOptions&);
  explicit Program(std::unique_ptr<const Contents> contents);
  Boundary boundary(Workspace& workspace, std::span<const PointCount> points, std::span<const double* const> inputs,
                    std::span<double* const> outputs) const;
  std::unique_ptr<const Contents> contents_;
};

/// Every leaf that the outputs depend on must be among `inputs`; throws UserError naming those that are not.
/// `inputs` are leaves (parameter, input), each once; there is an output at least. Unused inputs are allowed. A back
/// end that does not exist, or that cannot serve the options, is a UserError.
Program compile(std::span<const Expr> inputs, std::span<const Expr> outputs, const CompileOptions& options = {});
Program compile(std::initializer_list<Expr> inputs, std::initializer_list<Expr> outputs,
                const CompileOptions& options = {});

/// The oracle: one call of a program of the back end `reference`, which evaluates the expressions by one
/// plain scalar loop per node and no code of the others. Same layout of inputs and outputs as
/// `Program::operator()`. Slow, obvious, for tests.
std::vector<std::vector<double>> evaluate_reference(std::span<const Expr> inputs, std::span<const Expr> outputs,
                                                    std::span<const std::vector<double>> input_values);

}  // namespace ansatz::ad
