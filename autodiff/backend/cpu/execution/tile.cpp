// The instructions of a loop, one function each, on the points of one tile. `run_timed` is the same with a stopwatch.
//
// The last tile of an axis is short. Its rows are filled up to whole vectors with copies of the last point, so that the
// kernels compute nothing there that does not occur elsewhere; sums over points leave those copies out.
#include "backend/cpu/execution/tile.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "backend/cpu/lowering/tile_size.hpp"

namespace ansatz::ad {
namespace {

template <class T>
class TileRun {
 public:
  TileRun(const TileCall<T>& call, std::span<const Elementwise> functions)
      : loop_(call.loop),
        kernels_(call.kernels),
        boundary_(call.boundary),
        functions_(functions),
        first_(call.first),
        count_(call.count),
        padded_((call.count + kernels_.gemm.lanes - 1) / kernels_.gemm.lanes * kernels_.gemm.lanes),
        tile_(call.tile),
        prepared_(call.prepared),
        sums_(call.sums),
        kept_(call.kept) {}

  void operator()(const LoadCode& code) const {
    const std::size_t points = boundary_.points[loop_.axis.id];
    for (std::size_t row = 0; row < code.rows; ++row) {
      const double* source = boundary_.inputs[code.input] + row * points + first_;
      T* target = tile_ + code.target + row * loop_.tile_stride;
      for (std::size_t p = 0; p < count_; ++p) target[p] = static_cast<T>(source[p]);
      std::fill(target + count_, target + padded_, target[count_ - 1]);
    }
  }

  void operator()(const StoreCode& code) const {
    const std::size_t points = boundary_.points[loop_.axis.id];
    for (std::size_t row = 0; row < code.rows; ++row) {
      const T* source = at(code.source) + row * code.source.step;
      double* target = boundary_.outputs[code.output] + (code.first + row) * points + first_;
      if (code.source.scalar)
        std::fill_n(target, count_, static_cast<double>(*source));
      else
        std::copy_n(source, count_, target);  // moves memory where nothing is to convert
    }
  }

  void operator()(const KeepCode& code) const {
    for_each_line(code.row, [&](T* kept, std::size_t point, std::size_t points) {
      for (std::size_t row = 0; row < code.rows; ++row)
        copy_line(at(code.source) + row * code.source.step + point, points, kept + row * points_in_line);
    });
  }

  void operator()(const RecallCode& code) const {
    for_each_line(code.row, [&](const T* kept, std::size_t point, std::size_t points) {
      for (std::size_t row = 0; row < code.rows; ++row)
        copy_line(kept + row * points_in_line, points, tile_ + code.target + row * loop_.tile_stride + point);
    });
  }

  void operator()(const GemmCode& code) const {
    kernels_.gemm.multiply({.rows = code.rows,
                            .inner = code.inner,
                            .points = padded_,
                            .weights = prepared_ + code.weights,
                            .x = at(code.x),
                            .x_stride = code.x.step,
                            .y = tile_ + code.y.offset,
                            .y_stride = code.y.step,
                            .init = code.has_init ? at(code.init) : nullptr,
                            .init_stride = code.init.step,
                            .init_per_point = !code.init.scalar});
  }

  void operator()(const WindowGemmCode& code) const {
    kernels_.windows.multiply({.rows = code.rows,
                               .inner = code.inner,
                               .windows = code.windows,
                               .points = padded_,
                               .weights = prepared_ + code.weights,
                               .x = tile_,
                               .y = tile_ + code.y.offset,
                               .y_stride = code.y.step,
                               .blocks = loop_.window_blocks.data() + code.first_block,
                               .block_count = code.block_count,
                               .places = loop_.window_places.data()});
  }

  void operator()(const WinogradCode& code) const {
    kernels_.winograd.multiply({.filter = code.filter,
                                .lattice = code.lattice,
                                .rows = code.rows,
                                .points = padded_,
                                .weights = prepared_ + code.weights,
                                .x = at(code.x),
                                .x_stride = code.x.step,
                                .y = tile_ + code.y.offset,
                                .y_stride = code.y.step,
                                .scratch = tile_ + code.scratch,
                                .gemm = kernels_.gemm});
  }

