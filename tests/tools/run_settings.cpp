// What tells runs apart: values without the arguments that they share, and names in an order.
#include "program/run_settings.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "program/natural_order.hpp"

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

TEST_CASE("names are in the order of their numbers, and any order of names comes to the same") {
  const Values ordered{"", "a", "a-2", "a-02", "a-10", "a-10b1", "a-10b12", "b", "n99999999999999999999999", "n1"};
  Values names = ordered;
  std::sort(names.begin(), names.end(), ansatz::cli::comes_before);
  const Values once = names;
  std::sort(names.rbegin(), names.rend(), ansatz::cli::comes_before);
  std::sort(names.begin(), names.end(), ansatz::cli::comes_before);
  CHECK(names == once);
  CHECK(std::find(once.begin(), once.end(), "a-2") < std::find(once.begin(), once.end(), "a-10"));
  for (const std::string& a : ordered) {
    CHECK(!ansatz::cli::comes_before(a, a));
    for (const std::string& b : ordered)
      CHECK((a == b || ansatz::cli::comes_before(a, b) != ansatz::cli::comes_before(b, a)));
  }
}
