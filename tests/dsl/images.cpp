// Problems of images as text: what a file says is what core is given; defaults; resolved texts; the files of the
// gallery, with data in their formats beside them.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "../folder.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/dsl/compile.hpp"
#include "compiled.hpp"
#include "core/image_files.hpp"
#include "core/matlab_files.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using ansatz::test::big_endian;
using ansatz::test::codes;
using ansatz::test::messages;

namespace {

const std::string data = "data training { images = \"digits.semeion\"; format = semeion }\n";
const std::string small = "network { input = image(1, 16, 16); layers = [dense(10)] }\n" + data;

Compilation compiled(const std::string& text, const std::vector<Override>& overrides = {}) {
  return compile_text("digits.pde", text, ANSATZ_SOURCE_DIR "/tests/dsl/tables", overrides);
}

Classification problem(const std::string& text, const std::vector<Override>& overrides = {}) {
  Compilation made = compiled(text, overrides);
  REQUIRE_MESSAGE(made.classification.has_value(), messages(made));
  CHECK(!made.problem);
  CHECK(codes(made) == "");
  return std::move(*made.classification);
}

}  // namespace

TEST_CASE("the smallest problem of images has defaults for the rest") {
  const Classification p = problem(small);
  CHECK(p.name == "digits");
  CHECK(p.image == ad::Extents{1, 16, 16});
  CHECK(p.classes() == 10);
  REQUIRE(p.training);
  CHECK(p.training->labels == std::vector<std::uint16_t>{1, 7, 1});
  CHECK(!p.test);
  CHECK(p.network.activation.name == "relu");
  CHECK(p.network.init.get_if<FanInUniform>() != nullptr);
  const auto* sgd = p.stage.get_if<Sgd>();
  REQUIRE(sgd);
  CHECK(sgd->epochs == 10);
  CHECK(sgd->batch == 64);
}

TEST_CASE("what a file says of images is what core is given") {
  const Classification p = problem(
      "title \"three digits\"\nparam k = 3\nlet bent(z) = max(z, 0.1*z)\n"
      "network own { input = image(1, 16, 16)\n"
      "  layers = [[conv(4, kernel = k, padding = 1), batch_norm, act]*2, max_pool(2, stride = 1), avg_pool(3), "
      "dropout(0.25),\n"
      "            dense(10)]\n"
      "  activation = bent; adaptive = nlaaf(n = 2, recovery = 0.5); init = normal }\n"
      "data training { images = \"digits.semeion\"; format = semeion; rows = [2, 3] }\n"
      "data test { images = \"digits.semeion\"; format = semeion; points = 1 }\n"
      "loss { data = cross_entropy }\n"
      "train adam { epochs = 7; lr = step(1e-2, at = [3]); batch = 2 }\n"
      "compute { precision = f32; seed = 4; threads = 1 }\n");
  CHECK(p.title == "three digits");
  CHECK(p.network.name == "own");
  REQUIRE(p.network.layers.size() == 10);
  CHECK(p.network.layers[3].get_if<Conv>()->padding == 1);
  CHECK(p.network.layers[6].get_if<MaxPool>()->stride == 1);
  CHECK(p.network.layers[8].get_if<Dropout>()->rate == 0.25);
  CHECK(p.network.adaptive->get_if<Nlaaf>()->recovery == Schedule(0.5));
  CHECK(p.training->labels == std::vector<std::uint16_t>{7, 1});
  CHECK(p.test->count() == 1);
  CHECK(p.stage.get_if<Adam>()->epochs == 7);
  CHECK(p.compute.seed == 4);
  Classifier classifier(p);
  CHECK(classifier.train().status == Status::finished);
}

