// Steps in their order, one function for each kind of item; where operands stand is known to addresses.hpp. At the end
// the work is counted.
#include "backend/cpu/lowering/emit.hpp"

#include <algorithm>

#include "backend/cpu/lowering/strips.hpp"
#include "backend/cpu/lowering/tile_size.hpp"
#include "backend/cpu/lowering/window_blocks.hpp"
#include "backend/cpu/lowering/winograd.hpp"

namespace ansatz::ad {
namespace {

using Kind = Item::Kind;

class Emitter {
 public:
  Emitter(const std::vector<Item>& items, Addresses& addresses, PointLoop& loop, std::size_t lanes)
      : items_(items), addresses_(addresses), loop_(loop), lanes_(lanes) {}

  /// What stands before all steps: other loops write where this one has its zeros.
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
      case Kind::maximum: return emit_maximum(first);
      case Kind::gemm: return emit_product(first);
      case Kind::assemble: return emit_parts(first);
      case Kind::function: return emit_function(first);
      case Kind::load: return add(LoadCode{items_[first].number, items_[first].rows, addresses_.item(first).offset});
      case Kind::keep:
        return add(KeepCode{items_[first].first, items_[first].rows, addresses_.operand(items_[first].operands[0])});
      case Kind::recall: return add(RecallCode{items_[first].first, items_[first].rows, addresses_.item(first).offset});
      default:
        return add(StoreCode{items_[first].number, items_[first].first, items_[first].rows,
                             addresses_.operand(items_[first].operands[0])});
    }
  }

 private:
  void add(const TileInstruction& instruction) { loop_.code.push_back(instruction); }

  void emit_group(const Step& step) {
    const auto first = static_cast<std::uint32_t>(loop_.strips.size());
    emit_strips(items_, step, addresses_, loop_.strips);
    add(StripsCode{first, static_cast<std::uint32_t>(loop_.strips.size()) - first, items_[step.items[0]].rows});
  }

  void emit_outer(const Step& step) {
    const Item& item = items_[step.items[0]];
    const auto first = static_cast<std::uint32_t>(loop_.pairs.size());
    for (const std::uint32_t i : step.items)
      loop_.pairs.push_back({addresses_.operand(items_[i].operands[0]), addresses_.operand(items_[i].operands[1])});
    add(OuterCode{item.rows, item.cols, first, static_cast<std::uint32_t>(step.items.size()),
                  addresses_.sums(item.number, item.rows, item.cols)});
  }

