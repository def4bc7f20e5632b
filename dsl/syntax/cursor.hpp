// A place in a text that moves over what it accepts: what the readers of foreign spellings share.
#pragma once

#include <string_view>

#include "source/unicode.hpp"

namespace ansatz::dsl {

class Cursor {
 public:
  Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  bool accept(std::string_view s) {
    const bool here = rest().starts_with(s);
    if (here) at_ += s.size();
    return here;
  }
  /// Blanks, and then `s`.
  bool accept_next(std::string_view s) {
    blanks();
    return accept(s);
  }
  void blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  std::string_view rest() const { return text_.substr(at_); }

  /// Letters and digits, up to the next ∂.
  std::string_view name() {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      const CodePoint c = decode(text_, at_);
      if (!c.valid || c.value == U'∂' || !(is_letter(c.value) || is_digit(c.value))) break;
      at_ += c.length;
    }
    return text_.substr(begin, at_ - begin);
  }
  bool in_word() const {
    if (at_ >= text_.size()) return false;
    const CodePoint c = decode(text_, at_);
    return c.valid && (is_letter(c.value) || is_digit(c.value));
  }
  /// `²`, `^2`, `**2`, `^{2}`, and where `bare` the digit alone; 1 where none stands.
  int order(bool bare = false) {
    if (at_ >= text_.size()) return 1;
    const CodePoint c = decode(text_, at_);
    const std::string_view raised = superscript(c.value);
    if (c.valid && !raised.empty() && raised[0] >= '1') {
      at_ += c.length;
      return raised[0] - '0';
    }
    for (const std::string_view sign : {"^{", "^", "**"}) {
      const std::size_t digit = at_ + sign.size();
      if (!rest().starts_with(sign) || !digit_at(digit)) continue;
      at_ = digit + 1;
      if (sign == "^{") accept("}");
      return text_[digit] - '0';
    }
    if (!bare || !digit_at(at_)) return 1;
    return text_[at_++] - '0';
  }

 private:
  bool digit_at(std::size_t i) const { return i < text_.size() && text_[i] >= '1' && text_[i] <= '9'; }

  std::string_view text_;
  std::size_t at_;
};

}  // namespace ansatz::dsl
