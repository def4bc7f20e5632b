// `ansatz export` for Python and ParaView on real runs: the numbers are those of `ansatz eval`. What numpy and meshio
// read is compared where Python has them (ANSATZ_PYTHON names another than python3).
#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <sstream>

#include "exported.hpp"
#include "finished_runs.hpp"

using namespace process;

namespace {

/// Python with these modules, quoted for a shell; nothing where there is none.
std::string python_with(const std::string& modules) {
  const char* named = std::getenv("ANSATZ_PYTHON");
  std::string python = named != nullptr && *named != '\0' ? named : "python3";
  if (std::system(("'" + python + "' -c 'import " + modules + "' >/dev/null 2>&1").c_str()) == 0)
    return "'" + python + "'";
  MESSAGE("left out: " << python << " has no " << modules << " (ANSATZ_PYTHON may name one that has)");
  return "";
}

/// The doubles of an array of an XML file of VTK.
std::vector<double> array_in(const std::string& xml, const std::string& name) {
  const std::size_t at = xml.find("Name=\"" + name + "\"");
  REQUIRE(at != std::string::npos);
  const std::size_t begin = xml.find('>', at) + 1, end = xml.find('<', begin);
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : xml.substr(begin, end - begin)) {
    const char* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char* digit = std::strchr(digits, c);
    if (digit == nullptr || c == '\0') continue;
    bits = bits << 6 | static_cast<std::uint32_t>(digit - digits);
    held += 6;
    if (held >= 8) bytes += static_cast<char>(bits >> (held -= 8) & 0xff);
  }
  std::uint64_t size = 0;
  REQUIRE(bytes.size() >= 8);
  std::memcpy(&size, bytes.data(), 8);
  REQUIRE(bytes.size() == 8 + size);
  std::vector<double> values(size / 8);
  std::memcpy(values.data(), bytes.data() + 8, size);
  return values;
}

}  // namespace

TEST_CASE("arrays for NumPy: axes and values, the same bits as the table") {
  const Folder folder;
  run(folder, process::heat);
  run(folder, process::ring);
  asked(folder, {"export", "heat", "--grid", "7x5", "--of", "u,u_t/2", "--out", "heat.npz"});
  asked(folder, {"export", "heat", "--grid", "7x5", "--of", "u,u_t/2", "--out", "heat.csv"});
  asked(folder, {"export", "ring", "--grid", "9x9", "--out", "ring.npz"});
  asked(folder, {"eval", "heat", "--at", "t=0.5", "--grid", "3", "--out", "held.npz"});
  CHECK(read(folder / "heat.npz").starts_with("PK"));
  const std::string python = python_with("numpy");
  if (python.empty()) return;
  folder.write("look.py", R"(import numpy, zipfile
a = numpy.load('heat.npz')
assert zipfile.ZipFile('heat.npz').testzip() is None
assert sorted(a.files) == ['t', 'u', 'u_t_2', 'x'], a.files
assert a['x'].shape == (7,) and a['t'].shape == (5,) and a['u'].shape == (7, 5)
table = numpy.loadtxt('heat.csv', delimiter=',', skiprows=1)
assert (a['u'].ravel() == table[:, 2]).all() and (a['u_t_2'].ravel() == table[:, 3]).all()
assert (numpy.repeat(a['x'], 5) == table[:, 0]).all()
r = numpy.load('ring.npz')['u']
assert r.shape == (9, 9) and numpy.isnan(r[0, 0]) and numpy.isfinite(r[4, 8])
h = numpy.load('held.npz')
assert h['t'] == 0.5 and h['t'].shape == () and h['u'].shape == (3,)
print(1)
)");
  CHECK(numbers_of("cd " + quoted(folder.path()) + " && " + python + " look.py") == std::vector<double>{1});
}

