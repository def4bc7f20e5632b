// The form that all files of this library's own share:
//
//   "ansatz KIND\n", version, fingerprint of what it belongs to, bytes of the payload, checksum of the payload and
//   these three, payload; whole numbers of 64 bits and IEEE doubles, little-endian.
//
// A file is replaced whole; damage is told from another kind, another version and another owner, who is believed only
// where the checksum is right. No more than the header is read of a file whose length is another one than its header
// says. Payloads may be as large as half of memory: they are written and read piece by piece (bytes.hpp).
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string_view>

#include "checkpoint/bytes.hpp"

namespace ansatz {

/// What a kind of file is called, in the file and in messages, and the version of its payload.
struct FileKind {
  std::string_view name;
  std::uint64_t version;
};

/// An open file, whose checksum was right.
struct Container {
  FileKind kind;
  std::uint64_t fingerprint = 0;
  std::unique_ptr<std::ifstream> file;
  std::unique_ptr<ByteReader> payload;
};

/// Replaces the file whole; `put` writes its payload. Throws WorldFailure.
void write_container(const std::filesystem::path& file, FileKind kind, std::uint64_t fingerprint,
                     const std::function<void(ByteWriter&)>& put);

/// Opens a file of one of two kinds. Throws WorldFailure when it cannot be read, is of no such kind or of an unknown
/// version, or is damaged.
Container read_container(const std::filesystem::path& file, FileKind kind, FileKind other);
Container read_container(const std::filesystem::path& file, FileKind kind);

/// For a payload that does not hold what it should, or has no room in memory.
[[noreturn]] void refuse_damaged(const std::filesystem::path& file);
[[noreturn]] void refuse_too_large(const std::filesystem::path& file);

}  // namespace ansatz
