// The team of threads behind `Workers`.
//
// A job is one function that members call at the same time; the caller is member 0. It shares out its tasks
// among those who call it, each taking the next one when it has done its last, so whoever calls it returns when
// no task is left to take. A round is a job's time: it is open while the caller is inside, others join while it
// is open, and it ends when all who joined have left. Who comes too late, because the machine has other work for
// its processor, is not waited for.
//
// Who waits spins at first, since a training loop comes back within microseconds, and sleeps when nothing came for some
// milliseconds, or at once where others want its processor.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

#include "ansatz/autodiff/program.hpp"

namespace ansatz::ad {

struct Workers::Team {
  using Job = void (*)(void* context, int member);

  explicit Team(int count);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  int size() const { return static_cast<int>(threads_.size()) + 1; }
  /// Calls `job` by this thread and by others that find the time; returns when all have returned from it. `job` must
  /// not throw, and must do all there is to do whoever calls it.
  void run(Job job, void* context);
  /// f(task) for every task below `tasks`, each by whoever takes it.
  template <class F>
  void share(std::size_t tasks, const F& f);

 private:
  void serve(int member);
  /// Joins the open round, or waits for one that is not `last`; returns which one it is.
  std::uint64_t join(std::uint64_t last);
  void leave();
  void stop();

  Job job_ = nullptr;  // with `context_`: written while nobody is inside, read by those who are
  void* context_ = nullptr;
  std::atomic<bool> stopping_ = false;
  // How many are inside besides the caller, whether the round is open, and its number, in one word: who joins makes
  // sure in one step that it is open.
  alignas(64) std::atomic<std::uint64_t> round_ = 0;
  alignas(64) std::atomic<std::uint32_t> ended_ = 0;  // 1 when the last one has left a round that is closed
  std::vector<std::thread> threads_;
};

template <class F>
void Workers::Team::share(std::size_t tasks, const F& f) {
  struct Shared {
    std::size_t tasks;
    const F& f;
    std::atomic<std::size_t> next = 0;
  } shared{tasks, f};
  run(
      [](void* context, int) {
        auto& s = *static_cast<Shared*>(context);
        for (std::size_t task; (task = s.next.fetch_add(1, std::memory_order_relaxed)) < s.tasks;) s.f(task);
      },
      &shared);
}

}  // namespace ansatz::ad
