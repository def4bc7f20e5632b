// A domain as cells: those of a tensor grid, cut off where the domain ends.
//
// A cell of the grid whose corners all lie in the domain is taken as it is. One with some of them outside is cut into
// simplices (Kuhn's subdivision: one for each order of the coordinates), and each is clipped by the straight line or
// plane through the points where its edges leave the domain, which bisection finds. So the boundary is followed to
// second order in the size of a cell; corners are cut, and parts and holes smaller than a cell may be missed. Every
// node lies in the domain.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace ansatz {

struct Mesh {
  std::size_t dimensions = 0;  // 1, 2 or 3
  std::vector<double> nodes;   // node by node, all coordinates of each

  /// Corners in the order of VTK: a line (2), triangle (3), quadrilateral (4, around), tetrahedron (4) or hexahedron
  /// (8, the lower four around, then the upper), with positive length, area or volume.
  struct Cell {
    std::uint8_t corners = 0;
    std::array<std::uint32_t, 8> nodes{};
  };
  std::vector<Cell> cells;

  std::size_t node_count() const { return nodes.size() / dimensions; }
};

/// Whether a point, by its coordinates, is in the domain.
using Inside = std::function<bool(const double* point)>;

/// `axes`: ascending values of 1 to 3 coordinates, at least two of each. No cells where the domain holds no corner.
Mesh mesh_of(std::span<const std::vector<double>> axes, const Inside& inside);

/// Length, area or volume of a cell.
double measure(const Mesh& mesh, const Mesh::Cell& cell);

}  // namespace ansatz
