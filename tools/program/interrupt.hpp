// Ctrl-C and SIGTERM as a question that a loop asks, in place of a blow that ends the process.
#pragma once

namespace ansatz::cli {

/// While one lives, the first SIGINT or SIGTERM is only noted; a second one ends the process at once.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  static bool requested();
};

}  // namespace ansatz::cli
