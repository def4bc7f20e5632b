#include "backend/cpu/lowering/emit.hpp"

#include <algorithm>

#include "backend/cpu/kernels/outer.hpp"
#include "backend/cpu/lowering/strips.hpp"

namespace ansatz::ad {
namespace {

using Kind = Item::Kind;

/// What a tile may take, and its least row. With 2 MB of second-level cache, larger tiles than fit were no slower down
/// to 96 points, and smaller ones were: every weight gradient adds up its lanes once a tile. Where the widest need not,
/// smaller tiles are faster: they leave room in the cache for the weights and for what else uses it.
struct TileLimits {
  std::size_t working_set, least_row_bytes;
};
constexpr TileLimits usual_limits{std::size_t{2048} * 1024, 512}, limits_by_columns{std::size_t{1024} * 1024, 256};
/// Rows of a tile are longer than the least by such steps: a panel of `multiply` in kernels/gemm.cpp.
constexpr std::size_t row_step_bytes = 256, largest_row_bytes = 1024;
/// Between two rows, so that they start at different sets of the cache: a line of it.
constexpr std::size_t row_gap_bytes = 64;

std::uint32_t choose_tile(std::uint32_t rows, std::size_t number_bytes, const TileLimits& limits) {
  const std::size_t room = limits.working_set / std::max<std::size_t>(rows, 1);
  const std::size_t fitting = (room - std::min(room, row_gap_bytes)) / row_step_bytes * row_step_bytes;
  return static_cast<std::uint32_t>(std::clamp(fitting, limits.least_row_bytes, largest_row_bytes) / number_bytes);
}

const TileLimits& tile_limits(const std::vector<Item>& items, Precision precision) {
  const bool by_columns = precision == Precision::f64 && std::any_of(items.begin(), items.end(), [](const Item& item) {
                            return item.kind == Item::Kind::outer && sums_by_columns(item.rows, item.cols);
                          });
  return by_columns ? limits_by_columns : usual_limits;
}

class Emitter {
 public:
  Emitter(const std::vector<Item>& items, Addresses& addresses, Stage& stage)
      : items_(items), addresses_(addresses), stage_(stage) {}

  /// What stands before all steps: other stages write where this one has its zeros.
  void begin() {
    if (const auto zeros = addresses_.zeros()) emit_copy(addresses_.zero(), *zeros, 1);
  }

  void emit(const Step& step) {
    const std::uint32_t first = step.items[0];
    if (step.group) return emit_group(step);
    switch (items_[first].kind) {
      case Kind::outer: return emit_outer(step);
      case Kind::windows: return emit_windows(first);
      case Kind::window_outer: return emit_window_outer(first);
      case Kind::gemm: return emit_product(first);
      case Kind::assemble: return emit_parts(first);
      case Kind::function:
        return add(FunctionCode{items_[first].number, items_[first].rows, addresses_.operand(items_[first].operands[0]),
                                addresses_.item(first)});
      case Kind::load: return add(LoadCode{items_[first].number, items_[first].rows, addresses_.item(first).offset});
      default:
        return add(StoreCode{items_[first].number, items_[first].first, items_[first].rows,
                             addresses_.operand(items_[first].operands[0])});
    }
  }

 private:
  void add(const TileInstruction& instruction) { stage_.code.push_back(instruction); }

  void emit_group(const Step& step) {
    const auto first = static_cast<std::uint32_t>(stage_.strips.size());
    emit_strips(items_, step, addresses_, stage_.strips);
    add(StripsCode{first, static_cast<std::uint32_t>(stage_.strips.size()) - first, items_[step.items[0]].rows});
  }

  void emit_outer(const Step& step) {
    const Item& item = items_[step.items[0]];
    const auto first = static_cast<std::uint32_t>(stage_.pairs.size());
    for (const std::uint32_t i : step.items)
      stage_.pairs.push_back({addresses_.operand(items_[i].operands[0]), addresses_.operand(items_[i].operands[1])});
    add(OuterCode{item.rows, item.cols, first, static_cast<std::uint32_t>(step.items.size()),
                  addresses_.sums(item.number, item.rows, item.cols)});
  }

  void emit_product(std::uint32_t i) {
    const Item& item = items_[i];
    GemmCode code{.rows = item.rows,
                  .inner = item.cols,
                  .weights = addresses_.weights(item),
                  .x = addresses_.operand(item.operands[0]),
                  .y = addresses_.item(i),
                  .has_init = item.operands.size() > 1,
                  .init = {},
                  .transposed = item.transposed};
    if (code.has_init) code.init = addresses_.operand(item.operands[1]);
    add(code);
  }

