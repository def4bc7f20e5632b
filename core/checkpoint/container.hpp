// The form that all files of this library's own share:
//
//   "ansatz KIND\n", version, fingerprint of what it belongs to, bytes of the payload, checksum of these three and the
//   payload, payload; whole numbers of 64 bits and IEEE doubles, little-endian.
//
// A file is replaced whole and read whole; damage is told from another kind, another version and another owner, who is
// believed only where the checksum is right. No more than the header is read of a file whose length is another one than
// its header says.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace ansatz {

/// What a kind of file is called, in the file and in messages, and the version of its payload.
struct FileKind {
  std::string_view name;
  std::uint64_t version;
};

struct Container {
  FileKind kind;
  std::uint64_t fingerprint = 0;
  std::string payload;
};

/// Replaces the file whole. Throws WorldFailure.
void write_container(const std::filesystem::path& file, const Container& contents);

/// Reads a file of one of two kinds. Throws WorldFailure when it cannot be read, is of no such kind or of an unknown
/// version, or is damaged.
Container read_container(const std::filesystem::path& file, FileKind kind, FileKind other);
Container read_container(const std::filesystem::path& file, FileKind kind);

/// For a payload that does not hold what it should.
[[noreturn]] void refuse_damaged(const std::filesystem::path& file);

}  // namespace ansatz
