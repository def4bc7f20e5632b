// Gives a fuzzer's target the files that are named, and all files of folders that are: what was found before stays
// found, by every compiler and without libFuzzer.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

int replay(const fs::path& file) {
  std::printf("%s\n", file.c_str());
  std::fflush(stdout);  // the one that ends the program is the last
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return 1;
}

}  // namespace

int main(int count, char** words) {
  int inputs = 0;
  for (int k = 1; k < count; ++k) {
    if (!fs::is_directory(words[k])) {
      inputs += replay(words[k]);
      continue;
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(words[k]))
      if (entry.is_regular_file()) inputs += replay(entry.path());
  }
  return inputs > 0 ? 0 : 1;
}
