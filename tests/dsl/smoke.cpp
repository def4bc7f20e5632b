#include <doctest/doctest.h>

#include "ansatz/dsl/diagnostic.hpp"

TEST_CASE("positions count lines and columns from one") {
  ansatz::dsl::Sources sources;
  auto file = sources.add("a", "x\ny");
  CHECK(sources.position(file, 2).line == 2);
  CHECK(sources.position(file, 2).column == 1);
}
