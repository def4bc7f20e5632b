// The scripts that install and build, tried without either: setup.sh in a folder of its own, with an apt-get and a
// ninja that only say what the real ones would.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "process.hpp"

using process::contains;
namespace fs = std::filesystem;

namespace {

const fs::path root = ANSATZ_SOURCE_DIR;

process::Result shell(const std::string& script, const fs::path& folder = ".") {
  process::Options options;
  options.folder = folder;
  options.program = "/bin/sh";
  return process::ansatz({"-c", script}, options);
}

/// A repository that needs one package, of which there is none, and commands of its own that come first on the PATH.
class Repository {
 public:
  Repository() {
    fs::create_directories(folder_ / "tools");
    fs::create_directories(folder_ / "bin");
    fs::copy_file(root / "tools/setup.sh", folder_ / "tools/setup.sh");
    folder_.write("tools/packages.txt", "build  the-package  the-command  what it is for\n");
    command("id", "echo 0");
    for (const char* tool : {"cmake", "ninja"}) command(tool, "true");
  }

  void command(const std::string& name, const std::string& script) const {
    fs::permissions(folder_.write("bin/" + name, "#!/bin/sh\n" + script + "\n"), fs::perms::owner_all);
  }

  process::Result after_setup(const std::string& script) const {
    return shell("root=$(pwd -P); PATH=$root/bin:$PATH; . tools/setup.sh; " + script, folder_.path());
  }

  fs::path operator/(const std::string& name) const { return folder_ / name; }

 private:
  process::Folder folder_;
};

// What apt-get says of a package on its status descriptor, between what it says to people.
constexpr const char* talkative_apt = R"(case " $* " in *" -s "*) exit 0 ;; esac
echo "Reading package lists..."
echo "dlstatus:1:50.0000:Retrieving file 1 of 1"
echo "Unpacking the-package (1.0) ..."
echo "pmstatus:the-package:50.0000:Unpacking the-package"
echo "pmstatus:the-package:100.0000:Installed the-package")";

}  // namespace

TEST_CASE("every shell script is one, for the plainest of shells") {
  int scripts = 0;
  std::vector<fs::path> files = {root / ".ci/run", root / "tools/setup.sh"};
  for (const auto& entry : fs::directory_iterator(root / "tools")) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  for (const auto& file : files) {
    std::ifstream in(file);
    std::string first;
    std::getline(in, first);
    if (first != "#!/bin/sh" && file.extension() != ".sh") continue;
    CAPTURE(file);
    CHECK(shell("sh -n '" + file.string() + "'").status == 0);
    ++scripts;
  }
  CHECK(scripts >= 6);
}

TEST_CASE("what a first call is going to do is said before it is done, and how long it takes") {
  Repository repository;
  auto said = repository.after_setup("announce release 'the program is built' 240").err;
  CHECK(contains(said, "1 Debian packages are installed by apt-get, about a minute"));
  CHECK(contains(said, "the program is built in build/release, about "));
  CHECK(repository
            .after_setup("cp bin/cmake bin/the-command; mkdir -p build/release; touch build/release/build.ninja;"
                         "announce release 'the program is built' 240")
            .err == "");
}

TEST_CASE("an installation says how far it is; what apt-get says goes to a file") {
  Repository repository;
  repository.command("apt-get", std::string(talkative_apt) + "\ncp bin/cmake bin/the-command");
  auto installed = repository.after_setup("need build");
  CHECK(installed.status == 0);
  CHECK(installed.err == "Installing by apt-get: the-package\nInstalling: 25 %\nInstalling: 75 %\nInstalling: 100 %\n");
  CHECK(contains(process::read(repository / "build/apt.log"), "Unpacking the-package (1.0) ..."));
  CHECK(repository.after_setup("need build").err == "");
}

TEST_CASE("an installation that fails shows what apt-get said, and how to go on by hand") {
  Repository repository;
  repository.command("apt-get", std::string(talkative_apt) + "\necho 'E: no space left'; exit 100");
  auto failed = repository.after_setup("need build");
  CHECK(contains(failed.err, "E: no space left"));
  CHECK(contains(failed.err, "By hand:  apt-get install the-package"));
}

TEST_CASE("a build says how far it is, and shows what goes wrong") {
  Repository repository;
  fs::create_directories(repository / "build/release");
  std::ofstream(repository / "build/release/build.ninja") << "\n";
  repository.command("ninja", R"(case " $* " in *" -n "*) echo "[1/2] something"; exit 0 ;; esac
echo "${NINJA_STATUS}one.cpp" | sed 's/%p/ 50%/'
echo "one.cpp:1: error: no such thing"
exit 1)");
  auto failed = repository.after_setup("build release");
  CHECK(failed.status == 1);
  CHECK(failed.err ==
        "Building in build/release.\nBuilding: 50 %\none.cpp:1: error: no such thing\n"
        "The build failed; what failed is above.\n");
}

TEST_CASE("a second call waits for the first, and says so") {
  Repository repository;
  fs::create_directories(repository / "build/release");
  std::ofstream(repository / "build/release/build.ninja") << "\n";
  repository.command("ninja", R"(case " $* " in *" -n "*) [ -e built ] && echo "no work to do." ; exit 0 ;; esac
echo yes >started; until grep -q waits said; do sleep 0.01; done; touch built)");
  process::Result first;
  std::thread other([&] { first = repository.after_setup("build release"); });
  auto second = repository.after_setup("until [ -e started ]; do sleep 0.01; done; build release 2>said");
  other.join();
  CHECK(first.status == 0);
  CHECK(second.status == 0);
  CHECK(process::read(repository / "said") ==
        "Another call is building in build/release; this one waits until that is done.\n");
}
