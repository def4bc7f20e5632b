#include <doctest/doctest.h>

#include "ansatz/autodiff/operation.hpp"

TEST_CASE("the table of operations is numbered like the enumeration") {
  for (std::size_t i = 0; i < ansatz::ad::operations().size(); ++i)
    CHECK(static_cast<std::size_t>(ansatz::ad::operations()[i].op) == i);
}
