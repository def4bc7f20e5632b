#include "assist/context.hpp"

#include <algorithm>
#include <cctype>
#include <span>
#include <string_view>

#include "syntax/token.hpp"

namespace ansatz::dsl {
namespace {

using Kind = WritingPlace::Kind;
using Tokens = std::span<const Token>;

constexpr std::string_view block_words[] = {"network", "sample", "loss", "train", "data",
                                            "compute", "output", "plot", "sweep", "search"};
constexpr std::string_view condition_words[] = {"eq", "bc", "ic", "fit", "exact", "ansatz", "history", "check"};

template <std::size_t n>
bool is_one_of(std::string_view word, const std::string_view (&words)[n]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || c == '_' || byte >= 0x80;
}

/// Where the string begins that the end of `text` stands in; npos outside of one, and in a comment.
struct LineEnd {
  std::size_t quote = std::string_view::npos;
  bool comment = false;
};
LineEnd end_of(std::string_view text) {
  LineEnd end;
  const std::size_t line = text.find_last_of("\r\n") + 1;
  for (std::size_t i = line; i < text.size() && !end.comment; ++i) {
    if (text[i] == '"') end.quote = end.quote == std::string_view::npos ? i : std::string_view::npos;
    if (text[i] == '#' && end.quote == std::string_view::npos) end.comment = true;
  }
  return end;
}

bool is_symbol(const Token& token, std::string_view text) {
  return token.kind == TokenKind::symbol && token.text == text;
}
bool is_word(const Token& token, std::string_view text) { return token.kind == TokenKind::word && token.text == text; }
bool opens(const Token& t) { return is_symbol(t, "(") || is_symbol(t, "[") || is_symbol(t, "{"); }
bool closes(const Token& t) { return is_symbol(t, ")") || is_symbol(t, "]") || is_symbol(t, "}"); }

/// Whether an expression can end here.
bool ends_operand(const Token& token) {
  if (token.kind == TokenKind::number || token.kind == TokenKind::string) return true;
  if (token.kind == TokenKind::word) return !token.reserved || token.text == "true" || token.text == "false";
  return is_symbol(token, ")") || is_symbol(token, "]") || is_symbol(token, "}");
}

/// The statement that the tokens end in. Within braces a word of a statement may be a setting (`loss { eq = 10 }`),
/// unless it stands at the margin: then the brace is not closed yet.
Tokens last_statement(Tokens tokens, std::string_view text) {
  std::size_t begin = tokens.size();
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const bool sets = i + 1 < tokens.size() && is_symbol(tokens[i + 1], "=");
    const bool margin = token.begin == 0 || text[token.begin - 1] == '\n' || text[token.begin - 1] == '\r';
    const bool word = token.kind == TokenKind::word && is_statement_word(token.text);
    if (word && !sets && (depth == 0 || margin)) {
      begin = i;
      depth = 0;
    }
    if (is_symbol(token, "{")) ++depth;
    if (is_symbol(token, "}")) depth = std::max(0, depth - 1);
  }
  return tokens.subspan(begin);
}

class Reader {
 public:
  Reader(Tokens statement, bool starts_line, bool in_string, WritingPlace& place)
      : tokens_(statement), starts_line_(starts_line), in_string_(in_string), place_(place) {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (opens(tokens_[i])) open_.push_back(i);
      if (closes(tokens_[i]) && !open_.empty()) open_.pop_back();
    }
  }

  Kind run() {
    if (tokens_.empty()) return in_string_ ? Kind::nothing : Kind::statement;
    place_.keyword = tokens_[0].text;
    if (in_string_) return string();
    const Token& last = tokens_.back();
    const bool whole = tokens_.size() > 1 && (ends_operand(last) || is_symbol(last, ";"));
    if (open_.empty() && whole && (starts_line_ || is_symbol(last, ";"))) return Kind::statement;
    if (is_one_of(place_.keyword, block_words)) return block();
    if (is_one_of(place_.keyword, condition_words)) return condition();
    return declaration();
  }

 private:
  Kind string() {
    if (place_.keyword == "include" || is_word(tokens_.back(), "from")) return Kind::file;
    if (!is_one_of(place_.keyword, block_words)) return Kind::nothing;
    block();
    return place_.key.empty() || place_.keyword == "output" ? Kind::nothing : Kind::file;
  }

  Kind block() {
    if (tokens_.size() > 1 && tokens_[1].kind == TokenKind::word && !tokens_[1].reserved) place_.name = tokens_[1].text;
    const auto brace =
        std::find_if(open_.begin(), open_.end(), [&](std::size_t i) { return is_symbol(tokens_[i], "{"); });
    if (brace == open_.end()) {
      if (tokens_.size() == 1) return Kind::block_name;
      const bool of = std::any_of(tokens_.begin(), tokens_.end(), [](const Token& t) { return is_word(t, "of"); });
      return of && !ends_operand(tokens_.back()) ? Kind::field : Kind::nothing;
    }
    const bool at_key = is_key_next(*brace + 1);
    return at_key && open_.back() == *brace ? Kind::setting : Kind::value;
  }

