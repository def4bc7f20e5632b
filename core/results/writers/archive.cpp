#include "results/writers/archive.hpp"

#include <cstdint>
#include <limits>

#include "ansatz/autodiff/error.hpp"
#include "encoding/bytes.hpp"

namespace ansatz {
namespace {

constexpr std::uint64_t largest = std::numeric_limits<std::uint32_t>::max() - 1;  // the last number means "see ZIP64"
constexpr std::uint32_t version = 20;                                             // 2.0, the least that knows folders
constexpr std::uint32_t names_in_utf8 = 1 << 11;                                  // general purpose flag, bit 11
constexpr std::uint32_t first_of_january_1980 = 0 << 9 | 1 << 5 | 1;

/// Little-endian numbers of 2 and 4 bytes.
class Fields {
 public:
  Fields& two(std::uint32_t value) { return put(value, 2); }
  Fields& four(std::uint64_t value) { return put(value, 4); }
  const std::string& bytes() const { return bytes_; }

 private:
  Fields& put(std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) bytes_ += static_cast<char>(value >> (8 * i) & 0xff);
    return *this;
  }
  std::string bytes_;
};

/// What local header and central directory say alike of a file.
std::string description(const ArchiveFile& file, std::uint32_t sum) {
  return Fields()
      .two(version)
      .two(names_in_utf8)
      .two(0)  // stored
      .two(0)  // midnight
      .two(first_of_january_1980)
      .four(sum)
      .four(file.bytes.size())
      .four(file.bytes.size())
      .two(static_cast<std::uint32_t>(file.name.size()))
      .two(0)  // no extra field
      .bytes();
}

}  // namespace

std::string archive_of(const std::vector<ArchiveFile>& files) {
  std::uint64_t total = 0;
  for (const ArchiveFile& file : files) total += file.bytes.size() + 2 * file.name.size() + 76;  // with both headers
  if (total > largest || files.size() >= 0xffff)
    throw UserError("an archive holds less than 4 GiB; ask for fewer points or quantities");
  std::string archive, directory;
  for (const ArchiveFile& file : files) {
    const std::string about = description(file, crc32(file.bytes));
    directory += Fields().four(0x02014b50).two(version).bytes() + about;
    directory += Fields().two(0).two(0).two(0).four(0).four(archive.size()).bytes() + file.name;
    archive += Fields().four(0x04034b50).bytes() + about + file.name + file.bytes;
  }
  const auto count = static_cast<std::uint32_t>(files.size());
  const std::string end = Fields()
                              .four(0x06054b50)
                              .two(0)
                              .two(0)
                              .two(count)
                              .two(count)
                              .four(directory.size())
                              .four(archive.size())
                              .two(0)
                              .bytes();
  return archive + directory + end;
}

}  // namespace ansatz
