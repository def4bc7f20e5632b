// How a work is written: in a sentence, in a word, in a .bib file.
#include "ansatz/core/publication.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace ansatz {
namespace {

constexpr std::string_view between = " and ";

std::vector<std::string> authors_of(const Publication& work) {
  std::vector<std::string> all;
  std::string_view rest = work.authors;
  for (std::size_t end; (end = rest.find(between)) != std::string_view::npos; rest.remove_prefix(end + between.size()))
    all.emplace_back(rest.substr(0, end));
  all.emplace_back(rest);
  return all;
}

/// "J. D. Toscano": all behind the last initial; one without initials is all name.
std::string family_of(const std::string& author) {
  const std::size_t initial = author.rfind(". ");
  return initial == std::string::npos ? author : author.substr(initial + 2);
}

/// Letters of ASCII alone, small.
std::string key_of(const Publication& work) {
  std::string key;
  for (const char c : family_of(authors_of(work).front())) {
    if (c >= 'A' && c <= 'Z') key += static_cast<char>(c - 'A' + 'a');
    if (c >= 'a' && c <= 'z') key += c;
  }
  return key + fmt::format("{}", work.year);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&' || c == '%' || c == '#' || c == '_' || c == '$') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string cited(const Publication& work) {
  std::string names;
  const std::vector<std::string> all = authors_of(work);
  for (std::size_t i = 0; i < all.size(); ++i)
    names += (i == 0 ? "" : i + 1 == all.size() ? std::string(between) : ", ") + all[i];
  std::erase_if(names, [](char c) { return c == '{' || c == '}'; });  // around a name that BibTeX is not to take apart
  return fmt::format("{}, \"{}\", {} ({})", names, work.title, work.venue, work.year);
}

std::string cited_briefly(const Publication& work) {
  std::string names;
  for (const std::string& author : authors_of(work)) names += (names.empty() ? "" : ", ") + family_of(author);
  return fmt::format("{} {}", names, work.year);
}

std::string bibtex(const Publication& work) {
  return fmt::format(
      "@misc{{{},\n  author = {{{}}},\n  title = {{{{{}}}}},\n  howpublished = {{{}}},\n  year = {{{}}}\n}}\n",
      key_of(work), escaped(work.authors), escaped(work.title), escaped(work.venue), work.year);
}

}  // namespace ansatz
