// opaque(v) is v, in a register, of an origin that the compiler cannot see.
//
// Included once per instruction set; the toggle is Highway's way of an include guard for such files.
#if defined(ANSATZ_OPAQUE_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ANSATZ_OPAQUE_INL
#undef ANSATZ_OPAQUE_INL
#else
#define ANSATZ_OPAQUE_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {

template <class V>
HWY_INLINE V opaque(V v) {
#if HWY_ARCH_X86 && HWY_TARGET == HWY_AVX3
  asm("" : "+v"(v.raw));
#elif HWY_ARCH_X86 && (HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_SSE4)
  asm("" : "+x"(v.raw));
#elif HWY_ARCH_ARM && HWY_TARGET == HWY_NEON
  asm("" : "+w"(v.raw));
#endif
  return v;
}

}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
