#include "ansatz/core/search/space.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/smoothness.hpp"

namespace ansatz::search {
namespace {

constexpr std::array<std::string_view, 3> words{"unary", "binary", "many"};

std::string without_blanks(std::string_view text) {
  std::string made;
  for (const char c : text)
    if (std::isspace(static_cast<unsigned char>(c)) == 0) made += c;
  return made;
}

[[noreturn]] void refuse(std::string_view graph, std::string_view why) {
  throw UserError(fmt::format("`{}` is no graph of operators: {}; it is written as binary(unary, unary)", graph, why));
}

}  // namespace

Space::Space(SpaceSpec spec) : spec_(std::move(spec)) {
  for (const Word word : {Word::unary, Word::binary, Word::many})
    for (const OperatorRef& op : operators_of(word)) {
      const std::size_t arity = word == Word::unary ? 1 : word == Word::binary ? 2 : Operator::many;
      if (op->arity != arity)
        throw UserError(fmt::format("`{}` is no {} operator", op->name, words[static_cast<std::size_t>(word)]));
    }
  if (spec_.graphs.empty()) throw UserError("a space of functions needs a graph, such as binary(unary, unary)");
  for (const std::string& graph : spec_.graphs) {
    patterns_.push_back(read(graph));
    size_ += patterns_.back().size;
    if (size_ > most_candidates) refuse(graph, "it has too many candidates to number them");
  }
}

const std::vector<OperatorRef>& Space::operators_of(Word word) const {
  if (word == Word::unary) return spec_.unary;
  return word == Word::binary ? spec_.binary : spec_.many;
}

Space::Pattern Space::read(std::string_view graph) const {
  const std::string text = without_blanks(graph);
  Pattern pattern{{}, 1};
  std::size_t at = 0;
  const auto is = [&](char c) { return at < text.size() && text[at] == c; };
  // NOLINTNEXTLINE(misc-no-recursion)
  const auto word = [&](const auto& self) -> void {
    const std::size_t begin = at;
    while (at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0) ++at;
    const auto found = std::find(words.begin(), words.end(), std::string_view(text).substr(begin, at - begin));
    if (found == words.end()) refuse(graph, "its words are `unary`, `binary` and `many`");
    const auto kind = static_cast<Word>(found - words.begin());
    if (operators_of(kind).empty()) refuse(graph, fmt::format("there are no operators for `{}`", *found));
    if (pattern.words.size() == Candidate::most_depth) refuse(graph, "it has too many words");
    const std::size_t number = pattern.words.size();
    pattern.words.emplace_back(kind, 0);
    pattern.size *= operators_of(kind).size();
    if (pattern.size > most_candidates) refuse(graph, "it has too many candidates to number them");
    if (is('(')) {
      do {
        ++at;
        self(self);
        ++pattern.words[number].second;
      } while (is(','));
      if (!is(')')) refuse(graph, "a `)` is missing");
      ++at;
    }
    const std::size_t arguments = pattern.words[number].second;
    const bool fits = kind == Word::unary    ? arguments <= 1
                      : kind == Word::binary ? arguments == 0 || arguments == 2
                                             : arguments >= 2;
    if (!fits) refuse(graph, fmt::format("`{}` does not take {} arguments", *found, arguments));
  };
  word(word);
  if (at != text.size()) refuse(graph, fmt::format("`{}` is too much", text.substr(at)));
  return pattern;
}

Candidate Space::build(const Pattern& pattern, std::size_t& word, std::span<const std::size_t> digits) const {
  const auto [kind, words_within] = pattern.words[word];
  const OperatorRef& op = operators_of(kind)[digits[word]];
  ++word;
  std::vector<Candidate> arguments;
  for (std::size_t i = 0; i < words_within; ++i) arguments.push_back(build(pattern, word, digits));
  if (arguments.empty()) arguments.resize(kind == Word::unary ? 1 : 2);
  return Candidate(op, std::move(arguments));
}

Candidate Space::operator[](std::uint64_t number) const {
  if (number >= size_) throw UserError(fmt::format("there is no candidate {} in a space of {}", number, size_));
  auto pattern = patterns_.begin();
  for (; number >= pattern->size; ++pattern) number -= pattern->size;
  std::vector<std::size_t> digits(pattern->words.size());
  for (std::size_t i = digits.size(); i-- > 0;) {
    const std::size_t base = operators_of(pattern->words[i].first).size();
    digits[i] = static_cast<std::size_t>(number % base);
    number /= base;
  }
  std::size_t word = 0;
  return build(*pattern, word, digits);
}

Space aquasurf_space(const Operators& operators) {
  return Space({.graphs = {"binary(unary, unary)"},
                .unary = operators.named(unary_names(Origin::aquasurf)),
                .binary = operators.named(binary_names()),
                .many = {}});
}

Space aquasurf_large_space(const Operators& operators) {
  return Space({.graphs = {"unary(unary(unary(unary)))", "many(unary, unary, unary)", "binary(unary(unary), unary)",
                           "binary(unary, unary(unary))", "unary(binary(unary, unary))"},
                .unary = operators.named(unary_names(Origin::aquasurf)),
                .binary = operators.named(binary_names()),
                .many = operators.named(many_names())});
}

Space smooth_space(const Operators& operators) {
  std::vector<OperatorRef> unary;
  for (const Origin origin : {Origin::aquasurf, Origin::coatnet, Origin::waves})
    for (const OperatorRef& op : operators.named(unary_names(origin)))
      if (smoothness(Candidate(op, {Candidate()})).at_least == Smoothness::every) unary.push_back(op);
  constexpr std::array<std::string_view, 5> binary{"add", "sub", "mul", "div", "pow"};
  return Space(
      {.graphs = {"binary(unary, unary)"}, .unary = std::move(unary), .binary = operators.named(binary), .many = {}});
}

}  // namespace ansatz::search
