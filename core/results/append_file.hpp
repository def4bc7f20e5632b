// Bytes at the end of a file that other programs read meanwhile; beside write_whole in whole_file.cpp.
#pragma once

#include <filesystem>
#include <string_view>

namespace ansatz {

enum class Flush { no, yes };  // to the disk

/// Appends these bytes by one call of the system where it takes them at once, as it does on local disks with room.
/// Throws WorldFailure, saying which file and why, when there is no such file, or not all could be written: what was of
/// it is taken back then.
void append_whole(const std::filesystem::path& file, std::string_view bytes, Flush flush = Flush::no);

}  // namespace ansatz
