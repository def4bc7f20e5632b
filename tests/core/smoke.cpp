#include <doctest/doctest.h>

#include "ansatz/core/problem.hpp"

TEST_CASE("a constant schedule is constant") {
  ansatz::Schedule schedule;
  CHECK(schedule.at_step(0, 10) == schedule.at_step(9, 10));
}
