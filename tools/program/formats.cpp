#include "formats.hpp"

namespace ansatz::cli {

std::string endings_of(const Writer& writer) {
  std::string text;
  for (const std::string& ending : writer.endings) text += (text.empty() ? "" : ", ") + ending;
  return text;
}

std::string endings(bool points_only) {
  std::string text;
  for (const Writer& writer : writers())
    if (writer.points || !points_only) text += (text.empty() ? "" : ", ") + endings_of(writer);
  return text;
}

std::string format_names() {
  std::string text;
  for (const Writer& writer : writers()) text += (text.empty() ? "" : "|") + writer.name;
  return text;
}

std::string formats_text() {
  std::string text;
  for (const Writer& writer : writers()) text += (text.empty() ? "" : "; ") + writer.name + ": " + writer.doc;
  return text;
}

}  // namespace ansatz::cli
