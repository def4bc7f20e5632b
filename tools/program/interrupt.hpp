// Ctrl-C, and what batch systems and closing terminals send, as a question that a loop asks, in place of a blow that
// ends the process.
#pragma once

namespace ansatz::cli {

/// From when one is made SIGINT, SIGTERM, SIGHUP, SIGUSR1 and SIGXCPU are only noted; a second SIGINT or SIGTERM ends
/// the process at once. Under nohup SIGHUP stays ignored. It lasts until the process ends: a signal after the last file
/// is no failure.
class InterruptWatch {
 public:
  InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  static bool requested();
};

}  // namespace ansatz::cli
