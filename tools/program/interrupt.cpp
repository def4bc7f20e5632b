#include "interrupt.hpp"

#include <atomic>
#include <csignal>

namespace ansatz::cli {
namespace {

constexpr int watched[] = {SIGINT, SIGTERM};
std::atomic<bool> seen = false;  // a signal handler can reach nothing else
static_assert(std::atomic<bool>::is_always_lock_free);

void note(int) {
  seen = true;
  for (int signal : watched) std::signal(signal, SIG_DFL);
}

void handle(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  for (int signal : watched) sigaction(signal, &action, nullptr);
}

}  // namespace

InterruptWatch::InterruptWatch() {
  seen = false;
  handle(note);
}
InterruptWatch::~InterruptWatch() { handle(SIG_DFL); }
bool InterruptWatch::requested() { return seen; }

}  // namespace ansatz::cli
