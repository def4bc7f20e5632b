// Diagnostics for a terminal: the message, the lines it speaks of with carets below them, and what to do.
//
//   error[E0203]: unknown name `sinn`
//     --> burgers.pde:12:14
//      |
//   12 | ic start: u = -sinn(pi*x)
//      |                ^^^^ not a known name
//      = help: did you mean `sin`?

#include <fmt/core.h>

#include <algorithm>
#include <tuple>

#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/escaped.hpp"
#include "source/display.hpp"

namespace ansatz::dsl {

namespace {

constexpr std::size_t most_shown = 20;

/// A label on its line.
struct Mark {
  std::uint32_t line = 1;
  std::uint32_t begin = 0;  // bytes in the line
  std::uint32_t end = 0;
  bool primary = false;
  std::string text;
};

class Paint {
 public:
  explicit Paint(Colour colour) : on_(colour == Colour::on) {}
  std::string operator()(const char* style, std::string_view text) const {
    return on_ ? fmt::format("\x1b[{}m{}\x1b[0m", style, text) : std::string(text);
  }
  static constexpr const char* error = "1;31";
  static constexpr const char* warning = "1;33";
  static constexpr const char* strong = "1";
  static constexpr const char* frame = "1;34";

 private:
  bool on_;
};

class TextRenderer {
 public:
  TextRenderer(const Sources& sources, Colour colour) : sources_(sources), paint_(colour) {}

  void render(const Diagnostic& d) {
    const bool error = d.severity() == Severity::error;
    style_ = error ? Paint::error : Paint::warning;
    out_ += paint_(style_, fmt::format("{}[{}]", error ? "error" : "warning", d.number()));
    out_ += paint_(Paint::strong, ": " + escaped(d.message)) + "\n";
    const std::uint32_t file = d.primary.span.file;
    if (file < sources_.size()) {
      gutter_ = std::to_string(last_line(d)).size();
      excerpt(file, d, "-->");
      for (const std::uint32_t other : other_files(d)) excerpt(other, d, ":::");
    } else {
      gutter_ = 1;
    }
    note("help", d.help);
    note("fix", fix_in_words(d.fix));
  }

  void summary(const std::vector<Diagnostic>& all, std::size_t shown) {
    const auto errors = static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [](const auto& d) { return d.severity() == Severity::error; }));
    const std::size_t warnings = all.size() - errors;
    std::string counts;
    if (errors > 0) counts = fmt::format("{} error{}", errors, errors == 1 ? "" : "s");
    if (errors > 0 && warnings > 0) counts += ", ";
    if (warnings > 0) counts += fmt::format("{} warning{}", warnings, warnings == 1 ? "" : "s");
    const auto first =
        std::find_if(all.begin(), all.end(), [](const auto& d) { return d.severity() == Severity::error; });
    const std::string_view code = first != all.end() ? first->number() : all.front().number();
    if (shown < all.size()) out_ += fmt::format("{} more not shown\n", all.size() - shown);
    out_ += fmt::format("{}; `ansatz explain {}` tells more\n", counts, code);
  }

  std::string take() { return std::move(out_); }

 private:
  template <class Visit>
  static void each_label(const Diagnostic& d, Visit visit) {
    visit(d.primary, true);
    for (const Label& label : d.secondary) visit(label, false);
  }

  std::uint32_t last_line(const Diagnostic& d) const {
    std::uint32_t last = 1;
    each_label(d, [&](const Label& label, bool) {
      if (label.span.file < sources_.size())
        last = std::max(last, sources_.position(label.span.file, label.span.begin).line);
    });
    return last;
  }

  std::vector<std::uint32_t> other_files(const Diagnostic& d) const {
    std::vector<std::uint32_t> files;
    for (const Label& label : d.secondary) {
      const std::uint32_t file = label.span.file;
      const bool known = file == d.primary.span.file || std::find(files.begin(), files.end(), file) != files.end();
      if (!known && file < sources_.size()) files.push_back(file);
    }
    return files;
  }

  // A label that goes over several lines marks the first one.
  Mark mark(const Label& label, bool primary) const {
    const Source& source = sources_[label.span.file];
    const auto size = static_cast<std::uint32_t>(source.text.size());
    const std::uint32_t begin = std::min(label.span.begin, size), end = std::clamp(label.span.end, begin, size);
    const std::uint32_t line = sources_.position(label.span.file, begin).line;
    const std::uint32_t start = source.line_starts[line - 1];
    const auto length = static_cast<std::uint32_t>(sources_.line(label.span.file, line).size());
    Mark result{line, begin - start, std::min(end - start, length), primary, label.text};
    if (end > begin) {
      const std::uint32_t last = sources_.position(label.span.file, end - 1).line;
      if (last > line) result.text += fmt::format("{}(to line {})", result.text.empty() ? "" : " ", last);
    }
    return result;
  }

