// Character by character; UTF-8 that is broken stays so, and is shown as U+FFFD.
#include "report/escape.hpp"

#include <fmt/format.h>

namespace ansatz::report {

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      // No character of HTML; browsers would drop it in silence.
      case '\0': out += "\uFFFD"; break;
      default: out += c;
    }
  }
  return out;
}

std::string escape_message(std::string_view text) {
  std::string out;
  for (;;) {
    const std::size_t open = text.find('`'), close = open == text.npos ? open : text.find('`', open + 1);
    if (close == text.npos) return out + escape_html(text);
    out +=
        escape_html(text.substr(0, open)) + "<code>" + escape_html(text.substr(open + 1, close - open - 1)) + "</code>";
    text.remove_prefix(close + 1);
  }
}

std::string escape_json(std::string_view json) {
  // U+2028 and U+2029 end a line of JavaScript, though not of JSON.
  constexpr std::string_view line = "\u2028", paragraph = "\u2029";
  std::string out;
  out.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    const std::string_view rest = json.substr(i);
    if (rest.front() == '<') {
      out += "\\u003c";
    } else if (rest.starts_with(line) || rest.starts_with(paragraph)) {
      out += rest.starts_with(line) ? "\\u2028" : "\\u2029";
      i += line.size() - 1;
    } else {
      out += rest.front();
    }
  }
  return out;
}

std::string escape_path(std::string_view path) {
  constexpr std::string_view plain = "-._~/";
  std::string out = "./";  // so that no first segment is a scheme
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || plain.find(c) != std::string_view::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace ansatz::report
