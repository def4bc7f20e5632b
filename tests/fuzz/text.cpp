// Any bytes as a file: read, drawn, repaired, formatted.
#include <cstdint>

#include "dsl/promises.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t short_enough = 400;  // for checks of more than linear time
  const std::string text(reinterpret_cast<const char*>(data), size);
  ansatz::dsl::testing::check_text(text);
  if (size <= short_enough) ansatz::dsl::testing::check_spans(text);
  return 0;
}
