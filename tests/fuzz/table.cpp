// Any bytes as a table with the columns x and u.
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/table.hpp"
#include "dsl/promises.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ansatz::dsl;
  static const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("ansatz-fuzz-" + std::to_string(::getpid()) + ".csv");
  std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const std::vector<std::string> wanted = {"x", "u"};
  try {
    const Table table = read_columns(file, wanted);
    testing::require(table.columns.size() == wanted.size(), "as many columns as were asked for");
    for (const std::vector<double>& column : table.columns)
      testing::require(column.size() == table.rows, "a column as long as the table");
  } catch (const ansatz::UserError&) {  // what is wrong is said
  } catch (const ansatz::WorldFailure&) {
  }
  return 0;
}
