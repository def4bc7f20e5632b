// Linux tells most of it in files; elsewhere those are missing, and so is what they would tell.
#include "environment.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <algorithm>
#include <fstream>
#include <string_view>
#include <thread>

#include "ansatz/autodiff/instruction_set.hpp"

namespace ansatz::cli {
namespace {

/// What stands behind the first line of a file that begins with this word, without quotes; empty if there is none.
std::string line_behind(const char* file, std::string_view word, char separator) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find(separator);
    if (at == std::string::npos || !line.starts_with(word)) continue;
    std::string text = line.substr(at + 1);
    std::erase(text, '"');
    return text.substr(std::min(text.find_first_not_of(' '), text.size()));
  }
  return "";
}

std::string operating_system() {
  std::string text = line_behind("/etc/os-release", "PRETTY_NAME", '=');
  if (utsname kernel{}; uname(&kernel) == 0)
    text += fmt::format("{}{} {}, {}", text.empty() ? "" : ", ", kernel.sysname, kernel.release, kernel.machine);
  return text;
}

constexpr std::string_view compiler =
#ifdef __clang__
    "clang " __clang_version__;
#elif defined(__GNUC__)
    "g++ " __VERSION__;
#else
    "";
#endif

}  // namespace

std::vector<std::pair<std::string, std::string>> environment() {
  const unsigned cores = std::thread::hardware_concurrency();
  std::vector<std::pair<std::string, std::string>> all{
      {"processor", line_behind("/proc/cpuinfo", "model name", ':')},
      {"cores", cores == 0 ? "" : fmt::format("{}", cores)},
      {"instructions", std::string(ad::name(ad::available_instruction_sets().back()))},
      {"system", operating_system()},
      {"compiler", std::string(compiler)},
  };
  std::erase_if(all, [](const auto& fact) { return fact.second.empty(); });
  return all;
}

}  // namespace ansatz::cli
