// What every kernel file includes before Highway: the instruction sets that are worth their compile time. The
// others differ from these by instructions that no kernel here uses.
#pragma once

#ifndef HWY_DISABLED_TARGETS
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3_DL | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128)
#endif
