// How many processors are free: what the system says of those that compute, and what is never asked for.
#include "program/free_processors.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "ansatz/core/optimise/team.hpp"

using namespace ansatz;

TEST_CASE("threads that run are read from what the system says of its load") {
  CHECK(cli::running_threads("0.20 0.18 0.12 3/80 11206") == 3);
  CHECK(cli::running_threads("64.00 60.1 58.7 128/4096 1\n") == 128);
  for (const char* nothing :
       {"", "0.20", "0.20 0.18 0.12 ", "0.20 0.18 0.12 x/80 1", "0.2 0.2 0.2 3", "0.2 0.2 0.2 -1/2"}) {
    CAPTURE(nothing);
    CHECK(cli::running_threads(nothing) == std::nullopt);
  }
}

TEST_CASE("processors are free from one to all, and none but one where others compute on each") {
  const int all = worker_count(0);
  const int before = cli::free_processors();
  CHECK(before >= 1);
  CHECK(before <= all);
  std::atomic<bool> over = false;
  std::vector<std::thread> busy;
  for (int k = 0; k < 4 * all; ++k)
    busy.emplace_back([&] {
      while (!over) continue;
    });
  const int beside = cli::free_processors();
  over = true;
  for (std::thread& thread : busy) thread.join();
  CHECK(beside >= 1);
  CHECK(beside <= all);
  if (std::thread::hardware_concurrency() == static_cast<unsigned>(all)) CHECK(beside == 1);
}
