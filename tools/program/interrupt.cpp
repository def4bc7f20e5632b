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

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigaction(signal, &action, nullptr);
}

void handle_all(void (*handler)(int)) {
  struct sigaction hangup {};
  sigaction(SIGHUP, nullptr, &hangup);
  for (int signal : insistent) handle(signal, handler);
  for (int signal : repeated)
    if (signal != SIGHUP || hangup.sa_handler != SIG_IGN) handle(signal, handler);
}

}  // namespace

InterruptWatch::InterruptWatch() {
  seen = false;
  handle_all(note);
}
InterruptWatch::~InterruptWatch() { handle_all(SIG_DFL); }
bool InterruptWatch::requested() { return seen; }

}  // namespace ansatz::cli
