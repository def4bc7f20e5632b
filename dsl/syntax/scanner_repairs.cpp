// What is written otherwise elsewhere: operators of other languages, characters of word processors, powers and
// derivatives as papers print them. Each is reported with its plain spelling, and that is what the grammar reads.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>

#include "diagnostics/finding.hpp"
#include "source/limits.hpp"
#include "syntax/scanner.hpp"

namespace ansatz::dsl {
namespace {

// What people write who come from other languages, longest first.
struct Foreign {
  std::string_view written, plain;
};
constexpr Foreign foreign_symbols[] = {{"&&", " and "}, {"||", " or "}, {"<>", "!="}, {":=", "="},
                                       {"=<", "<="},    {"=>", ">="},   {"~=", "!="}, {"!", "not "}};

// Words of LaTeX that are more than a name behind a backslash.
constexpr Foreign latex_words[] = {{"cdot", "*"}, {"times", "*"}, {"le", "<="},  {"leq", "<="},
                                   {"ge", ">="},  {"geq", ">="},  {"ln", "log"}, {"infty", "inf"}};

// What programs put before names of mathematics: np.sin, math.pi.
constexpr std::string_view libraries[] = {"np", "numpy", "math", "torch", "tf", "jnp", "sympy", "sp"};

bool begins_operator(std::string_view word) {
  for (const std::string_view sign : {"∇", "nabla", "grad", "Δ", "∆"})
    if (word.starts_with(sign)) return true;
  return false;
}

std::string_view message_for(const Respelling& derivative) {
  return derivative.plain.find('(') != std::string::npos || derivative.plain.find('_') == std::string::npos
             ? "operators are written as functions"
             : "derivatives are written with subscripts";
}

}  // namespace

// `plain` for the place of [begin, end), without the blanks at its ends where the text has them already.
std::string_view Scanner::fitted(std::size_t begin, std::size_t end, std::string_view plain) const {
  const auto blank = [&](std::size_t i) {
    return i >= text_.size() || std::isspace(static_cast<unsigned char>(text_[i]));
  };
  if (plain == " ") return plain;  // in place of something that looks like one
  if (plain.starts_with(' ') && begin > 0 && blank(begin - 1)) plain.remove_prefix(1);
  if (plain.ends_with(' ') && blank(end)) plain.remove_suffix(1);
  return plain;
}

// Reports [at_, end), offers `plain` in its place, and reads `plain` as if it had been written.
void Scanner::replace(std::size_t end, std::string_view plain, std::string message) {
  std::string_view shown = plain;
  while (shown.starts_with(' ')) shown.remove_prefix(1);
  while (shown.ends_with(' ')) shown.remove_suffix(1);
  std::string advice = shown.empty() ? "put an ordinary space here" : fmt::format("write `{}`", shown);
  add(Finding(Code::foreign_spelling, span(at_, end), fmt::format("{}; {}", message, advice))
          .label(shown.empty() ? "looks like a space" : fmt::format("write `{}`", shown))
          .help("`ansatz fmt --fix` replaces it")
          .fix(span(at_, end), std::string(fitted(at_, end, plain))));
  splice(end, plain);
}

// Reads `plain` in the place of [at_, end). Its tokens can have spellings of their own (`∂µ/∂x`, with micro signs, is
// `µ_x` and then `μ_x`, with the Greek letter), so it is lent the place where ours are kept: swapping moves no string.
void Scanner::splice(std::size_t end, std::string_view plain) {
  const std::string& kept = scan_.spellings.emplace_back(plain);
  Scan inner;
  inner.spellings.swap(scan_.spellings);
  Scanner(kept, file_, inner).run();
  inner.spellings.swap(scan_.spellings);
  scan_.looks += inner.looks;
  inner.tokens.pop_back();
  for (const Token& token : inner.tokens) {
    push(token.kind, at_, end, token.text);
    scan_.tokens.back().number = token.number;
    scan_.tokens.back().reserved = token.reserved;
  }
  at_ = end;
}

// 1_000, 1d0 and 1.d-3: the number of [begin, at_), which was read, goes on as elsewhere.
bool Scanner::foreign_number(std::size_t begin, std::size_t end) {
  const std::string_view digits = slice(begin, at_), name = slice(at_, end);
  if (declared().others.count(name) != 0) return false;
  const auto all_digits = [](std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789_") == std::string_view::npos;
  };
  std::string plain;
  const char* message = "digits stand without signs between them";
  if (name.front() == '_' && all_digits(name.substr(1))) {
    plain = digits;
    for (const char c : name)
      if (c != '_') plain += c;
  } else if (name.front() == 'd' || name.front() == 'D') {
    std::size_t last = end;
    const bool sign = name.size() == 1 && last < text_.size() && (text_[last] == '-' || text_[last] == '+');
    if (sign) last = end_of_digits(last + 1);
    const std::string_view exponent = slice(at_ + 1, last);
    if (!all_digits(exponent.substr(sign ? 1 : 0)) || exponent.find('_') != std::string_view::npos) return false;
    plain = fmt::format("{}e{}", digits, exponent);
    message = "powers of ten are written with `e`";
    end = last;
  } else {
    return false;
  }
  scan_.tokens.pop_back();
  at_ = begin;
  replace(end, plain, message);
  return true;
}

// 5%: a comment elsewhere, and here a number.
bool Scanner::percentage() {
  if (scan_.tokens.empty() || starts_line_) return false;
  const Token number = scan_.tokens.back();
  if (number.kind != TokenKind::number || number.end != at_) return false;
  scan_.tokens.pop_back();
  const std::size_t end = at_ + 1;
  at_ = number.begin;
  replace(end, fmt::format("{}", number.number / 100), "percentages are plain numbers");
  return true;
}

bool Scanner::foreign() {
  const std::string_view rest = text_.substr(at_);
  if (rest.starts_with("%") && percentage()) return true;
  if (rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with("%")) return foreign_comment(), true;
  for (const auto& [written, plain] : foreign_symbols) {
    if (!rest.starts_with(written) || rest.starts_with("!=")) continue;
    replace(at_ + written.size(), plain, fmt::format("`{}` is not an operator of this language", written));
    return true;
  }
  return false;
}

void Scanner::typographic(const CodePoint& c, const PlainSpelling& spelling) {
  const std::string name = code_point_name(c.value);
  replace(at_ + c.length, spelling.plain,
          spelling.plain == " " ? fmt::format("{} looks like a space and is none", name)
                                : fmt::format("`{}` ({}) is not {}", slice(at_, at_ + c.length), name, spelling.is));
}

// x² and x⁻¹
void Scanner::raised() {
  std::string power;
  std::size_t end = at_;
  while (end < text_.size()) {
    const CodePoint c = decode(text_, end);
    if (!c.valid || superscript(c.value).empty()) break;
    power += superscript(c.value);
    end += c.length;
  }
  looked(at_, end);
  if (power.find_first_of("0123456789") == std::string::npos) power += "1";
  replace(end, fmt::format("^{}", power), "raised characters are not powers");
}

const DeclaredNames& Scanner::declared() {
  if (!declared_) {
    declared_ = declared_names(text_);
    looked(0, text_.size());
  }
  return *declared_;
}

bool Scanner::take(const Respelling& derivative) {
  looked(at_, derivative.end);
  if (derivative) replace(derivative.end, derivative.plain, std::string(message_for(derivative)));
  return static_cast<bool>(derivative);
}

// The derivatives of papers and of other programs, where the word that ends at `end` begins one.
bool Scanner::foreign_derivative(std::size_t end) {
  const std::string_view word = slice(at_, end);
  if (is_reserved(word)) return false;
  if ((word[0] == 'd' || word.starts_with("∂")) && take(quotient_of_differentials(text_, at_, declared()))) return true;
  if (begins_operator(word) && take(nabla(text_, at_, declared()))) return true;
  if (word == "D" && take(bracketed_derivative(text_, at_, declared()))) return true;
  const Primes marks = primes(text_, end);
  const bool marked = marks.count > 0 || (end < text_.size() && (text_[end] == '.' || text_[end] == '{'));
  if (marked && take(marked_derivative(text_, at_, end, declared()))) return true;
  if (marks.count == 0) return false;
  report_primes(end, marks);
  return true;
}

// np.sin: the name without the library.
bool Scanner::name_of_library(std::size_t end) {
  const std::string_view library = slice(at_, end);
  const bool known = std::find(std::begin(libraries), std::end(libraries), library) != std::end(libraries);
  if (!known || end >= text_.size() || text_[end] != '.' || declared().others.count(library) != 0) return false;
  const std::size_t end_of_name = end_of_word(end + 1);
  if (end_of_name == end + 1) return false;
  replace(end_of_name, slice(end + 1, end_of_name), fmt::format("names stand without `{}.`", library));
  return true;
}

// u'' where there are several coordinates: which of them is meant cannot be known.
void Scanner::report_primes(std::size_t end, const Primes& marks) {
  const std::string_view word = slice(at_, end);
  const bool field = declared().fields.empty() || declared().fields.count(word) != 0;
  std::vector<std::string> ways;
  for (const std::string_view coordinate : declared().coordinates) {
    std::string way = field ? fmt::format("{}_", word) : fmt::format("d({}", word);
    for (std::size_t i = 0; i < marks.count; ++i) way += fmt::format("{}{}", field ? "" : ", ", coordinate);
    if (ways.size() < 3) ways.push_back(fmt::format("`{}{}`", way, field ? "" : ")"));
  }
  if (ways.empty()) ways = {"`u_x`", "`u_xx`"};
  add(Finding(Code::unreadable_character, span(end, marks.end),
              fmt::format("`{}` does not say by which coordinate", slice(at_, marks.end)))
          .label("not a derivative")
          .help(fmt::format("write a derivative with its coordinate: {}", fmt::join(ways, " or "))));
  at_ = marks.end;
}

// \\alpha, \\partial u/\\partial t: the sign, or the name without its backslash.
bool Scanner::latex() {
  if (take(quotient_of_differentials(text_, at_, declared())) || take(nabla(text_, at_, declared()))) return true;
  const std::size_t end = end_of_word(at_ + 1);
  const std::string_view word = slice(at_ + 1, end);
  if (word.empty() || word == "frac" || word == "left" || word == "right") return false;
  const auto* found = std::find_if(std::begin(latex_words), std::end(latex_words),
                                   [&](const Foreign& known) { return known.written == word; });
  const std::string_view plain = found == std::end(latex_words) ? word : found->plain;
  replace(end, plain, fmt::format("`{}` is LaTeX", slice(at_, end)));
  return true;
}

void Scanner::unknown(const CodePoint& c) {
  const std::string_view shown = slice(at_, at_ + c.length);
  std::string help = "remove it, or put it into a string or a comment";
  if (c.value == '|') help = "write `abs(x)` for the absolute value, `norm(v)` for the length of a vector";
  if (c.value == '?') help = "a choice is written `if x < 0 then 1 else 0`";
  if (c.value == U'°') help = "angles are in radians, as in `30*pi/180`; numbers have no units";
  if (c.value == U'∫') help = "an integral is written `integral(f, s in [0, 1])`";
  if (c.value == '~') help = "an equation is written with `=`";
  if (c.value == '@' || c.value == '$' || c.value == '\\' || c.value == '`')
    help = "remove it; names consist of letters, digits and `_`";
  const std::string name = c.value < 0x80 ? "" : fmt::format(" ({})", code_point_name(c.value));
  add(Finding(Code::unreadable_character, span(at_, at_ + c.length),
              fmt::format("the character `{}`{} has no meaning here", shown, name))
          .label("not part of the language")
          .help(help));
  at_ += c.length;
}

}  // namespace ansatz::dsl
