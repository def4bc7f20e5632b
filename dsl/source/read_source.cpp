#include "source/read_source.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "ansatz/autodiff/error.hpp"
#include "source/limits.hpp"

namespace ansatz::dsl {

namespace fs = std::filesystem;

std::string read_source(const fs::path& file, const std::string& shown) {
  const auto refuse = [&](const char* why) { throw WorldFailure(fmt::format("cannot read {}: {}", shown, why)); };
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (error || !fs::exists(status)) refuse("there is no such file");
  if (!fs::is_regular_file(status)) refuse("it is not a regular file");
  std::ifstream stream(file, std::ios::binary);
  std::string text(limits::file_bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad() || (!stream && !stream.eof())) refuse("the system refuses");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

}  // namespace ansatz::dsl
