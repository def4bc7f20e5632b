// What other programs make of the command line: shells complete it, man shows it, a reader may leave.
#include <doctest/doctest.h>

#include <string>

#include "process.hpp"

using process::ansatz;
using process::contains;
using process::Folder;

namespace {

process::Result shell(const std::string& script, const std::filesystem::path& folder = ".") {
  return process::ansatz({"-c", script}, {.folder = folder, .program = "/bin/bash"});
}

bool installed(const std::string& program) { return shell("command -v " + program).status == 0; }

const std::string program = "'" ANSATZ_PROGRAM "'";

/// What bash offers for the last of the words after `ansatz`, in their order, a line each.
std::string completed(const std::string& words, const std::filesystem::path& folder = ".") {
  const auto result = shell("source <(" + program + " completion bash); COMP_WORDS=(ansatz " + words +
                                "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _ansatz; printf '%s\\n' \"${COMPREPLY[@]}\"",
                            folder);
  CHECK_MESSAGE(result.err.empty(), result.err);
  return result.out;
}

}  // namespace

TEST_CASE("bash completes commands, options, the words that an option takes, and problem files") {
  Folder folder;
  folder.write("bratu one.pde", "");
  folder.write("bratu.csv", "");
  CHECK(completed("ex") == "export\nexplain\n");
  CHECK(completed("run --se") == "--set\n--seed\n");
  CHECK(completed("run --max") == "--max-time\n");
  CHECK(completed("check --format ''") == "text\njson\n");
  CHECK(completed("check --format = j") == "json\n");
  CHECK(completed("completion z") == "zsh\n");
  CHECK(completed("bench opt") == "optimisers\n");
  CHECK(completed("run br", folder.path()) == "bratu one.pde\n");
  CHECK(contains(completed("eval br", folder.path()), "bratu.csv\n"));
  folder.write("out/brown fox/checkpoint", "");
  folder.write("out/broken/problem.pde", "");
  for (const char* command : {"eval", "export", "report"})
    CHECK(contains(completed(std::string(command) + " br", folder.path()), "brown fox\nbratu"));
  CHECK(completed("explain E020") == "E0201\nE0202\nE0203\nE0204\nE0205\nE0206\n");
  CHECK(completed("doc llaa") == "llaaf\n");
  CHECK(completed("doc hid") == "hidden\n");
}

TEST_CASE("the scripts for zsh and fish are such") {
  Folder folder;
  for (const std::string name : {"bash", "zsh", "fish"}) {
    CAPTURE(name);
    const auto script = ansatz({"completion", name});
    CHECK(script.status == 0);
    for (const char* word : {"run", "max-time", "text json", "Compile a problem"})
      CHECK_MESSAGE((contains(script.out, word) || (name == "bash" && std::string(word).starts_with("Compile"))), word);
    if (!installed(name)) continue;
    CHECK(shell(name + " -n '" + folder.write("script", script.out).string() + "'").status == 0);
  }
}

TEST_CASE("the manual page is one, with every command and the exit statuses") {
  const auto page = ansatz({"man"});
  CHECK(page.status == 0);
  CHECK(page.out.starts_with(".TH ANSATZ 1"));
  for (const char* word : {".SS ansatz run", ".SS ansatz bench optimisers", "\\-\\-max\\-time", "\\fB124\\fR"})
    CHECK_MESSAGE(contains(page.out, word), word);
  if (!installed("groff")) return;
  const auto read = shell(program + " man | groff -man -ww -Tascii -P-cbou");
  CHECK(read.err.empty());
  CHECK(contains(read.out, "EXIT STATUS"));
}

TEST_CASE("help says what --help says") {
  CHECK(ansatz({"help"}).out == ansatz({"--help"}).out);
  CHECK(ansatz({"help", "run"}).out == ansatz({"run", "--help"}).out);
  CHECK(contains(ansatz({"help", "bench", "optimisers"}).out, "--seconds"));
  const auto unknown = ansatz({"help", "rnu"});
  CHECK(unknown.status == 1);
  CHECK(contains(unknown.err, "did you mean `run`?"));
}

TEST_CASE("a reader that closes the output is no error") {
  for (const char* command : {"doc", "doc --markdown messages", "man", "--help"}) {
    CAPTURE(command);
    const auto result =
        shell(program + " " + command + " | { read -r line; exec <&-; sleep 0.2; }; exit ${PIPESTATUS[0]}");
    CHECK((result.status == 0 || result.status == 141));
    CHECK_MESSAGE(result.err.empty(), result.err);
  }
  // Certainly gone: it has never read.
  const auto gone = shell("set +m; { sleep 0.3; " + program + " doc --markdown messages; echo $? >&2; } | :");
  CHECK(gone.err == "141\n");
}

TEST_CASE("a name without its ending, and one that is nearly right, are completed in the message") {
  Folder folder;
  folder.write("problems/bratu.pde", "");
  for (const char* name : {"problems/bratu", "problems/brtau.pde"}) {
    const auto result = ansatz({"run", name}, {.folder = folder.path()});
    CHECK(result.status == 3);
    CHECK_MESSAGE(contains(result.err, "did you mean `problems/bratu.pde`?"), result.err);
  }
}
