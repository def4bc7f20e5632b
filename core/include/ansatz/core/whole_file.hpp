// A file that is replaced whole, by bytes that are made part after part and never all in memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace ansatz {

/// The file while it is made: beside the one that it is to replace.
class WholeFile {
 public:
  virtual ~WholeFile() = default;
  /// After all that was written. Throws WorldFailure.
  virtual void write(std::string_view bytes) = 0;
  /// In the place of as many bytes that were written, from the first on at `place`. Throws WorldFailure.
  virtual void write_at(std::uint64_t place, std::string_view bytes) = 0;
};

/// As write_whole of results.hpp does; where `make` throws, the old file stays.
void write_whole(const std::filesystem::path& file, const std::function<void(WholeFile&)>& make);

}  // namespace ansatz
