#include "command_words.hpp"

#include <fmt/core.h>

#include <cstdlib>

namespace ansatz::cli {
namespace {

std::string quoted(const std::string& word) {
  constexpr const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./,:@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

CommandWords::CommandWords(const char* command, const std::string& file) {
  const char* wrapper = std::getenv("ANSATZ_WRAPPER");
  line_ = fmt::format("{} {} {}", wrapper == nullptr ? "ansatz" : quoted(wrapper), command, quoted(file));
}

void CommandWords::add_word(const std::string& word) { line_ += " " + quoted(word); }

void CommandWords::add(const ProblemOptions& options) {
  for (const auto& setting : options.settings) add("--set", setting);
  for (const auto& folder : options.allowed) add("--allow-path", folder);
}

void CommandWords::add(const char* option, const std::string& value) {
  if (!value.empty()) line_ += fmt::format(" {} {}", option, quoted(value));
}

}  // namespace ansatz::cli
