#include "sweep_labels.hpp"

#include <fmt/core.h>

#include <cctype>
#include <cstdint>
#include <string_view>

#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::size_t longest = 80;  // of a label: it stands in tables, and within the 255 bytes of a file name

/// What may stand in a label, everything else as one `-`.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool kept = (std::isalnum(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80) ||
                      c == '.' || c == '_' || c == '-';
    if (kept)
      out += c;
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  while (out.ends_with('-')) out.pop_back();
  return out;
}

/// FNV-1a, 32 bits: eight digits tell the runs of a sweep apart.
std::string hash_of(const std::vector<dsl::Override>& set) {
  std::uint32_t hash = 2166136261u;
  const auto take = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    hash = (hash ^ 0xffu) * 16777619u;  // no byte of a text in UTF-8
  };
  for (const dsl::Override& one : set) {
    take(one.key);
    take(one.value);
  }
  return fmt::format("{:08x}", hash);
}

/// The last word of a key, "adaptive" of "network.adaptive", unless another one ends so too.
std::string short_key(const std::vector<dsl::Override>& set, const std::string& key) {
  const auto last = [](const std::string& text) { return text.substr(text.rfind('.') + 1); };
  for (const dsl::Override& other : set)
    if (other.key != key && last(other.key) == last(key)) return key;
  return last(key);
}

std::string readable(const std::vector<dsl::Override>& set) {
  std::string label;
  for (const dsl::Override& one : set) {
    const std::string part = plain(fmt::format("{} {}", short_key(set, one.key), one.value));
    label += (label.empty() ? "" : "_") + part;
  }
  label.erase(0, label.find_first_not_of(".-_"));
  return label.empty() ? "run" : label;
}

}  // namespace

std::string title_of(const std::vector<dsl::Override>& set) {
  std::string title;
  for (const dsl::Override& one : set) {
    title += fmt::format("{}{}=", title.empty() ? "" : " ", short_key(set, one.key));
    for (const char c : one.value)
      if (c != ' ') title += c;
  }
  return printable(title);
}

std::string label_of(const std::vector<dsl::Override>& set) {
  std::string label = readable(set);
  return label.size() <= longest ? label : label_apart(set);
}

std::string label_apart(const std::vector<dsl::Override>& set) {
  const std::string hash = hash_of(set);
  return fmt::format("{}-{}", readable(set).substr(0, longest - hash.size() - 1), hash);
}

}  // namespace ansatz::cli
