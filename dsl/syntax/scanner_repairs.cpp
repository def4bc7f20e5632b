// What is written otherwise elsewhere: operators of other languages, characters of word processors, powers and
// derivatives as papers print them. Each is reported with its plain spelling, and that is what the grammar reads.
#include <fmt/core.h>

#include <cctype>

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

// ∂u/∂t, ∂²u/∂x² and ∂²u/∂x∂t, as they are copied from papers; other uses of ∂ are a letter of a name.
class PartialDerivative {
 public:
  // Reads from the ∂ at `at`.
  PartialDerivative(std::string_view text, std::size_t at) : text_(text), at_(at) { read(); }

  // "u_xt"; empty where no derivative stands.
  const std::string& subscripted() const { return subscripted_; }
  // How far it was read, whether one stands there or not.
  std::size_t end() const { return at_; }

 private:
  void read() {
    accept("∂");
    order();
    const std::string_view function = name();
    blanks();
    if (function.empty() || !accept("/")) return;
    blanks();
    std::string subscripts;
    while (accept("∂")) {
      const std::string_view coordinate = name();
      if (coordinate.empty()) return;
      for (int i = order(); i > 0; --i) subscripts += coordinate;
    }
    if (!subscripts.empty()) subscripted_ = fmt::format("{}_{}", function, subscripts);
  }

  void blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool accept(std::string_view s) {
    const bool here = text_.substr(at_).starts_with(s);
    if (here) at_ += s.size();
    return here;
  }
  // The letters of a name, up to the next ∂.
  std::string_view name() {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      const CodePoint c = decode(text_, at_);
      if (!c.valid || c.value == U'∂' || !(is_letter(c.value) || is_digit(c.value))) break;
      at_ += c.length;
    }
    return text_.substr(begin, at_ - begin);
  }
  // `²` or `^2`; 1 where neither stands.
  int order() {
    if (at_ >= text_.size()) return 1;
    const CodePoint c = decode(text_, at_);
    const std::string_view raised = superscript(c.value);
    if (c.valid && !raised.empty() && raised[0] >= '1') {
      at_ += c.length;
      return raised[0] - '0';
    }
    if (text_[at_] != '^' || at_ + 1 >= text_.size() || !is_digit(static_cast<unsigned char>(text_[at_ + 1]))) return 1;
    at_ += 2;
    return text_[at_ - 1] - '0';
  }

  std::string_view text_;
  std::size_t at_;
  std::string subscripted_;
};

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

bool Scanner::foreign() {
  const std::string_view rest = text_.substr(at_);
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

bool Scanner::partial_derivative() {
  const PartialDerivative derivative(text_, at_);
  looked(at_, derivative.end());
  if (derivative.subscripted().empty()) return false;
  replace(derivative.end(), derivative.subscripted(), "derivatives are written with subscripts");
  return true;
}

void Scanner::unknown(const CodePoint& c) {
  const std::string_view shown = slice(at_, at_ + c.length);
  std::string help = "remove it, or put it into a string or a comment";
  if (c.value == '|') help = "write `abs(x)` for the absolute value, `norm(v)` for the length of a vector";
  if (c.value == '~' || c.value == '@' || c.value == '$' || c.value == '?' || c.value == '\\' || c.value == '`')
    help = "remove it; names consist of letters, digits and `_`";
  const std::string name = c.value < 0x80 ? "" : fmt::format(" ({})", code_point_name(c.value));
  add(Finding(Code::unreadable_character, span(at_, at_ + c.length),
              fmt::format("the character `{}`{} has no meaning here", shown, name))
          .label("not part of the language")
          .help(help));
  at_ += c.length;
}

}  // namespace ansatz::dsl
