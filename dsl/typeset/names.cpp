// Every character of a name is either written by a command that this file knows, an ASCII letter or digit, or stands
// inside of \text: so no name can end a group or begin a command.
#include "typeset/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "source/unicode.hpp"

namespace ansatz::dsl {
namespace {

struct Letter {
  std::string_view word;  // also its command
  char32_t character;
};

// TeX's \phi and \epsilon are other characters than the letters of a Greek keyboard.
constexpr std::array letters{
    Letter{"alpha", U'α'},   Letter{"beta", U'β'},     Letter{"gamma", U'γ'},      Letter{"delta", U'δ'},
    Letter{"epsilon", U'ϵ'}, Letter{"zeta", U'ζ'},     Letter{"eta", U'η'},        Letter{"theta", U'θ'},
    Letter{"iota", U'ι'},    Letter{"kappa", U'κ'},    Letter{"lambda", U'λ'},     Letter{"mu", U'μ'},
    Letter{"nu", U'ν'},      Letter{"xi", U'ξ'},       Letter{"pi", U'π'},         Letter{"rho", U'ρ'},
    Letter{"sigma", U'σ'},   Letter{"tau", U'τ'},      Letter{"upsilon", U'υ'},    Letter{"phi", U'ϕ'},
    Letter{"chi", U'χ'},     Letter{"psi", U'ψ'},      Letter{"omega", U'ω'},      Letter{"Gamma", U'Γ'},
    Letter{"Delta", U'Δ'},   Letter{"Theta", U'Θ'},    Letter{"Lambda", U'Λ'},     Letter{"Xi", U'Ξ'},
    Letter{"Pi", U'Π'},      Letter{"Sigma", U'Σ'},    Letter{"Upsilon", U'Υ'},    Letter{"Phi", U'Φ'},
    Letter{"Psi", U'Ψ'},     Letter{"Omega", U'Ω'},    Letter{"varepsilon", U'ε'}, Letter{"vartheta", U'ϑ'},
    Letter{"varphi", U'φ'},  Letter{"varsigma", U'ς'}, Letter{"partial", U'∂'},    Letter{"nabla", U'∇'},
    Letter{"ell", U'ℓ'},     Letter{"hbar", U'ℏ'},
};

const Letter* find_letter(std::string_view word) {
  const auto* found = std::find_if(letters.begin(), letters.end(), [&](const Letter& l) { return l.word == word; });
  return found == letters.end() ? nullptr : found;
}
const Letter* find_letter(char32_t c) {
  const auto* found =
      std::find_if(letters.begin(), letters.end(), [c](const Letter& l) { return l.character == fold_look_alike(c); });
  return found == letters.end() ? nullptr : found;
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// A word of several parts: `Δt`, `größe`. Known letters are commands, the others upright.
std::string mixed_word(std::string_view word) {
  std::string out, upright;
  const auto flush = [&] {
    if (upright.empty()) return;
    const bool ascii = std::all_of(upright.begin(), upright.end(), is_ascii);
    out += !ascii ? fmt::format("\\text{{{}}}", upright)
           : upright.size() == 1 && !is_digit(static_cast<unsigned char>(upright[0]))
               ? upright
               : fmt::format("\\mathrm{{{}}}", upright);
    upright.clear();
  };
  int parts = 0;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = decode(word, at);
    if (const Letter* letter = find_letter(c.value)) {
      flush();
      out += fmt::format("\\{} ", letter->word);
      ++parts;
    } else {
      parts += upright.empty() ? 1 : 0;
      upright += escape_text(word.substr(at, c.length));
    }
    at += c.length;
  }
  flush();
  if (out.ends_with(' ')) out.pop_back();
  return parts > 1 ? fmt::format("{{{}}}", out) : out;
}

std::string letter_or_word(std::string_view word) {
  if (const Letter* letter = find_letter(word)) return fmt::format("\\{}", letter->word);
  return mixed_word(word);
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_digit(static_cast<unsigned char>(c)); });
}

/// A word without underscores: digits behind a single letter are its index.
TypesetName typeset_word(std::string_view word) {
  if (all_digits(word)) return {std::string(word), {}};
  const std::size_t cut = word.find_last_not_of("0123456789") + 1;
  const std::string_view stem = word.substr(0, cut);
  const bool single = decode(word, 0).length == stem.size() || find_letter(stem) != nullptr;
  if (cut == word.size() || !single) return {letter_or_word(word), {}};
  return {letter_or_word(stem), {std::string(word.substr(cut))}};
}

TypesetName as_spelt(std::string_view name) { return {fmt::format("\\text{{{}}}", escape_text(name)), {}}; }

}  // namespace

std::string escape_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\textbackslash{}";
    } else if (c == '^') {
      out += "\\textasciicircum{}";
    } else if (c == '~') {
      out += "\\textasciitilde{}";
    } else if (std::string_view("{}$&#%_").find(c) != std::string_view::npos) {
      out += '\\';
      out += c;
    } else {
      out += is_ascii(c) && static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return out;
}

std::string TypesetName::latex() const {
  return subscripts.empty() ? letter : fmt::format("{}_{{{}}}", letter, fmt::join(subscripts, ","));
}

TypesetName typeset_name(std::string_view name) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('_', begin), name.size());
    words.push_back(name.substr(begin, end - begin));
    begin = end + 1;
  }
  if (std::any_of(words.begin(), words.end(), [](std::string_view w) { return w.empty(); })) return as_spelt(name);
  TypesetName result = typeset_word(words[0]);
  for (std::size_t i = 1; i < words.size(); ++i) result.subscripts.push_back(typeset_word(words[i]).latex());
  return result;
}

NameTable::NameTable(const Model& model) : model_(model) {
  std::set<std::string> looks;
  for (const auto& entry : model.symbols) {
    TypesetName name = typeset_name(entry.first);
    if (!looks.insert(name.latex()).second) name = as_spelt(entry.first);
    names_.emplace(entry.first, std::move(name));
  }
}

TypesetName NameTable::find(std::string_view name) const {
  const auto found = names_.find(name);
  return found != names_.end() ? found->second : typeset_name(name);
}

std::string NameTable::derivative(std::string_view field, std::span<const std::size_t> coordinates) const {
  std::string subscript;
  for (const std::size_t i : coordinates) {
    const std::string coordinate = latex(model_.coordinates[i].text);
    if (!subscript.empty() && coordinate.size() > 1) subscript += "\\,";
    subscript += coordinate;
  }
  TypesetName name = find(field);
  name.subscripts.push_back(subscript);
  return name.latex();
}

bool NameTable::taken(std::string_view latex) const {
  return std::any_of(names_.begin(), names_.end(), [&](const auto& entry) {
    return entry.second.letter == latex && entry.second.subscripts.empty();
  });
}

}  // namespace ansatz::dsl
