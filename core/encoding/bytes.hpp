// Bytes as file formats need them: with a checksum, as text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ansatz {

/// The checksum of ZIP and PNG: CRC-32 of ISO 3309, polynomial 0xEDB88320 (bits reversed).
std::uint32_t crc32(std::string_view bytes);

/// RFC 4648, section 4.
std::string base64(std::string_view bytes);

}  // namespace ansatz