  void emit_function(std::uint32_t i) {
    const Item& item = items_[i];
    FunctionCode code{item.number, item.rows, static_cast<std::uint32_t>(item.operands.size()), {}, addresses_.item(i)};
    for (std::size_t k = 0; k < item.operands.size(); ++k) code.sources[k] = addresses_.operand(item.operands[k]);
    add(code);
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

  /// Where the row of every place of every window begins.
  std::vector<std::uint32_t> window_rows(const Item& item, const StripOperand& source) const {
    std::vector<std::uint32_t> rows;
    for (const std::uint32_t row : item.windows->rows)
      rows.push_back(row == Windows::zeros ? addresses_.zeros()->offset : source.offset + row * source.step);
    return rows;
  }

  void emit_windows(std::uint32_t i) {
    const Item& item = items_[i];
    const std::uint32_t windows = item.windows->count();
    if (const auto filter = choose_filter(item)) return emit_winograd(i, *filter);
    WindowCut cut = cut_windows(*item.windows, window_rows(item, addresses_.operand(item.operands[0])));
    add(WindowGemmCode{.rows = item.rows / windows,
                       .inner = item.cols,
                       .windows = windows,
                       .first_block = loop_.window_blocks.size(),
                       .block_count = cut.blocks.size(),
                       .weights = addresses_.weights(item),
                       .y = addresses_.item(i),
                       .part = !item.weights  ? Part::elementwise
                               : item.reverse ? Part::transposed_products
                                              : Part::forward_products});
    for (WindowBlock& block : cut.blocks) block.first_place += loop_.window_places.size();
    loop_.window_blocks.insert(loop_.window_blocks.end(), cut.blocks.begin(), cut.blocks.end());
    loop_.window_places.insert(loop_.window_places.end(), cut.places.begin(), cut.places.end());
  }

  void emit_winograd(std::uint32_t i, const Filter& filter) {
    const Item& item = items_[i];
    const WindowLattice& lattice = *item.windows->lattice;
    const std::uint32_t rows = item.rows / lattice.windows();
    add(WinogradCode{.filter = filter,
                     .lattice = lattice,
                     .rows = rows,
                     .weights = addresses_.filters(item, filter),
                     .x = addresses_.operand(item.operands[0]),
                     .y = addresses_.item(i),
                     .scratch = addresses_.scratch_numbers(winograd_scratch(filter, lattice, rows, lanes_))});
  }

  void emit_maximum(std::uint32_t i) {
    const Item& item = items_[i];
    const Windows& windows = *item.windows;
    add(MaximumCode{.value = item.maximum,
                    .windows = windows.count(),
                    .size = windows.size,
                    .rows = item.rows,
                    .first_row = loop_.window_rows.size(),
                    .image = addresses_.operand(item.operands[0]),
                    .second = addresses_.operand(item.operands.back()),
                    .y = addresses_.item(i)});
    loop_.window_rows.insert(loop_.window_rows.end(), windows.rows.begin(), windows.rows.end());
  }

  void emit_window_outer(std::uint32_t i) {
    const Item& item = items_[i];
    if (const auto filter = choose_gradient_filter(items_, item)) {
      const WindowLattice& lattice = *item.windows->lattice;
      return add(
          WinogradOuterCode{.filter = *filter,
                            .lattice = lattice,
                            .rows = item.rows,
                            .a = addresses_.operand(item.operands[0]),
                            .b = addresses_.operand(item.operands[1]),
                            .sums = addresses_.sums(item.number, item.rows, item.cols, filter->side * filter->side),
                            .scratch = addresses_.scratch_numbers(winograd_outer_scratch(*filter, item.rows, lanes_))});
    }
    const std::vector<std::uint32_t> rows = window_rows(item, addresses_.operand(item.operands[1]));
    add(WindowOuterCode{item.rows, item.cols, item.windows->count(), loop_.window_rows.size(),
                        addresses_.operand(item.operands[0]), addresses_.sums(item.number, item.rows, item.cols)});
    loop_.window_rows.insert(loop_.window_rows.end(), rows.begin(), rows.end());
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
    add(StripsCode{static_cast<std::uint32_t>(loop_.strips.size()), 1, rows});
    loop_.strips.push_back(copy);
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
  PointLoop& loop_;
  std::size_t lanes_;  // the most numbers of a vector
};

void count(const std::vector<Item>& items, const PointLoop& loop, Precision precision, ProgramStatistics& statistics) {
  double flops = 0;
  for (const Item& item : items) {
    statistics.point_products += item.kind == Kind::gemm && item.weights;
    statistics.outer_products += item.kind == Kind::outer;
    statistics.window_products += item.kind == Kind::windows && item.weights;
    statistics.elementwise += item.kind == Kind::strip;
    if ((item.kind == Kind::gemm && item.weights) || item.kind == Kind::outer) flops += 2.0 * item.rows * item.cols;
    if (item.kind == Kind::windows && item.weights) flops += 2.0 * item.rows * item.cols;
    if (item.kind == Kind::window_outer) flops += 2.0 * item.rows * item.cols * item.windows->count();
  }
  for (const TileInstruction& code : loop.code)
    statistics.filtered +=
        std::holds_alternative<WinogradCode>(code) || std::holds_alternative<WinogradOuterCode>(code);
  statistics.instructions += loop.code.size();
  if (statistics.tile_points != 0 && flops <= statistics.gemm_flops_per_point) return;
  statistics.gemm_flops_per_point = flops;
  statistics.tile_points = loop.tile_points;
  statistics.tile_bytes = std::size_t{loop.tile_rows} * loop.tile_stride * number_bytes(precision);
}

}  // namespace

PointLoop emit(Axis axis, const std::vector<Item>& items, const EmitOptions& options, FreeMemory& memory,
               ProgramStatistics& statistics) {
  const std::vector<Step> steps = schedule(items);
  Storage storage = assign_rows(items, steps);
  PointLoop loop;
  loop.axis = axis;
  loop.tile_points = options.tile != 0 ? options.tile : choose_tile_points(items, storage.rows, options.precision);
  loop.tile_stride = tile_stride(loop.tile_points, options.precision);
  Addresses addresses(std::move(storage), loop.tile_stride, memory);
  Emitter emitter(items, addresses, loop, scalar_width(options.precision));
  emitter.begin();
  for (const Step& step : steps) emitter.emit(step);
  loop.tile_rows = addresses.rows();
  loop.sums = addresses.sum_count();
  loop.reductions = addresses.reductions();
  count(items, loop, options.precision, statistics);
  return loop;
}

}  // namespace ansatz::ad
