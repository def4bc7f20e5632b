// `ansatz`: reads the command line, runs one command, and turns whatever went wrong into a message and a status.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "command.hpp"
#include "terminal.hpp"
#include "usage.hpp"

namespace ansatz::cli {
namespace {

/// A message of several lines, so that no name in it can command the terminal.
std::string printable_lines(std::string_view text) {
  std::string out;
  for (std::size_t end = 0; (end = text.find('\n')) != std::string_view::npos; text.remove_prefix(end + 1))
    out += printable(text.substr(0, end)) + "\n";
  return out + printable(text);
}

int usage_error(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& words) {
  auto chosen = app.get_subcommands();
  std::string command = chosen.empty() ? "" : " " + chosen.front()->get_name();
  report("error: " + usage_message(app, error, words) + "\n`ansatz" + command + " --help` shows how it is used\n");
  return exit_usage;
}

int run_command_line(int argc, char** argv) {
  CLI::App app("Ansatz solves differential equations by neural networks.", "ansatz");
  app.set_version_flag("--version", "ansatz " ANSATZ_VERSION);
  app.require_subcommand(1);
  app.failure_message({});
  Action action;
#define ANSATZ_ADD_COMMAND(name) add_##name(app, action);
  ANSATZ_COMMANDS(ANSATZ_ADD_COMMAND)
#undef ANSATZ_ADD_COMMAND

  std::vector<std::string> words(argv + 1, argv + argc);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wish) {  // --help, --version
    std::string text = dynamic_cast<const CLI::CallForVersion*>(&wish) != nullptr ? app.version() + "\n" : app.help();
    print(text);
    return exit_fine;
  } catch (const CLI::ParseError& error) {
    if (words.empty()) {
      report(app.help());
      return exit_usage;
    }
    return usage_error(app, error, words);
  }
  int status = action();
  finish_output();
  return status;
}

int guarded(int argc, char** argv) {
  try {
    return run_command_line(argc, argv);
  } catch (const ReaderGone&) {
    return exit_reader_gone;
  } catch (const UserError& error) {
    report("error: " + printable_lines(error.what()) + "\n");
    return exit_diagnostics;
  } catch (const WorldFailure& error) {
    report("error: " + printable_lines(error.what()) + "\n");
  } catch (const std::filesystem::filesystem_error& error) {  // a loop of links, a folder that may not be searched
    report(fmt::format("error: cannot use {}: {}\n", printable(error.path1().string()), error.code().message()));
  } catch (const std::bad_alloc&) {
    report(
        "error: out of memory\n  = help: fewer points (`sample`), a smaller network, or `compute { precision = f32 "
        "}`\n");
  } catch (const std::exception& error) {
    report("internal error: " + printable_lines(error.what()) +
           "\nThis is a fault of the program, not of your file: please report it with the file and this line.\n");
  }
  return exit_failed;
}

/// Libraries ask for memory where nothing may be thrown, as JSON does while it is destroyed. That is no crash either;
/// what a run had written stays as it is.
[[noreturn]] void end_at_once() {
  try {
    if (std::current_exception()) std::rethrow_exception(std::current_exception());
  } catch (const std::bad_alloc&) {
    std::fputs("error: out of memory\n", stderr);
    std::_Exit(exit_failed);
  } catch (...) {
  }
  std::abort();
}

}  // namespace
}  // namespace ansatz::cli

int main(int argc, char** argv) {
  std::set_terminate(ansatz::cli::end_at_once);
  ansatz::cli::secure_standard_streams();
  return ansatz::cli::guarded(argc, argv);
}
