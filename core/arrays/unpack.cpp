#include "arrays/unpack.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <fstream>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"

namespace ansatz {
namespace {

constexpr std::size_t piece = std::size_t{1} << 20;  // so much is unpacked at a time

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view why) {
  throw UserError(fmt::format("{} {}", file.string(), why));
}

[[noreturn]] void damaged(const std::filesystem::path& file, const z_stream& stream) {
  refuse(file, fmt::format("is packed and damaged: {}", stream.msg != nullptr ? stream.msg : "no such stream"));
}

/// By gzip.
bool is_packed(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

/// A decompressor that frees what it holds.
class Inflater {
 public:
  explicit Inflater(Packing packing) {
    constexpr int any_header = 15 + 32, no_header = -15;  // the largest window; zlib or gzip, whichever it is
    if (::inflateInit2(&stream_, packing == Packing::deflate ? no_header : any_header) != Z_OK)
      throw WorldFailure("no memory is left to unpack a file");
  }
  ~Inflater() { ::inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  z_stream& stream() { return stream_; }

 private:
  z_stream stream_{};
};

}  // namespace

std::string inflated(std::string_view packed, const std::filesystem::path& file, Packing packing) {
  Inflater inflater(packing);
  z_stream& stream = inflater.stream();
  std::string whole;
  int status = Z_OK;
  while (status != Z_STREAM_END || !packed.empty()) {
    if (status == Z_STREAM_END) ::inflateReset(&stream);  // files of gzip may stand behind one another
    const std::size_t before = whole.size(), given = std::min(packed.size(), piece);
    if (before >= most_unpacked) refuse(file, fmt::format("unpacks to more than {} bytes", most_unpacked));
    whole.resize(before + piece);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib reads it only
    stream.avail_in = static_cast<uInt>(given);
    stream.next_out = reinterpret_cast<Bytef*>(whole.data() + before);
    stream.avail_out = static_cast<uInt>(piece);
    status = ::inflate(&stream, Z_NO_FLUSH);
    whole.resize(before + piece - stream.avail_out);
    packed.remove_prefix(given - stream.avail_in);
    const bool stuck = status == Z_BUF_ERROR || (status == Z_OK && packed.empty() && stream.avail_out != 0);
    if (stuck) refuse(file, "is packed and cut short; it was not copied or downloaded whole");
    if (status != Z_OK && status != Z_STREAM_END) damaged(file, stream);
  }
  return whole;
}

std::string unpacked_beginning(const std::filesystem::path& file, std::size_t bytes) {
  constexpr std::size_t enough = 4096;  // a header of gzip with a long name in it
  std::string packed(enough + 2 * bytes, '\0');
  std::ifstream in(file, std::ios::binary);
  if (!in) throw WorldFailure(fmt::format("{} cannot be read", file.string()));
  in.read(packed.data(), static_cast<std::streamsize>(packed.size()));
  packed.resize(static_cast<std::size_t>(in.gcount()));
  if (packed.empty()) refuse(file, "is empty");
  if (!is_packed(packed)) return packed.substr(0, bytes);
  Inflater inflater(Packing::with_header);
  z_stream& stream = inflater.stream();
  std::string beginning(bytes, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(beginning.data());
  stream.avail_out = static_cast<uInt>(bytes);
  const int status = ::inflate(&stream, Z_NO_FLUSH);
  if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) damaged(file, stream);
  beginning.resize(bytes - stream.avail_out);
  return beginning;
}

std::string read_unpacked(const std::filesystem::path& file) {
  std::string bytes = read_whole(file);
  if (bytes.empty()) refuse(file, "is empty");
  if (bytes.size() > most_unpacked) refuse(file, fmt::format("has more than {} bytes", most_unpacked));
  return is_packed(bytes) ? inflated(bytes, file) : bytes;
}

}  // namespace ansatz
