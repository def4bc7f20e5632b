#include "formats.hpp"

namespace ansatz::cli {

const std::vector<Format>& formats() {
  static const std::vector<Format> all = formats_of(builtin_methods());
  return all;
}

std::string endings_of(const Format& format) {
  std::string text;
  for (const std::string& ending : format.method().traits.endings) text += (text.empty() ? "" : ", ") + ending;
  return text;
}

std::string endings(bool points_only) {
  std::string text;
  for (const Format& format : formats())
    if (format.method().traits.points || !points_only) text += (text.empty() ? "" : ", ") + endings_of(format);
  return text;
}

std::string format_names() {
  std::string text;
  for (const Format& format : formats()) text += (text.empty() ? "" : "|") + format.name();
  return text;
}

std::string formats_text() {
  std::string text;
  for (const Format& format : formats())
    text += (text.empty() ? "" : "; ") + format.name() + ": " + format.method().doc();
  return text;
}

}  // namespace ansatz::cli