  void operator()(const WinogradOuterCode& code) const {
    kernels_.winograd.accumulate({.filter = code.filter,
                                  .lattice = code.lattice,
                                  .rows = code.rows,
                                  .points = count_,
                                  .a = at(code.a),
                                  .a_stride = code.a.step,
                                  .b = at(code.b),
                                  .b_stride = code.b.step,
                                  .sums = sums_ + code.sums,
                                  .scratch = tile_ + code.scratch});
  }

  void operator()(const MaximumCode& code) const {
    const MaximaCall<T> call{.windows = code.windows,
                             .size = code.size,
                             .points = padded_,
                             .rows = loop_.window_rows.data() + code.first_row,
                             .image = {at(code.image), code.image.step},
                             .second = {at(code.second), code.second.step},
                             .y = {tile_ + code.y.offset, code.y.step},
                             .y_rows = code.rows};
    switch (code.value) {
      case WindowMaximum::Value::largest: return kernels_.maxima.largest(call);
      case WindowMaximum::Value::chosen: return kernels_.maxima.chosen(call);
      case WindowMaximum::Value::spread: return kernels_.maxima.spread(call);
    }
  }

  void operator()(const WindowOuterCode& code) const {
    const std::uint32_t* rows = loop_.window_rows.data() + code.first_row;
    std::array<OuterPair<T>, 64> pairs;  // sums are loaded and stored once for all of these
    for (std::size_t done = 0; done < code.windows;) {
      const std::size_t batch = std::min<std::size_t>(code.windows - done, pairs.size());
      for (std::size_t k = 0; k < batch; ++k, ++done)
        pairs[k] = {.a = tile_ + code.a.offset + done * code.a.step,
                    .b = tile_,
                    .a_stride = std::size_t{code.windows} * code.a.step,
                    .b_stride = 0,
                    .b_rows = rows + done * code.inner};
      kernels_.outer.accumulate({code.rows, code.inner, count_, pairs.data(), batch, sums_ + code.sums});
    }
  }

  void operator()(const OuterCode& code) const {
    std::array<OuterPair<T>, 8> pairs;  // a pair is a derivative stream, seldom more than these
    for (std::uint32_t done = 0; done < code.pair_count;) {
      const std::uint32_t batch = std::min<std::uint32_t>(code.pair_count - done, pairs.size());
      for (std::uint32_t k = 0; k < batch; ++k) {
        const OuterOperands& operands = loop_.pairs[code.first_pair + done + k];
        pairs[k] = {at(operands.a), at(operands.b), operands.a.step, operands.b.step};
      }
      kernels_.outer.accumulate({code.rows, code.cols, count_, pairs.data(), batch, sums_ + code.sums});
      done += batch;
    }
  }

  /// Behind the last point stand copies of its value, as everywhere.
  void operator()(const FunctionCode& code) const {
    const Elementwise& function = functions_[code.function];
    std::array<double, FunctionOfSeveral::most_arguments> x{};
    const std::span<const double> arguments(x.data(), code.arguments);
    for (std::size_t row = 0; row < code.rows; ++row) {
      T* target = tile_ + code.target.offset + row * code.target.step;
      for (std::size_t p = 0; p < count_; ++p) {
        for (std::size_t k = 0; k < code.arguments; ++k)
          x[k] = static_cast<double>(at(code.sources[k])[row * code.sources[k].step + p]);
        target[p] = static_cast<T>(function.value(arguments));
      }
      std::fill(target + count_, target + padded_, target[count_ - 1]);
    }
  }

  void operator()(const StripsCode& code) const { run_strips({strips(code), code.count}, code.rows, sums_); }

  void run_timed(const TileInstruction& instruction, Stopwatch& stopwatch) const {
    if (const auto* code = std::get_if<StripsCode>(&instruction)) return run_timed_strips(*code, stopwatch);
    std::visit(*this, instruction);
    stopwatch.charge(part_of(instruction));
  }

 private:
  static constexpr std::size_t points_in_line = line_bytes / sizeof(T);

