// The table of formats, from the list of them (formats.def).
#include <algorithm>

#include "results/writers/formats.hpp"

namespace ansatz {

const std::vector<Writer>& writers() {
  static const std::vector<Writer> all{
#define ANSATZ_FORMAT(name) name##_writer(),
#include "results/writers/formats.def"
#undef ANSATZ_FORMAT
  };
  return all;
}

const Writer* find_writer(std::span<const Writer> among, std::string_view name) {
  const auto found =
      std::find_if(among.begin(), among.end(), [&](const Writer& writer) { return writer.name == name; });
  return found == among.end() ? nullptr : &*found;
}

const Writer* find_writer_of(std::span<const Writer> among, const std::filesystem::path& file) {
  const auto found = std::find_if(among.begin(), among.end(), [&](const Writer& writer) {
    return std::find(writer.endings.begin(), writer.endings.end(), file.extension().string()) != writer.endings.end();
  });
  return found == among.end() ? nullptr : &*found;
}

std::filesystem::path write(std::filesystem::path file, const Extract& extract, const Writer& writer) {
  if (!file.has_extension()) file += writer.ending ? writer.ending(extract) : writer.endings.at(0);
  writer.write(file, extract);
  return file;
}

}  // namespace ansatz
