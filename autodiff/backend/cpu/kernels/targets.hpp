// What every kernel file includes before Highway: the instruction sets that are worth their compile time. The
// others differ from these by instructions that no kernel here uses.
#pragma once

// A build with sanitizers takes minutes for every set: it has the portable one and the widest.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ANSATZ_FEWER_TARGETS (HWY_SSE4 | HWY_AVX2)
#endif
#endif
#ifndef ANSATZ_FEWER_TARGETS
#define ANSATZ_FEWER_TARGETS 0
#endif

#ifndef HWY_DISABLED_TARGETS
#define HWY_DISABLED_TARGETS \
  (HWY_SSSE3 | HWY_AVX3_DL | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | ANSATZ_FEWER_TARGETS)
#endif