  /// Reads the settings from a token on; true where a key may follow.
  bool is_key_next(std::size_t from) {
    int depth = 0;
    for (std::size_t i = from; i < tokens_.size(); ++i) {
      if (opens(tokens_[i])) ++depth;
      if (closes(tokens_[i])) --depth;
      if (depth != 0 || !is_symbol(tokens_[i], "=") || tokens_[i - 1].kind != TokenKind::word) continue;
      if (!place_.key.empty()) place_.keys.push_back(place_.key);
      place_.key = tokens_[i - 1].text;
      for (std::size_t dot = i - 1; dot > from + 1 && is_symbol(tokens_[dot - 1], "."); dot -= 2)
        place_.key = std::string(tokens_[dot - 2].text) + "." + place_.key;
    }
    read_call();
    const Token& last = tokens_.back();
    const bool next = depth == 0 && (ends_operand(last) || is_symbol(last, ";") || is_symbol(last, ",") ||
                                     tokens_.size() == from || is_symbol(last, "."));
    if (next && !place_.key.empty()) place_.keys.push_back(place_.key);
    return next;
  }

  /// `nlaaf` and `n` of `nlaaf(n = `.
  void read_call() {
    if (open_.empty() || open_.back() == 0 || !is_symbol(tokens_[open_.back()], "(")) return;
    const std::size_t name = open_.back() - 1, last = tokens_.size() - 1;
    if (tokens_[name].kind != TokenKind::word || tokens_[name].reserved) return;
    place_.call = tokens_[name].text;
    if (is_symbol(tokens_[last], "=") && tokens_[last - 1].kind == TokenKind::word)
      place_.argument = tokens_[last - 1].text;
  }

  Kind condition() {
    std::size_t clause = 0;
    int depth = 0;
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      if (opens(tokens_[i])) ++depth;
      if (closes(tokens_[i])) --depth;
      const bool word = is_word(tokens_[i], "on") || is_word(tokens_[i], "where") || is_word(tokens_[i], "with");
      if (depth == 0 && word) clause = i;
    }
    const Token& last = tokens_.back();
    if (clause != 0 && is_word(tokens_[clause], "with")) return is_key_next(clause + 1) ? Kind::setting : Kind::value;
    read_call();
    if (open_.empty() && tokens_.size() > 1 && ends_operand(last)) return Kind::clause;
    const bool begins_place = is_word(last, "on") || is_symbol(last, ",");
    if (clause != 0 && is_word(tokens_[clause], "on") && open_.empty() && begins_place) return Kind::place;
    return Kind::expression;
  }

  Kind declaration() {
    const auto at = [&](std::string_view word) {
      return std::find_if(tokens_.begin(), tokens_.end(), [&](const Token& t) { return t.text == word; });
    };
    if (place_.keyword == "field") {
      const Token& last = tokens_.back();
      if (is_word(last, "on") || is_word(last, "not") || is_word(last, "and")) return Kind::place;
      return at("of") != tokens_.end() ? Kind::coordinate : Kind::nothing;
    }
    const auto given = at(place_.keyword == "domain" || place_.keyword == "time" ? "in" : "=");
    if (given == tokens_.end() || place_.keyword == "pde") return Kind::nothing;
    if (place_.keyword == "let")
      for (auto token = tokens_.begin() + 2; token < given; ++token)
        if (token->kind == TokenKind::word) place_.arguments.emplace_back(token->text);
    read_call();
    return Kind::expression;
  }

  Tokens tokens_;
  bool starts_line_, in_string_;
  WritingPlace& place_;
  std::vector<std::size_t> open_;  // brackets that are not closed
};

}  // namespace

WritingPlace writing_place(const Sources& sources, std::uint32_t file, std::uint32_t offset) {
  const std::string& whole = sources[file].text;
  const std::string_view text = std::string_view(whole).substr(0, offset);
  WritingPlace place;
  const LineEnd end = end_of(text);
  const bool in_string = end.quote != std::string_view::npos;
  std::size_t begin = in_string ? end.quote + 1 : text.size();
  while (!in_string && begin > 0 && is_word_byte(text[begin - 1])) --begin;
  place.begin = static_cast<std::uint32_t>(begin);
  if (end.comment) return place;

  Sources before;
  const std::uint32_t source = before.add({}, std::string(text.substr(0, in_string ? end.quote : begin)));
  const std::string& read = before[source].text;
  const Scan scanned = scan(before, source);
  const Tokens tokens(scanned.tokens.data(), scanned.tokens.size() - 1);
  const std::size_t line = read.find_last_of("\r\n") + 1;
  const bool starts_line = read.find_first_not_of(" \t", line) == std::string::npos;
  place.kind = Reader(last_statement(tokens, read), starts_line, in_string, place).run();
  // Keys of a sweep have dots, and are one word.
  const bool sweep = place.kind == Kind::setting && place.keyword == "sweep";
  while (sweep && place.begin > 0 && (is_word_byte(text[place.begin - 1]) || text[place.begin - 1] == '.'))
    --place.begin;
  place.typed = text.substr(place.begin);
  return place;
}

}  // namespace ansatz::dsl