TEST_CASE("a grid on a box is image data, x running fastest") {
  const Folder folder;
  run(folder, process::heat);
  const auto said =
      asked(folder, {"export", "heat", "--format", "vtk", "--grid", "4x3", "--of", "u,if u < 0 then x else t"});
  CHECK(contains(said.out, "out/heat/heat.vti"));
  asked(folder, {"export", "heat", "--grid", "4x3", "--out", "heat.csv"});
  const std::string xml = read(folder / "out/heat/heat.vti");
  CHECK(contains(xml, "WholeExtent=\"0 3 0 2 0 0\""));
  CHECK(contains(xml, "Origin=\"-1 0 0\""));
  CHECK(contains(xml, "Name=\"if u &lt; 0 then x else t\""));
  const auto rows = rows_of(read(folder / "heat.csv"));
  const auto u = array_in(xml, "u");
  REQUIRE(u.size() == 12);
  for (std::size_t x = 0; x < 4; ++x)
    for (std::size_t t = 0; t < 3; ++t) CHECK(u[t * 4 + x] == rows[x * 3 + t][2]);

  asked(folder, {"export", "heat", "--at", "t=0.25", "--grid", "6", "--out", "line.vti"});
  CHECK(array_in(read(folder / "line.vti"), "TimeValue") == std::vector<double>{0.25});
}

TEST_CASE("a domain with a hole is cells of its shape, and meshio reads them") {
  const Folder folder;
  run(folder, process::ring);
  const auto said = asked(folder, {"export", "ring", "--format", "vtk", "--grid", "41x41", "--of", "u,u_x"});
  CHECK(contains(said.out, "ring.vtu"));
  run(folder, process::heat);
  asked(folder, {"export", "heat", "--grid", "5x4", "--out", "heat.vtu"});
  folder.write("some.csv", "x,y\n0,0.9\n0.5,-0.5\n");
  asked(folder, {"eval", "ring", "--points", "some.csv", "--out", "some.vtu"});
  asked(folder, {"eval", "ring", "--points", "some.csv", "--out", "some_values.csv"});
  const auto image = ansatz({"export", "ring", "--out", "ring.vti"}, {.folder = folder.path()});
  CHECK(image.status == 1);
  CHECK(contains(image.err, ".vtu"));

  const std::string python = python_with("meshio");
  if (python.empty()) return;
  folder.write("look.py", R"(import meshio, numpy
m = meshio.read('out/ring/ring.vtu')
def area(cells):
    p = m.points[cells]
    x, y = p[..., 0], p[..., 1]
    return 0.5 * numpy.abs((x * numpy.roll(y, -1, 1) - y * numpy.roll(x, -1, 1)).sum(1))
total = sum(area(block.data).sum() for block in m.cells)
assert {block.type for block in m.cells} == {'triangle', 'quad'}
x, y = m.points[:, 0], m.points[:, 1]
assert (numpy.hypot(x, y) <= 1 + 1e-9).all() and (numpy.hypot(x - 0.2, y - 0.1) >= 0.3 - 1e-9).all()
assert set(m.point_data) == {'u', 'u_x'} and numpy.isfinite(m.point_data['u']).all()
with open('nodes.csv', 'w') as f:
    f.write('x,y\n' + ''.join(f'{a!r},{b!r}\n' for a, b in zip(x.tolist(), y.tolist())))
numpy.savetxt('u.txt', m.point_data['u'], fmt='%.17g')
heat = meshio.read('heat.vtu')
assert [b.type for b in heat.cells] == ['quad'] and len(heat.cells[0].data) == 12 and len(heat.points) == 20
some = meshio.read('some.vtu')
print(total, *some.point_data['u'])
)");
  const auto found = numbers_of("cd " + quoted(folder.path()) + " && " + python + " look.py");
  REQUIRE(found.size() == 3);
  CHECK(found[0] == doctest::Approx(3.14159265358979 * (1 - 0.09)).epsilon(0.005));
  const auto some = rows_of(read(folder / "some_values.csv"));
  CHECK(found[1] == some[0][2]);
  CHECK(found[2] == some[1][2]);
  asked(folder, {"eval", "ring", "--points", "nodes.csv", "--out", "nodes_values.csv"});
  const auto nodes = rows_of(read(folder / "nodes_values.csv"));
  std::istringstream u(read(folder / "u.txt"));
  for (const auto& row : nodes) {
    double value = 0;
    const bool found_one = static_cast<bool>(u >> value);
    REQUIRE(found_one);
    CHECK(value == row[2]);
  }
}