  /// Lines of points of the tile, whole or as far as there are points: f(where its row `row` is kept, its first point
  /// in the tile, points). Tiles begin at whole lines (tile_size.hpp).
  template <class F>
  void for_each_line(std::size_t row, F&& f) const {
    for (std::size_t point = 0; point < padded_; point += points_in_line)
      f(kept_.values + ((first_ + point) / points_in_line * kept_.rows + row) * points_in_line, point,
        std::min(points_in_line, padded_ - point));
  }

  /// A whole line without a call: there are thousands of rows.
  static void copy_line(const T* from, std::size_t points, T* to) {
    if (points == points_in_line)
      std::copy_n(from, points_in_line, to);
    else
      std::copy_n(from, points, to);
  }

  static Part part_of(const TileInstruction& instruction) {
    if (const auto* gemm = std::get_if<GemmCode>(&instruction))
      return gemm->transposed ? Part::transposed_products : Part::forward_products;
    if (std::holds_alternative<FunctionCode>(instruction)) return Part::functions;
    if (std::holds_alternative<MaximumCode>(instruction)) return Part::elementwise;
    if (const auto* windows = std::get_if<WindowGemmCode>(&instruction)) return windows->part;
    if (const auto* windows = std::get_if<WinogradCode>(&instruction))
      return windows->lattice.mirrored ? Part::transposed_products : Part::forward_products;
    return std::holds_alternative<OuterCode>(instruction) || std::holds_alternative<WindowOuterCode>(instruction) ||
                   std::holds_alternative<WinogradOuterCode>(instruction)
               ? Part::weight_gradients
               : Part::transfers;
  }

  const StripInstruction* strips(const StripsCode& code) const { return loop_.strips.data() + code.first; }

  void run_strips(std::span<const StripInstruction> group, std::size_t rows, double* sums) const {
    kernels_.strip.run(group.data(), group.size(), rows, {tile_, prepared_, padded_, count_, sums});
  }

  /// The instructions of a group take turns every few rows, too often for a clock. So those of one part run by
  /// themselves first, which does no harm: all that they write is written again by the group. Sums go elsewhere.
  void run_timed_strips(const StripsCode& code, Stopwatch& stopwatch) const {
    constexpr std::array parts{Part::functions, Part::reductions};
    std::array<double, parts.size()> seconds{};
    for (std::size_t k = 0; k < parts.size(); ++k) {
      std::vector<StripInstruction> chosen;
      std::copy_if(strips(code), strips(code) + code.count, std::back_inserter(chosen),
                   [&](const StripInstruction& strip) {
                     return parts[k] == Part::reductions ? strip.code == reduce_code : is_function(strip.code);
                   });
      if (chosen.empty()) continue;
      std::vector<double> ignored(loop_.sums);
      stopwatch.add_extra(stopwatch.lap());
      run_strips(chosen, code.rows, ignored.data());
      seconds[k] = stopwatch.lap();
      stopwatch.add_extra(seconds[k]);
    }
    stopwatch.add_extra(stopwatch.lap());
    (*this)(code);
    double rest = stopwatch.lap();
    for (std::size_t k = 0; k < parts.size(); ++k) {
      const double share = std::min(seconds[k], rest);
      stopwatch.add(parts[k], share);
      rest -= share;
    }
    stopwatch.add(Part::elementwise, rest);
  }

  const T* at(const StripOperand& operand) const {
    return (operand.space == Space::tile ? tile_ : prepared_) + operand.offset;
  }

  const PointLoop& loop_;
  const KernelTables<T>& kernels_;
  const Boundary& boundary_;
  std::span<const Elementwise> functions_;
  std::size_t first_, count_, padded_;
  T* tile_;
  const T* prepared_;
  double* sums_;
  KeptRows<T> kept_;
};

}  // namespace

template <class T>
void run_tile(const TileCall<T>& call, std::span<const Elementwise> functions, Stopwatch* stopwatch) {
  const TileRun<T> run(call, functions);
  for (const TileInstruction& instruction : call.loop.code)
    if (stopwatch != nullptr)
      run.run_timed(instruction, *stopwatch);
    else
      std::visit(run, instruction);
}

template void run_tile(const TileCall<double>&, std::span<const Elementwise>, Stopwatch*);
template void run_tile(const TileCall<float>&, std::span<const Elementwise>, Stopwatch*);

}  // namespace ansatz::ad
