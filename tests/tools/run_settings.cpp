// What tells runs apart: values without the arguments that they share.
#include "program/run_settings.hpp"

#include <doctest/doctest.h>

using ansatz::cli::without_common_arguments;
using Values = std::vector<std::string>;

TEST_CASE("arguments that are the same everywhere are left out, others stay") {
  CHECK(without_common_arguments({"fixed", "gaaf(n = 10, op = exp)", "nlaaf(n = 10, op = exp)"}) ==
        Values{"fixed", "gaaf", "nlaaf"});
  CHECK(without_common_arguments({"gaaf(n = 10, recovery = 0)", "gaaf(n = 10, recovery = 1)"}) ==
        Values{"gaaf(recovery = 0)", "gaaf(recovery = 1)"});
  CHECK(without_common_arguments({"gaaf(n = max(1, 2), k = [1, 2])", "f(n = max(1, 2), k = [2, 1])"}) ==
        Values{"gaaf(k = [1, 2])", "f(k = [2, 1])"});
}

TEST_CASE("values that differ stay different, and those that are no calls stay as they are") {
  CHECK(without_common_arguments({"gaaf(n = 10)", "gaaf"}) == Values{"gaaf(n = 10)", "gaaf"});
  const Values plain{"1e-3", "[20]*3", "(1 + 2)", "", ")", "(", "-", "f(", "f()"};
  CHECK(without_common_arguments(plain) == Values{"1e-3", "[20]*3", "(1 + 2)", "", ")", "(", "-", "f(", "f"});
}