TEST_CASE("the resolved text of a problem of images gives the same problem, and names its copies of the data") {
  const std::string text =
      small + "data test { images = \"digits.semeion\"; format = semeion }\nsweep { seed = 1..3 }\n";
  const Compilation once = compiled(text, {{"train.epochs", "3"}, {"network.adaptive", "gaaf(n = 2)"}});
  REQUIRE(once.classification);
  CHECK(once.data_files.size() == 1);
  CHECK(once.sweep.axes.size() == 1);
  CHECK(once.resolved.find("images = \"data/digits.semeion\"") != std::string::npos);
  CHECK(once.resolved.find("epochs   = 3") != std::string::npos);
  CHECK(once.resolved.find("sample") == std::string::npos);
  CHECK(once.resolved.find("scale ") == std::string::npos);  // there are no fields
  const test::Folder folder;
  folder.write("data/digits.semeion", read_whole(ANSATZ_SOURCE_DIR "/tests/dsl/tables/digits.semeion"));
  const Compilation again = compile_text("problem.pde", once.resolved, folder.path(), {});
  REQUIRE(again.classification);
  CHECK(again.resolved == once.resolved);
  CHECK(again.classification->network.adaptive == once.classification->network.adaptive);
}

TEST_CASE("what is done to images at random is said of those that are learnt") {
  const Classification p = problem(
      "network { input = image(1, 16, 16); layers = [dense(10)] }\n"
      "data training { images = \"digits.semeion\"; format = semeion\n"
      "  augment = [crop(padding = 1), flip, affine(degrees = 4, scale = [1, 1.05])] }\n"
      "data test { images = \"digits.semeion\"; format = semeion }\n");
  REQUIRE(p.augmentation.size() == 3);
  CHECK(p.augmentation[0].get_if<RandomCrop>()->padding == 1);
  CHECK(p.augmentation[1].get_if<RandomFlip>() != nullptr);
  CHECK(p.augmentation[2].get_if<RandomAffine>()->scale == std::vector<double>{1, 1.05});
  const Compilation swept = compiled(small, {{"data.training.augment", "flip"}});
  REQUIRE(swept.classification);
  CHECK(swept.classification->augmentation.size() == 1);
}

TEST_CASE("with headers alone no image is read, and how large they are is known") {
  const auto by_headers = [](const std::string& text) {
    return compile_text("digits.pde", text, ANSATZ_SOURCE_DIR "/tests/dsl/tables", {}, FileAccess{{}, true});
  };
  const Compilation made = by_headers(small);
  REQUIRE(made.classification);
  CHECK(!made.classification->training);
  const std::string larger = "network { input = image(1, 28, 28); layers = [dense(10)] }\n";
  CHECK(codes(by_headers(larger + data)) == "E0504");
  CHECK(codes(by_headers(larger + "data training { images = \"digits.semeion\"; labels = \"digits.semeion\" }\n")) ==
        "E0504");  // no IDX
}

TEST_CASE("what is wrong with images is said where it is named") {
  const test::Folder folder;
  folder.write("images", big_endian({0x803, 2, 1, 2}) + "\1\2\3\4");
  folder.write("labels", big_endian({0x801, 2}) + std::string("\0\12", 2));
  folder.write("order", "0 1 1");
  const auto place = [&](const std::string& layers, const std::string& more) {
    const std::string text = "network { input = image(1, 1, 2); layers = [" + layers +
                             "] }\ndata training { images = \"images\"; labels = \"labels\"; " + more + " }\n";
    const Compilation made = compile_text("images.pde", text, folder.path(), {});
    CHECK_MESSAGE(codes(made) == "E0504", messages(made));
    const Diagnostic& found = made.diagnostics.front();
    CHECK(!found.help.empty());
    CHECK(found.message.find(folder.path().string()) == std::string::npos);
    CHECK(found.help.find(folder.path().string()) == std::string::npos);
    return text.substr(found.primary.span.begin, found.primary.span.end - found.primary.span.begin);
  };
  CHECK(place("dense(10)", "") == "\"labels\"");
  CHECK(place("dense(11)", "rows = [1, 3]") == "[1, 3]");
  CHECK(place("dense(11)", "points = 3") == "3");
  CHECK(place("dense(11)", "order = \"order\"") == "\"order\"");
}

TEST_CASE("settings of images vary in sweeps, those of equations are not known") {
  CHECK(codes(compiled(small + "sweep { train.batch = [1, 2]; network.adaptive = [fixed, llaaf(n = 1)] }\n")) == "");
  CHECK(codes(compiled(small + "sweep { sample.eq = [1, 2] }\n")) == "E0206");
  CHECK(codes(compiled(small, {{"network.hidden", "[2]"}})) == "E0205");
  CHECK(codes(compiled(test::smallest + "train sgd { epochs = 3 }\n")) == "E0205");
}

