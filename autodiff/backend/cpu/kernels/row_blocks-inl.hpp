// How the rows of weights are cut into blocks: as they are packed, and as the micro-kernels take them.
//
// Included once per instruction set; the toggle is Highway's way of an include guard for such files.
#if defined(ANSATZ_ROW_BLOCKS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ANSATZ_ROW_BLOCKS_INL
#undef ANSATZ_ROW_BLOCKS_INL
#else
#define ANSATZ_ROW_BLOCKS_INL
#endif

#include <cstddef>

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {

constexpr bool many_registers = HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_NEON;
constexpr std::size_t row_block = many_registers ? 5 : 4;

/// Calls body(first row, rows) for each block; they differ by one row at most.
template <class Body>
HWY_INLINE void for_each_row_block(std::size_t rows, Body body) {
  const std::size_t blocks = (rows + row_block - 1) / row_block;
  for (std::size_t b = 0; b < blocks; ++b) {
    const std::size_t first = b * rows / blocks;
    body(first, (b + 1) * rows / blocks - first);
  }
}

}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
