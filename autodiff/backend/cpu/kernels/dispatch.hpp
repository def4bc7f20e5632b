// How a kernel written once for every instruction set is found at run time.
//
// A kernel file is compiled once per set (hwy/foreach_target.h) and exports one function that returns its table of
// kernels. `ANSATZ_SELECT(function, set)` calls that function as compiled for `set`. Highway's own
// HWY_DYNAMIC_DISPATCH knows only one choice for the whole process; here each program keeps its own, so that
// tests can run several beside each other without global state.
//
// Include after hwy/foreach_target.h and hwy/highway.h, outside of HWY_NAMESPACE.
#pragma once

#include <cstdint>

#include "ansatz/autodiff/instruction_set.hpp"

namespace ansatz::ad {

/// The Highway targets a program for `set` may use. Throws UserError when the processor or the build lacks it.
std::int64_t highway_targets(InstructionSet set);

}  // namespace ansatz::ad

#if HWY_IDE || ((HWY_TARGETS & (HWY_TARGETS - 1)) == 0)
#define ANSATZ_SELECT(function, set) (HWY_DISPATCH_TABLE(function)[0 * static_cast<int>(set)]())
#else
#define ANSATZ_SELECT(function, set) \
  (HWY_DISPATCH_TABLE(               \
      function)[::ansatz::ad::dispatch_index<HWY_TARGETS>(set, [](hwy::ChosenTarget& c) { return c.GetIndex(); })]())

namespace ansatz::ad {

template <std::int64_t, class Index>
std::size_t dispatch_index(InstructionSet set, Index index) {
  hwy::ChosenTarget chosen;
  chosen.Update(highway_targets(set));
  return index(chosen);
}

}  // namespace ansatz::ad
#endif