  void excerpt(std::uint32_t file, const Diagnostic& d, const char* arrow) {
    std::vector<Mark> marks;
    each_label(d, [&](const Label& label, bool primary) {
      if (label.span.file == file) marks.push_back(mark(label, primary));
    });
    const Mark head = marks.front();
    const std::uint32_t offset = sources_[file].line_starts[head.line - 1] + head.begin;
    out_ += fmt::format("{}{} {}:{}:{}\n", std::string(gutter_, ' '), paint_(Paint::frame, arrow),
                        escaped(sources_[file].name), head.line, sources_.position(file, offset).column);
    std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
      return std::tie(a.line, a.begin) < std::tie(b.line, b.begin);
    });
    bar("");
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const bool new_line = i == 0 || marks[i].line != marks[i - 1].line;
      if (new_line && i > 0) between(file, marks[i - 1].line, marks[i].line);
      const DisplayLine line = display(sources_.line(file, marks[i].line), marks[i].begin);
      if (new_line) numbered(marks[i].line, line.text);
      underline(line, marks[i]);
    }
  }

  // One line between two labels is shown, more are left out.
  void between(std::uint32_t file, std::uint32_t above, std::uint32_t below) {
    if (below == above + 2) numbered(above + 1, display(sources_.line(file, above + 1), 0).text);
    if (below > above + 2) out_ += paint_(Paint::frame, "...") + "\n";
  }

  void underline(const DisplayLine& line, const Mark& mark) {
    const std::size_t begin = line.column(mark.begin);
    const std::size_t width = std::max<std::size_t>(1, std::max(line.column(mark.end), begin) - begin);
    std::string below = std::string(width, mark.primary ? '^' : '-');
    if (!mark.text.empty()) below.append(" ").append(escaped(mark.text));
    bar(std::string(begin, ' ') + paint_(mark.primary ? style_ : Paint::frame, below));
  }

  void numbered(std::uint32_t number, std::string_view text) {
    out_ += paint_(Paint::frame, fmt::format("{:>{}} |", number, gutter_));
    out_ += text.empty() ? "\n" : fmt::format(" {}\n", text);
  }
  void bar(std::string_view text) {
    out_ += paint_(Paint::frame, fmt::format("{} |", std::string(gutter_, ' ')));
    out_ += text.empty() ? "\n" : fmt::format(" {}\n", text);
  }
  void note(const char* kind, std::string_view text) {
    if (text.empty()) return;
    out_ += fmt::format("{} {} {}: {}\n", std::string(gutter_, ' '), paint_(Paint::frame, "="),
                        paint_(Paint::strong, kind), escaped(text));
  }

  static std::string fix_in_words(const Diagnostic::Fix& fix) {
    if (!fix.present) return {};
    if (fix.text.empty()) return "remove this";
    const bool insertion = fix.span.begin == fix.span.end;
    return fmt::format("{} `{}`", insertion ? "insert" : "replace it by", fix.text);
  }

  const Sources& sources_;
  Paint paint_;
  const char* style_ = Paint::error;
  std::size_t gutter_ = 1;
  std::string out_;
};

bool by_place(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.primary.span.file, a.primary.span.begin) < std::tie(b.primary.span.file, b.primary.span.begin);
}

}  // namespace

std::string render_text(const Sources& sources, const std::vector<Diagnostic>& diagnostics, Colour colour) {
  if (diagnostics.empty()) return {};
  std::vector<Diagnostic> sorted = diagnostics;
  std::stable_sort(sorted.begin(), sorted.end(), by_place);
  std::vector<Diagnostic> shown = sorted;
  std::stable_partition(shown.begin(), shown.end(), [](const auto& d) { return d.severity() == Severity::error; });
  if (shown.size() > most_shown) shown.resize(most_shown);
  std::stable_sort(shown.begin(), shown.end(), by_place);
  TextRenderer renderer(sources, colour);
  for (const Diagnostic& d : shown) renderer.render(d);
  renderer.summary(sorted, shown.size());
  return renderer.take();
}

}  // namespace ansatz::dsl
