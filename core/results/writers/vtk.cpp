// vtk: files of the Visualization Toolkit, for ParaView, VisIt, meshio.
//
//   .vti   image data: the tensor grid, where the domain is a box
//   .vtu   an unstructured grid: the cells of the domain (mesh.hpp), whatever its shape; points without a grid as
//          vertices
//
// Its x, y, z are the coordinates along which there is more than one point, in their order: a problem in x and t is a
// picture with t upwards. A time that is held is the field TimeValue. Format: VTK User's Guide, "VTK XML file formats",
// version 1.0; numbers are binary in base64, each array after its length in bytes.
#include <fmt/format.h>

#include <bit>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/writers.hpp"
#include "checkpoint/bytes.hpp"
#include "encoding/bytes.hpp"
#include "encoding/unicode.hpp"
#include "results/writers/mesh.hpp"

namespace ansatz {
namespace {

constexpr std::size_t most_coordinates = 3;

enum CellType : std::uint8_t { vertex = 1, line = 3, triangle = 5, quad = 9, tetrahedron = 10, hexahedron = 12 };

std::string data_array(std::string_view type, const std::string& name, std::size_t components, std::string_view bytes) {
  ByteWriter length;
  length.number(std::uint64_t{bytes.size()});
  // Readers make columns of what has components, be it one.
  const std::string columns = components == 1 ? "" : fmt::format(" NumberOfComponents=\"{}\"", components);
  return fmt::format("<DataArray type=\"{}\" Name=\"{}\"{} format=\"binary\">{}</DataArray>\n", type, xml_text(name),
                     columns, base64(length.bytes() + std::string(bytes)));
}

std::string reals(const std::string& name, std::size_t components, std::span<const double> values) {
  ByteWriter bytes;
  for (const double value : values) bytes.number(value);
  return data_array("Float64", name, components, bytes.bytes());
}

std::string wholes(const std::string& name, std::span<const std::uint64_t> values) {
  ByteWriter bytes;
  for (const std::uint64_t value : values) bytes.number(value);
  return data_array("Int64", name, 1, bytes.bytes());
}

std::string document(const Extract& extract, std::string_view type, const std::string& contents) {
  const std::string& run = extract.solution().run();
  return "<?xml version=\"1.0\"?>\n" + (run.empty() ? "" : fmt::format("<!-- run {} -->\n", run)) +
         fmt::format(
             "<VTKFile type=\"{0}\" version=\"1.0\" byte_order=\"LittleEndian\" "
             "header_type=\"UInt64\">\n{1}</VTKFile>\n",
             type, contents);
}

/// The held time, where there is one.
std::string field_data(const Extract& extract) {
  const Domain& domain = extract.problem().domain;
  if (!domain.time || extract.axes().empty() || extract.axes().back().size() > 1) return {};
  return "<FieldData>\n" + reals("TimeValue", 1, extract.axes().back()) + "</FieldData>\n";
}

std::string point_data(const Extract& extract, const std::vector<std::vector<double>>& values) {
  std::string text = "<PointData>\n";
  for (std::size_t k = 0; k < values.size(); ++k) text += reals(extract.columns()[k].name, 1, values[k]);
  return text + "</PointData>\n";
}

/// The free coordinates; there are as many as a picture has.
std::vector<std::size_t> directions(const Extract& extract) {
  const std::vector<std::size_t> free = extract.free_coordinates();
  if (free.empty()) throw UserError("a grid of a single point is no picture; ask for more points along a coordinate");
  if (free.size() > most_coordinates)
    throw UserError(
        fmt::format("vtk holds pictures of up to {} coordinates, and the grid has {}; hold some of them, as "
                    "`{}`, at a value",
                    most_coordinates, free.size(), extract.coordinates()[free.back()]));
  return free;
}

/// All coordinates of the points given by their free ones.
class Spread {
 public:
  Spread(const Extract& extract, std::vector<std::size_t> free) : free_(std::move(free)) {
    for (const std::vector<double>& axis : extract.axes()) point_.push_back(axis[0]);
  }
  const std::vector<double>& operator()(const double* point) {
    for (std::size_t i = 0; i < free_.size(); ++i) point_[free_[i]] = point[i];
    return point_;
  }

