// Bytes packed by zlib, for files that are written here and read back.
#pragma once

#include <zlib.h>

#include <string>

namespace ansatz::test {

/// `window` as zlib has it: 15 for its own header, 31 for that of gzip, -15 for none.
inline std::string packed(const std::string& bytes, int window) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string result(compressBound(bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  deflate(&stream, Z_FINISH);
  result.resize(stream.total_out);
  deflateEnd(&stream);
  return result;
}

}  // namespace ansatz::test
