#include "backend/interface/workers.hpp"

#include <fmt/format.h>

#include <chrono>
#include <system_error>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::ad {
namespace {

// A step is divided into rounds of some ten microseconds: a thread spins for about that long before it offers its
// processor to others, and sleeps when nothing came for some milliseconds, as between two runs. It does so at once
// where spinning and offering take ten times as long as they do alone: somebody else has had the processor, wants it
// back, and spinning on would only take it from who has work, be it another member of the team.
constexpr int spins_before_yield = 256;
constexpr int yields_before_sleep = 200;
constexpr std::chrono::microseconds taken_by_others(150);

// The parts of the word that says how a round stands.
constexpr std::uint64_t inside = 1, all_inside = 0x3ff, open = 0x400, next_number = 0x800, number = ~(next_number - 1);

inline void pause() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#endif
}

/// Waits until `word` satisfies `ready`, and returns it.
template <class Word, class Condition>
Word await(const std::atomic<Word>& word, Condition ready) {
  using Clock = std::chrono::steady_clock;
  Word value{};
  auto begun = Clock::now();
  for (int y = 0; y < yields_before_sleep; ++y) {
    for (int s = 0; s < spins_before_yield; ++s) {
      if (ready(value = word.load(std::memory_order_acquire))) return value;
      pause();
    }
    std::this_thread::yield();
    const auto now = Clock::now();
    if (now - begun > taken_by_others) break;
    begun = now;
  }
  while (!ready(value = word.load(std::memory_order_acquire))) word.wait(value, std::memory_order_acquire);
  return value;
}

}  // namespace

Workers::Team::Team(int count) {
  try {
    for (int member = 1; member < count; ++member) threads_.emplace_back([this, member] { serve(member); });
  } catch (const std::system_error& error) {
    const std::size_t refused = threads_.size() + 2;
    stop();
    throw WorldFailure(fmt::format("the system refused thread {} of {}: {}", refused, count, error.what()));
  }
}

Workers::Team::~Team() { stop(); }

void Workers::Team::stop() {
  stopping_ = true;
  round_.fetch_add(next_number, std::memory_order_release);
  round_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Workers::Team::run(Job job, void* context) {
  if (threads_.empty()) return job(context, 0);
  job_ = job;
  context_ = context;
  // Nobody is inside, and the last round is closed.
  const std::uint64_t own = (round_.load(std::memory_order_relaxed) & number) + next_number;
  ended_.store(0, std::memory_order_relaxed);
  round_.store(own | open, std::memory_order_release);
  round_.notify_all();
  job(context, 0);
  const std::uint64_t closed = round_.fetch_and(~open, std::memory_order_acq_rel);
  if ((closed & all_inside) != 0) await(ended_, [](std::uint32_t ended) { return ended != 0; });
}

std::uint64_t Workers::Team::join(std::uint64_t last) {
  for (;;) {
    std::uint64_t seen = await(round_, [last](std::uint64_t word) { return (word & number) != last; });
    if (stopping_) return seen & number;
    if ((seen & open) == 0)
      last = seen & number;
    else if (round_.compare_exchange_strong(seen, seen + inside, std::memory_order_acq_rel, std::memory_order_relaxed))
      return seen & number;
    // Where others were faster it is looked at anew: the team may have been stopped meanwhile.
  }
}

void Workers::Team::leave() {
  const std::uint64_t left = round_.fetch_sub(inside, std::memory_order_acq_rel);
  if ((left & (all_inside | open)) != inside) return;
  ended_.store(1);  // in one order with the count of sleepers, at which libstdc++ 12 looks without a fence of its own
  ended_.notify_one();
}

void Workers::Team::serve(int member) {
  for (std::uint64_t round = 0;;) {
    round = join(round);
    if (stopping_) return;
    job_(context_, member);
    leave();
  }
}

Workers::Workers(int count) {
  if (count < 1 || count > 1024)
    throw UserError(fmt::format("{} threads were asked for; the number must lie between 1 and 1024", count));
  team_ = std::make_unique<Team>(count);
}

Workers::~Workers() = default;

int Workers::count() const { return team_->size(); }

void Workers::for_each(std::size_t tasks, const std::function<void(std::size_t task)>& f) { team_->share(tasks, f); }

}  // namespace ansatz::ad
