#include "checkpoint/container.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "checkpoint/bytes.hpp"

namespace ansatz {
namespace {

constexpr std::size_t header_bytes = 32;  // four numbers

std::string magic(FileKind kind) { return fmt::format("ansatz {}\n", kind.name); }

std::uint64_t checksum(std::string_view bytes) {
  Hash hash;
  hash.add(bytes);
  return hash.value();
}

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view why) {
  throw WorldFailure(fmt::format("cannot use {}: {}", file.string(), why));
}

Container read_as(const std::filesystem::path& file, FileKind kind, std::string_view bytes) {
  ByteReader header(bytes);
  const std::uint64_t version = header.whole(), fingerprint = header.whole(), size = header.whole(),
                      sum = header.whole();
  if (!header.good()) refuse(file, "it is cut short");
  if (version != kind.version)
    refuse(file, fmt::format("it has version {}; this program reads version {}", version, kind.version));
  const std::string_view payload = bytes.substr(header_bytes);
  if (payload.size() != size || checksum(payload) != sum) refuse_damaged(file);
  return {kind, fingerprint, std::string(payload)};
}

}  // namespace

void write_container(const std::filesystem::path& file, const Container& contents) {
  ByteWriter header;
  header.number(contents.kind.version);
  header.number(contents.fingerprint);
  header.number(std::uint64_t{contents.payload.size()});
  header.number(checksum(contents.payload));
  write_whole(file, magic(contents.kind) + header.bytes() + contents.payload);
}

Container read_container(const std::filesystem::path& file, FileKind kind, FileKind other) {
  const std::string contents = read_whole(file);
  for (const FileKind candidate : {kind, other})
    if (const std::string start = magic(candidate); contents.starts_with(start))
      return read_as(file, candidate, std::string_view(contents).substr(start.size()));
  refuse(file, fmt::format("it is not a {}", kind.name));
}

Container read_container(const std::filesystem::path& file, FileKind kind) { return read_container(file, kind, kind); }

void refuse_damaged(const std::filesystem::path& file) { refuse(file, "it is damaged"); }

}  // namespace ansatz
