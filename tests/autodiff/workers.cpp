// Rounds of a team of threads: every task is done once, and who is inside is waited for.
#include "backend/interface/workers.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

using namespace ansatz::ad;

TEST_CASE("every task of every round is done once, by any number of threads, and is seen by the caller") {
  for (const int threads : {1, 2, 7}) {
    CAPTURE(threads);
    Workers workers(threads);
    std::vector<int> times(50, 0);
    int wrong = 0;
    for (int round = 1; round <= 3000; ++round) {
      const std::size_t tasks = static_cast<std::size_t>(round) % times.size();
      workers.for_each(tasks, [&](std::size_t task) { ++times[task]; });
      for (std::size_t task = 0; task < times.size(); ++task) {
        wrong += times[task] != (task < tasks ? 1 : 0);
        times[task] = 0;
      }
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("a round ends when all who joined it have left") {
  struct Round {
    std::atomic<int> joined = 0, left = 0;
  } round;
  Workers workers(3);
  for (int rounds = 1; rounds <= 20; ++rounds) {
    round.joined = round.left = 0;
    workers.team().run(
        [](void* context, int member) {
          Round& own = *static_cast<Round*>(context);
          if (member == 0) {
            while (own.joined == 0) std::this_thread::yield();
            return;
          }
          ++own.joined;
          std::this_thread::sleep_for(std::chrono::milliseconds(1));
          ++own.left;
        },
        &round);
    CHECK(round.left == round.joined);
  }
}

TEST_CASE("threads that sleep between rounds come back, and end with their team") {
  Workers workers(2);
  std::atomic<bool> helped = false;
  for (int rounds = 0; rounds < 2; ++rounds) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // more than they spin
    helped = false;
    workers.team().run(
        [](void* context, int member) {
          auto& flag = *static_cast<std::atomic<bool>*>(context);
          if (member == 1) flag = true;
          while (!flag) std::this_thread::yield();
        },
        &helped);
    CHECK(helped);
  }
}

namespace {

/// Teams of many sizes that live for a round or two, so that some of their threads come to the last one as it closes.
/// One that misses its end sleeps for ever, and this test with it.
void live_shortly(int lives) {
  int done = 0, asked = 0;
  for (int life = 0; life < lives; ++life) {
    Workers workers(2 + life % 15);
    for (int round = 0; round <= life % 2; ++round) {
      std::atomic<int> tasks = 0;
      const int some = 1 + life % 7;
      workers.for_each(static_cast<std::size_t>(some), [&](std::size_t) { ++tasks; });
      done += tasks;
      asked += some;
    }
  }
  CHECK(done == asked);
}

}  // namespace

TEST_CASE("a team that ends as its threads come to a round ends") { live_shortly(1500); }

TEST_CASE("teams that end as their threads come to a round end, twenty thousand of them" *
          doctest::test_suite("long")) {
  live_shortly(20000);
}
