#include "backend/interface/workers.hpp"

#include <fmt/format.h>

#include <system_error>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::ad {
namespace {

// A step is divided into rounds of some ten microseconds: a thread spins for about that long before it offers its
// processor to others, and sleeps when nothing came for some milliseconds, as between two runs.
constexpr int spins_before_yield = 256;
constexpr int yields_before_sleep = 200;

inline void pause() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#endif
}

/// Spins while `waiting()`; false when patience ran out.
template <class Condition>
bool spin_while(Condition waiting, int yields) {
  for (int y = 0; y < yields; ++y) {
    for (int s = 0; s < spins_before_yield; ++s) {
      if (!waiting()) return true;
      pause();
    }
    std::this_thread::yield();
  }
  return !waiting();
}

}  // namespace

Workers::Team::Team(int count) {
  try {
    for (int member = 1; member < count; ++member) threads_.emplace_back([this, member] { serve(member); });
  } catch (const std::system_error& error) {
    stopping_ = true;
    ++round_;
    round_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    throw WorldFailure(fmt::format("the system refused thread {} of {}: {}", threads_.size() + 2, count, error.what()));
  }
}

Workers::Team::~Team() {
  stopping_ = true;
  ++round_;
  round_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Workers::Team::run(Job job, void* context) {
  if (!threads_.empty()) {
    job_ = job;
    context_ = context;
    working_.store(static_cast<int>(threads_.size()), std::memory_order_relaxed);
    round_.fetch_add(1, std::memory_order_release);
    round_.notify_all();
  }
  job(context, 0);
  while (!spin_while([this] { return working_.load(std::memory_order_acquire) != 0; }, yields_before_sleep))
    std::this_thread::yield();
}

void Workers::Team::serve(int member) {
  std::uint32_t seen = 0;
  for (;;) {
    const auto waiting = [&] { return round_.load(std::memory_order_acquire) == seen; };
    if (!spin_while(waiting, yields_before_sleep))
      while (waiting()) round_.wait(seen, std::memory_order_acquire);
    ++seen;
    if (stopping_) return;
    job_(context_, member);
    working_.fetch_sub(1, std::memory_order_release);
  }
}

Workers::Workers(int count) {
  if (count < 1 || count > 1024)
    throw UserError(fmt::format("{} threads were asked for; the number must lie between 1 and 1024", count));
  team_ = std::make_unique<Team>(count);
}

Workers::~Workers() = default;

int Workers::count() const { return team_->size(); }

void Workers::for_each(std::size_t tasks, const std::function<void(std::size_t task)>& f) {
  struct Shared {
    std::size_t tasks;
    const std::function<void(std::size_t)>& f;
    std::atomic<std::size_t> next = 0;
  } shared{tasks, f};
  team_->run(
      [](void* context, int) {
        auto& s = *static_cast<Shared*>(context);
        for (std::size_t task; (task = s.next.fetch_add(1, std::memory_order_relaxed)) < s.tasks;) s.f(task);
      },
      &shared);
}

}  // namespace ansatz::ad
