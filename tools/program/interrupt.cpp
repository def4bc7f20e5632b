#include "interrupt.hpp"

#include <atomic>
#include <csignal>

namespace ansatz::cli {
namespace {

constexpr int insistent[] = {SIGINT, SIGTERM};          // whose second one is meant as a blow
constexpr int repeated[] = {SIGHUP, SIGUSR1, SIGXCPU};  // SIGXCPU comes every second once the time is used up
std::atomic<bool> seen = false;                         // a signal handler can reach nothing else
static_assert(std::atomic<bool>::is_always_lock_free);

void note(int) {
  seen = true;
  for (int signal : insistent) std::signal(signal, SIG_DFL);
}

void handle(int signal) {
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = SA_RESTART;
  sigaction(signal, &action, nullptr);
}

}  // namespace

InterruptWatch::InterruptWatch() {
  seen = false;
  struct sigaction hangup {};
  sigaction(SIGHUP, nullptr, &hangup);
  for (int signal : insistent) handle(signal);
  for (int signal : repeated)
    if (signal != SIGHUP || hangup.sa_handler != SIG_IGN) handle(signal);
}

bool InterruptWatch::requested() { return seen; }

}  // namespace ansatz::cli
