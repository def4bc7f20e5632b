// Alignment only adds spaces, in front of the places that belong into a column. It looks at the tree, not at the
// spaces that are there, so equal trees and line breaks give equal columns.

#include "format/align.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "ansatz/dsl/parse.hpp"
#include "source/unicode.hpp"

namespace ansatz::dsl {

namespace {

constexpr std::size_t widest_head = 32, widest_line = 80;

enum class Column { none, declared_name, equation, equals_sign, place, comment };

// A place that belongs into a column.
struct Cell {
  Column column = Column::none;
  std::uint32_t line = 0;
  std::uint32_t last_line = 0;  // of what it stands in
  std::uint32_t place = 0;
  std::size_t width = 0;  // of the line in front of it
};

class Aligner {
 public:
  explicit Aligner(const std::string& text) : text_(text), file_(sources_.add({}, text)) {}

  std::string run() {
    const Parsed parsed = parse(sources_, file_);
    std::vector<Cell> heads, places, comments;
    for (const Statement& s : parsed.file.statements) heads.push_back(head_of(s));
    align(heads, widest_head);
    for (const Statement& s : parsed.file.statements) places.push_back(place_of(s));
    align(places, widest_line);
    for (const Comment& c : parsed.comments)
      if (!c.whole_line) comments.push_back(cell(Column::comment, line_begin(c.span.begin), c.span.begin, c.span.end));
    align(comments, widest_line);
    return padded();
  }

 private:
  Cell head_of(const Statement& s) const {
    if (const auto* domain = std::get_if<DomainDeclaration>(&s.content)) return declaration(s, domain->names.front());
    if (const auto* given = std::get_if<GivenDeclaration>(&s.content)) return declaration(s, given->name);
    if (const auto* fields = std::get_if<FieldDeclaration>(&s.content)) return declaration(s, fields->names.front());
    if (const auto* condition = std::get_if<ConditionStatement>(&s.content))
      return cell(
          Column::equation, s.span.begin,
          condition->table ? condition->table->names.front().span.begin : condition->equations.front().span.begin,
          s.span.end);
    if (const auto* d = std::get_if<Definition>(&s.content); d != nullptr && d->value && on_one_line(s, d->value->span))
      return cell(Column::equals_sign, s.span.begin, static_cast<std::uint32_t>(text_.rfind('=', d->value->span.begin)),
                  s.span.end);
    return {};
  }

  // `on` of a condition.
  Cell place_of(const Statement& s) const {
    const auto* condition = std::get_if<ConditionStatement>(&s.content);
    if (condition == nullptr || !condition->region || !on_one_line(s, condition->region->span)) return {};
    return cell(Column::place, s.span.begin,
                static_cast<std::uint32_t>(text_.rfind("on", condition->region->span.begin - 1)), s.span.end);
  }

  Cell declaration(const Statement& s, const Name& first) const {
    const std::uint32_t place = text_[first.span.begin - 1] == '(' ? first.span.begin - 1 : first.span.begin;
    return cell(Column::declared_name, s.span.begin, place, s.span.end);
  }

  // From the keyword to the beginning of a part: so no comment is between.
  bool on_one_line(const Statement& s, Span part) const { return line_of(s.span.begin) == line_of(part.begin); }

  // What stands on another line than it begins has no column.
  Cell cell(Column column, std::uint32_t begin, std::uint32_t place, std::uint32_t end) const {
    const std::uint32_t line = line_of(place);
    if (line != line_of(begin)) return {};
    return {column, line, line_of(end), place, width_before(place)};
  }

  void align(const std::vector<Cell>& cells, std::size_t widest) {
    for (std::size_t first = 0, end = 0; first < cells.size(); first = end) {
      std::size_t width = cells[first].width;
      for (end = first + 1; end < cells.size() && follows(cells[end - 1], cells[end]); ++end)
        width = std::max(width, cells[end].width);
      if (cells[first].column == Column::none || width > widest) continue;
      for (std::size_t i = first; i < end; ++i) pads_[cells[i].place] = width - cells[i].width;
    }
  }

  static bool follows(const Cell& a, const Cell& b) { return a.column == b.column && b.line == a.last_line + 1; }

  std::string padded() const {
    std::string result;
    std::uint32_t done = 0;
    for (const auto& [place, spaces] : pads_) {
      result.append(text_, done, place - done).append(spaces, ' ');
      done = place;
    }
    return result.append(text_, done);
  }

  std::uint32_t line_of(std::uint32_t place) const { return sources_.position(file_, place).line; }

  std::uint32_t line_begin(std::uint32_t place) const {
    return static_cast<std::uint32_t>(place == 0 ? 0 : text_.rfind('\n', place - 1) + 1);
  }

  // Spaces that were added to the line so far count.
  std::size_t width_before(std::uint32_t place) const {
    const std::uint32_t begin = line_begin(place);
    std::size_t width = display_width(std::string_view(text_).substr(begin, place - begin));
    for (auto pad = pads_.lower_bound(begin); pad != pads_.end() && pad->first < place; ++pad) width += pad->second;
    return width;
  }

  const std::string& text_;
  Sources sources_;
  std::uint32_t file_;
  std::map<std::uint32_t, std::size_t> pads_;  // spaces to add in front of a place
};

}  // namespace

std::string align(const std::string& text) { return Aligner(text).run(); }

}  // namespace ansatz::dsl
