// Several files in one, as a ZIP archive without compression: what `.npz` is, and any tool opens.
//
// Format: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", version 6.3.10, sections 4.3 and 4.4. Times of files
// are the earliest that the format knows, so that the same contents give the same bytes.
#pragma once

#include <string>
#include <vector>

namespace ansatz {

struct ArchiveFile {
  std::string name;  // UTF-8
  std::string bytes;
};

/// Throws UserError where the format ends: 4 GiB, 65,534 files.
std::string archive_of(const std::vector<ArchiveFile>& files);

}  // namespace ansatz
