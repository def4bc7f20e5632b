// Bytes of files that may be packed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace ansatz {

/// What a file, or a part of one, may come to when it is unpacked; more is refused before it is in memory.
inline constexpr std::size_t most_unpacked = std::size_t{2} << 30;

/// The bytes of a file, unpacked where they are packed by gzip. Throws WorldFailure where it cannot be read, UserError
/// where it is empty, damaged, cut short, or larger than `most_unpacked`.
std::string read_unpacked(const std::filesystem::path& file);

/// So many of these bytes, or all where there are fewer. What is wrong behind them is not found.
std::string unpacked_beginning(const std::filesystem::path& file, std::size_t bytes);

/// With a header, of zlib or gzip (RFC 1950, 1952), or without (RFC 1951).
enum class Packing { with_header, deflate };

/// A whole stream, or several of them one behind the other. `file` is for messages.
std::string inflated(std::string_view packed, const std::filesystem::path& file,
                     Packing packing = Packing::with_header);

}  // namespace ansatz