  /// Where the rows of all windows begin; returns where they stand in the list.
  std::uint32_t add_windows(const Windows& windows, const StripOperand& source) {
    const auto first = static_cast<std::uint32_t>(stage_.window_rows.size());
    for (const std::uint32_t row : windows.rows)
      stage_.window_rows.push_back(row == Windows::zeros ? addresses_.zeros()->offset
                                                         : source.offset + row * source.step);
    return first;
  }

  void emit_windows(std::uint32_t i) {
    const Item& item = items_[i];
    const std::uint32_t windows = item.windows->count();
    add(WindowGemmCode{item.rows / windows, item.cols, windows,
                       add_windows(*item.windows, addresses_.operand(item.operands[0])), addresses_.weights(item),
                       addresses_.item(i)});
  }

  void emit_window_outer(std::uint32_t i) {
    const Item& item = items_[i];
    add(WindowOuterCode{item.rows, item.cols, item.windows->count(),
                        add_windows(*item.windows, addresses_.operand(item.operands[1])),
                        addresses_.operand(item.operands[0]), addresses_.working_rows(windows_at_once * item.cols),
                        addresses_.sums(item.number, item.rows, item.cols)});
  }

  void emit_copy(const StripOperand& source, std::uint32_t item, std::uint32_t row, std::uint32_t rows) {
    emit_copy(source, addresses_.item(item, row), rows);
  }

  void emit_copy(const StripOperand& source, const StripOperand& target, std::uint32_t rows) {
    StripInstruction copy;
    copy.code = copy_code;
    copy.operand_count = 1;
    copy.operands[0] = source;
    copy.target = target;
    add(StripsCode{static_cast<std::uint32_t>(stage_.strips.size()), 1, rows});
    stage_.strips.push_back(copy);
  }

  /// One copy for each part, and zeros in the gaps.
  void emit_parts(std::uint32_t i) {
    const Item& item = items_[i];
    std::uint32_t next = 0;
    for (std::size_t k = 0; k < item.operands.size(); ++k) {
      const auto [first, rows] = item.parts[k];
      if (first > next) emit_copy(addresses_.zero(), i, next, first - next);
      emit_copy(addresses_.operand(item.operands[k]), i, first, rows);
      next = first + rows;
    }
    if (next < item.rows) emit_copy(addresses_.zero(), i, next, item.rows - next);
  }

  const std::vector<Item>& items_;
  Addresses& addresses_;
  Stage& stage_;
};

void count(const std::vector<Item>& items, const Stage& stage, std::size_t number_bytes,
           ProgramStatistics& statistics) {
  double flops = 0;
  for (const Item& item : items) {
    statistics.point_products += item.kind == Kind::gemm && item.weights;
    statistics.outer_products += item.kind == Kind::outer;
    statistics.elementwise += item.kind == Kind::strip;
    if ((item.kind == Kind::gemm && item.weights) || item.kind == Kind::outer) flops += 2.0 * item.rows * item.cols;
    if (item.kind == Kind::windows && item.weights) flops += 2.0 * item.rows * item.cols;
    if (item.kind == Kind::window_outer) flops += 2.0 * item.rows * item.cols * item.windows->count();
  }
  statistics.instructions += stage.code.size();
  if (statistics.tile_points != 0 && flops <= statistics.gemm_flops_per_point) return;
  statistics.gemm_flops_per_point = flops;
  statistics.tile_points = stage.tile_points;
  statistics.tile_bytes = std::size_t{stage.tile_rows} * stage.tile_stride * number_bytes;
}

}  // namespace

Stage emit(Axis axis, const std::vector<Item>& items, const EmitOptions& options, FreeMemory& memory,
           ProgramStatistics& statistics) {
  const std::vector<Step> steps = schedule(items);
  Storage storage = assign_rows(items, steps);
  const std::size_t bytes = options.precision == Precision::f64 ? sizeof(double) : sizeof(float);
  Stage stage;
  stage.axis = axis;
  stage.tile_points =
      options.tile != 0 ? options.tile : choose_tile(storage.rows, bytes, tile_limits(items, options.precision));
  stage.tile_stride = stage.tile_points + static_cast<std::uint32_t>(row_gap_bytes / bytes);
  Addresses addresses(std::move(storage), stage.tile_stride, memory);
  Emitter emitter(items, addresses, stage);
  emitter.begin();
  for (const Step& step : steps) emitter.emit(step);
  stage.tile_rows = addresses.rows();
  stage.sums = addresses.sum_count();
  stage.reductions = addresses.reductions();
  count(items, stage, bytes, statistics);
  return stage;
}

}  // namespace ansatz::ad
