// A problem on images that trains in a moment: lying and upright bars.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

#include "process.hpp"

namespace process {

inline const char* const bars = R"(title "Bars"
data training { images = "bars"; labels = "bars-labels" }
data test { images = "bars"; labels = "bars-labels"; rows = [31, 40] }
network { input = image(1, 6, 6); layers = [conv(4), act, max_pool(2), dropout(0.2), dense(2)]
          adaptive = nlaaf(n = 2, recovery = 0.1) }
train sgd { epochs = 4; batch = 16; lr = 0.05 }
compute { threads = 1 }
sweep { network.adaptive = [fixed, gaaf(n = 1)]; seed = 1..2 }
)";

inline std::string big_endian(std::initializer_list<std::uint32_t> numbers) {
  std::string bytes;
  for (const std::uint32_t number : numbers)
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xff);
  return bytes;
}

/// The problem with its data: 40 images of 6 x 6 with a lying or an upright bar.
inline void write_bars(const Folder& folder) {
  std::string images = big_endian({0x803, 40, 6, 6}), labels = big_endian({0x801, 40});
  for (int i = 0; i < 40; ++i) {
    for (int pixel = 0; pixel < 36; ++pixel)
      images += static_cast<char>((i % 2 == 0 ? pixel / 6 : pixel % 6) == i / 2 % 6 ? 250 : (pixel * i) % 60);
    labels += static_cast<char>(i % 2);
  }
  folder.write("bars", images);
  folder.write("bars-labels", labels);
  folder.write("bars.pde", bars);
}

}  // namespace process
