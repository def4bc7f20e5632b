// Any bytes as files of images: refused, or a set that is as large as it says. The first byte chooses the format; of
// IDX the second says how many labels stand before the images.
#include <algorithm>
#include <cstdint>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "dsl/promises.hpp"
#include "images/formats.hpp"

namespace {

constexpr std::size_t classes = 10;

ansatz::ImageSet parse(int format, std::string bytes) {
  using namespace ansatz;
  const ReadFile file{"input", std::move(bytes)};
  switch (format) {
    case 0: {
      const std::size_t header = 8, labels = file.bytes.empty() ? 0 : static_cast<unsigned char>(file.bytes[0]);
      const std::string rest = file.bytes.substr(std::min<std::size_t>(1, file.bytes.size()));
      const std::size_t end = std::min(rest.size(), header + labels);
      const ReadFile of_labels{"labels", rest.substr(0, end), ImagePart::labels};
      return parse_idx({"images", rest.substr(end)}, &of_labels, classes);
    }
    case 1: return parse_semeion(file, classes);
    case 2: return parse_cifar(file, false, classes);
    case 3: return parse_cifar(file, true, classes);
    default: return parse_svhn(file, classes);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using ansatz::dsl::testing::require;
  if (size == 0) return 0;
  try {
    const ansatz::ImageSet set = parse(data[0] % 5, std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
    require(set.pixels.size() == set.count() * set.extents.rows(), "other pixels than images");
    for (const std::uint16_t label : set.labels) require(label < classes, "a label that is no class");
  } catch (const ansatz::UserError&) {  // what is wrong is said
  } catch (const ansatz::WorldFailure&) {
  }
  return 0;
}
