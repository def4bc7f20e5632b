#include "figures/draw_mark.hpp"

#include "encoding/bytes.hpp"
#include "figures/markers.hpp"

namespace ansatz::figures {

namespace {

std::string path_of(const Mark& mark) {
  if (!mark.marker) return path_text(mark.pieces, mark.filled);
  std::string path;
  for (const Trace& places : mark.pieces)
    for (const Place place : places) path += marker_path(*mark.marker, place, mark.marker_size);
  return path;
}

}  // namespace

void draw_mark(SvgWriter& svg, const Mark& mark) {
  const std::string kind(mark.kind);
  if (mark.picture) {
    const Rect& r = mark.picture->where;
    svg.element("image", {{"class", kind},
                          {"x", number_text(r.left)},
                          {"y", number_text(r.top)},
                          {"width", number_text(r.width())},
                          {"height", number_text(r.height())},
                          {"preserveAspectRatio", "none"},
                          {"image-rendering", "optimizeSpeed"},
                          {"xlink:href", "data:image/png;base64," + base64(png_of(mark.picture->picture))}});
    return;
  }
  svg.element("path", {{"class", kind},
                       {"d", path_of(mark)},
                       {"fill", mark.fill},
                       {"fill-opacity", mark.opacity < 1 ? number_text(mark.opacity) : ""},
                       {"stroke", mark.stroke == "none" ? "" : mark.stroke},
                       {"stroke-width", mark.width > 0 ? number_text(mark.width) : ""},
                       {"stroke-dasharray", mark.dash}});
}

}  // namespace ansatz::figures
