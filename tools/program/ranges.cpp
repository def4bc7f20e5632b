#include "ranges.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "ansatz/core/duration.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "memory.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::uint64_t most_threads = 1024;

/// The number that a whole text is, if it is one.
template <class Number>
std::optional<Number> number_in(const std::string& text) {
  Number number{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

template <class Number>
CLI::Validator between(Number least, Number greatest, const std::string& description) {
  const auto wrong = [=](const std::string& text) {
    const auto number = number_in<Number>(text);
    if (number && *number >= least && *number <= greatest) return std::string();
    return fmt::format("needs a {}; got `{}`", description, printable(text));
  };
  return CLI::Validator(wrong, description);
}

}  // namespace

CLI::Validator whole_number_between(std::uint64_t least, std::uint64_t greatest) {
  return between(least, greatest, fmt::format("whole number from {} to {}", least, greatest));
}

CLI::Validator number_between(double least, double greatest) {
  return between(least, greatest, fmt::format("number from {} to {}", least, greatest));
}

CLI::Validator one_of(std::vector<std::string> words) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : ",") + word;
  const auto wrong = [words = std::move(words)](const std::string& text) {
    if (std::find(words.begin(), words.end(), text) != words.end()) return std::string();
    return fmt::format("needs one of {}; got `{}`", dsl::listed(words), printable(text));
  };
  return CLI::Validator(wrong, "{" + list + "}");
}

void add_time_option(CLI::App& command, const std::string& name, std::string& time, const std::string& doc) {
  const auto wrong = [](const std::string& text) {
    if (seconds_in(text)) return std::string();
    return fmt::format("needs a time such as 500ms, 90s, 10min or 2h; got `{}`", printable(text));
  };
  command.add_option(name, time, doc)->type_name("TIME")->check(CLI::Validator(wrong, ""));
}

void add_max_time_option(CLI::App& command, std::string& max_time) {
  add_time_option(command, "--max-time", max_time, "End after that time, as in 90s, 10min or 2h, with a checkpoint");
}

void add_memory_limit_option(CLI::App& command, std::string& limit) {
  const auto wrong = [](const std::string& text) {
    if (text == "none" || parse_bytes(text)) return std::string();
    return fmt::format("needs a size such as 500MB or 8GiB, or `none`; got `{}`", printable(text));
  };
  command
      .add_option("--memory-limit", limit,
                  "Begin no run that needs more memory, as in 500MB or 8GiB, or `none` (default: what is free)")
      ->type_name("SIZE")
      ->check(CLI::Validator(wrong, ""));
}

void add_threads_option(CLI::App& command, std::optional<int>& threads, const std::string& doc) {
  command.add_option("--threads", threads, doc)->check(whole_number_between(1, most_threads));
}

}  // namespace ansatz::cli