TEST_CASE("the problems of images of the gallery compile, with data beside them") {
  const test::Folder folder;
  const std::string one = read_whole(ANSATZ_SOURCE_DIR "/tests/dsl/tables/digits.semeion");
  std::string digits, order;
  for (int i = 0; i < 531; ++i) digits += one;
  for (int i = 0; i < 1593; ++i) order += std::to_string(1592 - i) + "\n";
  folder.write("semeion.data", digits);
  folder.write("semeion_order.txt", order);
  for (const std::string set : {"mnist", "fashion_mnist", "kmnist"})
    for (const std::string part : {"train", "t10k"}) {
      folder.write(set + "/" + part + "-images-idx3-ubyte.gz", big_endian({0x803, 1, 28, 28}) + std::string(784, '\7'));
      folder.write(set + "/" + part + "-labels-idx1-ubyte.gz", big_endian({0x801, 1}) + "\3");
    }
  for (const char* set : {"cifar10_train.bin", "test_batch.bin"}) folder.write(set, std::string(3073, '\2'));
  for (const char* set : {"cifar100/train.bin", "cifar100/test.bin"}) folder.write(set, std::string(3074, '\2'));
  const std::string digit =
      test::matlab(test::matrix('X', test::little_endian({32, 32, 3, 1}), std::string(3072, '\2')) +
                   test::matrix('y', test::little_endian({1, 1}), "\12"));
  for (const char* set : {"train_32x32.mat", "test_32x32.mat"}) folder.write(set, digit);
  const std::string gallery = ANSATZ_SOURCE_DIR "/problems/images/";
  for (const char* recipe : {"recipes/lenet.pde", "recipes/preact_resnet18.pde"})
    folder.write(recipe, read_whole(gallery + recipe));
  for (const char* name :
       {"semeion.pde", "mnist.pde", "fashion_mnist.pde", "kmnist.pde", "cifar10.pde", "cifar100.pde", "svhn.pde"}) {
    CAPTURE(name);
    const std::string text = read_whole(gallery + name);
    const Compilation made = compile_text(name, text, folder.path(), {});
    CHECK_MESSAGE(made.classification.has_value(), messages(made));
    CHECK(codes(made) == "");
    if (made.classification && std::string(name) == "semeion.pde") {
      CHECK(made.classification->training->count() == 1000);
      CHECK(made.classification->test->count() == 593);
    }
  }
}

TEST_CASE("the search of Act-Bench-LeNet compiles, with data beside it") {
  const test::Folder folder;
  const std::string gallery = ANSATZ_SOURCE_DIR "/problems/images/act_bench_lenet/";
  for (const char* name : {"semeion.pde", "mnist.pde", "recipes/lenet.pde"})
    folder.write(name, read_whole(gallery + name));
  const std::string one = read_whole(ANSATZ_SOURCE_DIR "/tests/dsl/tables/digits.semeion");
  std::string digits;
  for (int i = 0; i < 531; ++i) digits += one;
  folder.write("semeion.data.gz", digits);
  for (const auto& [part, count] : {std::pair{"train", 5000U}, std::pair{"t10k", 2000U}}) {
    const std::string name = std::string("mnist/") + part;
    folder.write(name + "-images-idx3-ubyte.gz", big_endian({0x803, count, 28, 28}) + std::string(784 * count, '\7'));
    folder.write(name + "-labels-idx1-ubyte.gz", big_endian({0x801, count}) + std::string(count, '\3'));
  }
  const char* const name = "act_bench_lenet.pde";
  const Compilation made = compile_text(name, read_whole(gallery + name), folder.path(), {});
  REQUIRE_MESSAGE(made.search.has_value(), messages(made));
  CHECK(codes(made) == "");
  CHECK(search::Space(made.search->space).size() == 5103);
  CHECK(made.search->settings.finalists == 100);
}
