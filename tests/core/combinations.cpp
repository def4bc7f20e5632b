// Shapes that are combined of many: what a chain of them is, is what each step is by itself.
#include <doctest/doctest.h>

#include <memory>
#include <utility>
#include <vector>

#include "ansatz/core/geometry.hpp"
#include "ansatz/core/random.hpp"

using namespace ansatz;

namespace {

/// A shape that nobody can look into, so that nothing is joined to what it is made of.
class Opaque final : public Geometry {
 public:
  explicit Opaque(GeometryPtr shape) : shape_(std::move(shape)) {}
  std::size_t dimensions() const override { return shape_->dimensions(); }
  std::vector<double> lower() const override { return shape_->lower(); }
  std::vector<double> upper() const override { return shape_->upper(); }
  bool contains(const double* point) const override { return shape_->contains(point); }
  double signed_distance(const double* point) const override { return shape_->signed_distance(point); }
  std::vector<Patch> boundary() const override { return shape_->boundary(); }
  std::string describe() const override { return shape_->describe(); }

 private:
  GeometryPtr shape_;
};

using Combine = GeometryPtr (*)(GeometryPtr, GeometryPtr);

/// Disks and squares that overlap, stand alone, share sides, and are there twice.
std::vector<GeometryPtr> shapes() {
  std::vector<GeometryPtr> all;
  const Stream random(1, "shapes");
  std::uint64_t next = 0;
  for (int i = 0; i < 40; ++i) {
    const double x = random.uniform(next++), y = random.uniform(next++), size = 0.02 + 0.1 * random.uniform(next++);
    all.push_back(i % 3 == 0 ? box({x, y}, {x + size, y + size}) : ball({x, y}, size));
    if (i % 8 == 0) all.push_back(all.back());
    if (i % 12 == 0) all.push_back(box({x + size, y}, {x + 2 * size, y + size}));
  }
  return all;
}

/// Their patches keep the same points, with the same normals.
void check_same_boundary(const GeometryPtr& a, const GeometryPtr& b) {
  const std::vector<Patch> of_a = a->boundary(), of_b = b->boundary();
  REQUIRE(of_a.size() == of_b.size());
  std::size_t kept = 0;
  for (std::size_t k = 0; k < of_a.size(); ++k)
    for (int i = 0; i < 200; ++i) {
      const double unit[] = {(i + 0.5) / 200};
      double at_a[2], at_b[2], normal_a[2], normal_b[2];
      const bool on_a = of_a[k].map(unit, at_a, normal_a), on_b = of_b[k].map(unit, at_b, normal_b);
      REQUIRE(on_a == on_b);
      if (!on_a) continue;
      ++kept;
      for (int j = 0; j < 2; ++j) {
        REQUIRE(at_a[j] == at_b[j]);
        REQUIRE(normal_a[j] == normal_b[j]);
      }
    }
  CHECK(kept > 100);
}

}  // namespace

TEST_CASE("many shapes in a row are what each of them makes of those before it, to the bit") {
  for (const Combine combine : {Combine{unite}, Combine{subtract}}) {
    GeometryPtr chain = box({0, 0}, {1, 1}), nested = chain;
    for (const GeometryPtr& shape : shapes()) {
      chain = combine(chain, shape);
      nested = combine(std::make_shared<Opaque>(nested), shape);
    }
    CHECK(chain->describe() == nested->describe());
    CHECK(chain->lower() == nested->lower());
    CHECK(chain->upper() == nested->upper());
    const Stream random(2, "points");
    for (std::uint64_t p = 0; p < 2000; ++p) {
      const double at[] = {1.4 * random.uniform(2 * p) - 0.2, 1.4 * random.uniform(2 * p + 1) - 0.2};
      REQUIRE(chain->contains(at) == nested->contains(at));
      REQUIRE(chain->signed_distance(at) == nested->signed_distance(at));
    }
    check_same_boundary(chain, nested);
    check_same_boundary(intersect(ball({0.5, 0.5}, 0.4), chain), intersect(ball({0.5, 0.5}, 0.4), nested));
  }
}
