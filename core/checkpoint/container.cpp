#include "checkpoint/container.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/whole_file.hpp"

namespace ansatz {
namespace {

constexpr std::size_t header_bytes = 32;  // four numbers

std::string magic(FileKind kind) { return fmt::format("ansatz {}\n", kind.name); }

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view why) {
  throw WorldFailure(fmt::format("cannot use {}: {}", file.string(), why));
}

/// An ordinary file. It stays the same one while it is read: a run may put another one under its name meanwhile.
std::ifstream opened(const std::filesystem::path& file) {
  const auto fail = [&](const std::string& why) {
    throw WorldFailure(fmt::format("cannot read {}: {}", file.string(), why));
  };
  std::error_code failure;
  const std::filesystem::file_status status = std::filesystem::status(file, failure);
  if (!std::filesystem::exists(status)) fail(failure.message());
  if (!std::filesystem::is_regular_file(status)) fail("it is no ordinary file");
  std::ifstream in(file, std::ios::binary);
  if (!in) fail(std::generic_category().message(errno));
  return in;
}

/// As many of the next bytes as there are.
std::string read(std::ifstream& in, std::size_t most) {
  std::string bytes(most, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(most));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

std::uint64_t bytes_left(std::ifstream& in) {
  const auto here = in.tellg();
  const auto end = in.seekg(0, std::ios::end).tellg();
  in.seekg(here);
  return in ? static_cast<std::uint64_t>(end - here) : 0;
}

/// Of what follows the header, and the numbers of the header before the checksum.
std::uint64_t checksum(std::ifstream& payload, std::string_view numbers) {
  Hash hash;
  for (std::string piece = read(payload, piece_bytes); !piece.empty(); piece = read(payload, piece_bytes))
    hash.add(piece);
  hash.add(numbers);
  return hash.value();
}

/// `in` stands behind the magic.
Container read_as(const std::filesystem::path& file, FileKind kind, std::unique_ptr<std::ifstream> in) {
  const std::string numbers = read(*in, header_bytes);
  ByteReader header(numbers);
  const std::uint64_t version = header.whole(), fingerprint = header.whole(), size = header.whole(),
                      sum = header.whole();
  if (!header.good()) refuse(file, "it is cut short");
  if (version != kind.version)
    refuse(file, fmt::format("it has version {}; this program reads version {}", version, kind.version));
  if (bytes_left(*in) != size) refuse_damaged(file);
  const auto payload = in->tellg();
  if (checksum(*in, std::string_view(numbers).substr(0, header_bytes - 8)) != sum) refuse_damaged(file);
  in->clear();
  in->seekg(payload);
  auto reader = std::make_unique<ByteReader>(*in, size);
  return {kind, fingerprint, std::move(in), std::move(reader)};
}

}  // namespace

void write_container(const std::filesystem::path& file, FileKind kind, std::uint64_t fingerprint,
                     const std::function<void(ByteWriter&)>& put) {
  write_whole(file, [&](WholeFile& made) {
    const std::string start = magic(kind);
    made.write(start);
    made.write(std::string(header_bytes, '\0'));  // what it says is known at the end
    Hash hash;
    std::uint64_t size = 0;
    ByteWriter payload([&](std::string_view piece) {
      hash.add(piece);
      size += piece.size();
      made.write(piece);
    });
    put(payload);
    payload.flush();
    ByteWriter header;
    for (const std::uint64_t number : {kind.version, fingerprint, size}) header.number(number);
    hash.add(header.bytes());
    header.number(hash.value());
    made.write_at(start.size(), header.bytes());
  });
}

Container read_container(const std::filesystem::path& file, FileKind kind, FileKind other) {
  auto in = std::make_unique<std::ifstream>(opened(file));
  for (const FileKind candidate : {kind, other}) {
    const std::string start = magic(candidate);
    in->clear();
    in->seekg(0);
    if (read(*in, start.size()) == start) return read_as(file, candidate, std::move(in));
  }
  refuse(file, fmt::format("it is not a {}", kind.name));
}

Container read_container(const std::filesystem::path& file, FileKind kind) { return read_container(file, kind, kind); }

void refuse_damaged(const std::filesystem::path& file) { refuse(file, "it is damaged"); }

void refuse_too_large(const std::filesystem::path& file) { refuse(file, "it is larger than the memory that is left"); }

}  // namespace ansatz