 private:
  std::vector<std::size_t> free_;
  std::vector<double> point_;
};

std::string unstructured(const Extract& extract, const Mesh& mesh, std::span<const std::uint8_t> types,
                         const std::vector<std::vector<double>>& values) {
  std::vector<double> nodes;
  for (std::size_t n = 0; n < mesh.node_count(); ++n)
    for (std::size_t i = 0; i < 3; ++i)
      nodes.push_back(i < mesh.dimensions ? mesh.nodes[n * mesh.dimensions + i] : 0.0);
  std::vector<std::uint64_t> corners, ends;
  for (const Mesh::Cell& cell : mesh.cells) {
    corners.insert(corners.end(), cell.nodes.begin(), cell.nodes.begin() + cell.corners);
    ends.push_back(corners.size());
  }
  const std::string_view type_bytes(reinterpret_cast<const char*>(types.data()), types.size());
  return document(extract, "UnstructuredGrid",
                  fmt::format("<UnstructuredGrid>\n{}<Piece NumberOfPoints=\"{}\" NumberOfCells=\"{}\">\n"
                              "<Points>\n{}</Points>\n<Cells>\n{}{}{}</Cells>\n{}</Piece>\n</UnstructuredGrid>\n",
                              field_data(extract), mesh.node_count(), mesh.cells.size(), reals("Points", 3, nodes),
                              wholes("connectivity", corners), wholes("offsets", ends),
                              data_array("UInt8", "types", 1, type_bytes), point_data(extract, values)));
}

std::uint8_t type_of(const Mesh& mesh, const Mesh::Cell& cell) {
  static constexpr std::uint8_t simplices[] = {vertex, line, triangle, tetrahedron};
  if (cell.corners == mesh.dimensions + 1) return simplices[mesh.dimensions];
  return mesh.dimensions == 2 ? quad : hexahedron;
}

std::string cells(const Extract& extract) {
  const std::vector<std::size_t> free = directions(extract);
  std::vector<std::vector<double>> axes;
  for (const std::size_t i : free) axes.push_back(extract.axes()[i]);
  Spread spread(extract, free);
  const Mesh mesh = mesh_of(axes, [&](const double* point) { return extract.inside(spread(point).data()); });
  if (mesh.cells.empty()) throw UserError("no corner of the grid lies in the domain; ask for a finer grid");
  std::vector<double> points;
  for (std::size_t n = 0; n < mesh.node_count(); ++n) {
    const std::vector<double>& point = spread(mesh.nodes.data() + n * mesh.dimensions);
    points.insert(points.end(), point.begin(), point.end());
  }
  std::vector<std::uint8_t> types;
  for (const Mesh::Cell& cell : mesh.cells) types.push_back(type_of(mesh, cell));
  return unstructured(extract, mesh, types, extract.values(points));
}

/// Points without a grid: up to three coordinates are where they stand, all are values as well.
std::string vertices(const Extract& extract) {
  const std::size_t dimensions = extract.coordinates().size();
  if (dimensions > 3)
    throw UserError(fmt::format("vtk holds points of up to 3 coordinates, and these have {}", dimensions));
  Mesh mesh{dimensions, extract.points(), {}};
  for (std::uint32_t p = 0; p < extract.count(); ++p) mesh.cells.push_back({1, {p}});
  const std::vector<std::uint8_t> types(extract.count(), vertex);
  return unstructured(extract, mesh, types, extract.values(mesh.nodes));
}

/// Whether the domain is its bounding box: its boundary has no patches but the sides of that.
bool is_box(const Domain& domain) {
  if (domain.shape == nullptr) return true;
  const std::vector<double> lower = domain.shape->lower(), upper = domain.shape->upper();
  const std::vector<Patch> patches = domain.shape->boundary();
  if (patches.size() != 2 * lower.size()) return false;
  for (const Patch& patch : patches) {
    if (!patch.plane) return false;
    const auto [coordinate, value] = *patch.plane;
    if (value != lower[coordinate] && value != upper[coordinate]) return false;
  }
  return true;
}

bool even(const std::vector<double>& axis) {
  const double step = (axis.back() - axis.front()) / static_cast<double>(axis.size() - 1);
  for (std::size_t i = 0; i + 1 < axis.size(); ++i)
    if (std::abs(axis[i + 1] - axis[i] - step) > 1e-9 * step) return false;
  return true;
}

/// Whether image data can say it.
bool is_image(const Extract& extract) {
  if (extract.axes().empty() || !is_box(extract.problem().domain)) return false;
  for (const std::size_t i : extract.free_coordinates())
    if (!even(extract.axes()[i])) return false;
  return extract.free_coordinates().size() <= most_coordinates;
}

std::string image(const Extract& extract) {
  const std::vector<std::size_t> free = directions(extract);
  std::size_t size[3] = {1, 1, 1}, stride[3] = {0, 0, 0}, next = 1;
  double origin[3] = {0, 0, 0}, step[3] = {1, 1, 1};
  for (std::size_t k = free.size(); k > 0; --k) {  // ours has the last coordinate run fastest, VTK the first
    const std::vector<double>& axis = extract.axes()[free[k - 1]];
    size[k - 1] = axis.size();
    stride[k - 1] = next;
    next *= axis.size();
    origin[k - 1] = axis.front();
    step[k - 1] = (axis.back() - axis.front()) / static_cast<double>(axis.size() - 1);
  }
  std::vector<std::vector<double>> values = extract.values(extract.points());
  for (std::vector<double>& column : values) {
    std::vector<double> turned;
    turned.reserve(column.size());
    for (std::size_t z = 0; z < size[2]; ++z)
      for (std::size_t y = 0; y < size[1]; ++y)
        for (std::size_t x = 0; x < size[0]; ++x)
          turned.push_back(column[x * stride[0] + y * stride[1] + z * stride[2]]);
    column = std::move(turned);
  }
  const std::string extent = fmt::format("0 {} 0 {} 0 {}", size[0] - 1, size[1] - 1, size[2] - 1);
  return document(extract, "ImageData",
                  fmt::format("<ImageData WholeExtent=\"{0}\" Origin=\"{1} {2} {3}\" Spacing=\"{4} {5} "
                              "{6}\">\n{7}<Piece Extent=\"{0}\">\n{8}</Piece>\n</ImageData>\n",
                              extent, origin[0], origin[1], origin[2], step[0], step[1], step[2], field_data(extract),
                              point_data(extract, values)));
}

std::string ending(const Extract& extract) { return is_image(extract) ? ".vti" : ".vtu"; }

void write_vtk(const VtkFormat&, const std::filesystem::path& file, const Extract& extract) {
  const bool as_image = file.extension() == ".vti";
  if (as_image && !is_image(extract))
    throw UserError(
        fmt::format("{}: image data are a grid on a box, and this is none; name the file .vtu", file.string()));
  write_whole(file, as_image ? image(extract) : extract.axes().empty() ? vertices(extract) : cells(extract));
}

}  // namespace

std::shared_ptr<const FormatMethod> method_of(const VtkFormat&) {
  static const auto method = std::make_shared<const FormatMethod>(
      described<VtkFormat>, "vtk", "for ParaView and others: .vti where the domain is a box, else .vtu with its shape",
      std::vector<Setting>{}, FormatTraits{{".vti", ".vtu"}, true, most_coordinates, ending}, write_vtk);
  return method;
}

}  // namespace ansatz
