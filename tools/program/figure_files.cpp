#include "figure_files.hpp"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "ranges.hpp"
#include "terminal.hpp"

extern char** environ;

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

void make_folder(const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure)
    throw WorldFailure(fmt::format("cannot make the folder `{}`: {}", printable(folder.string()), failure.message()));
}

/// Runs a program of the PATH to its end. Throws WorldFailure when there is none, or it fails.
void run_program(std::vector<std::string> words, const std::string& package) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  if (posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0)
    throw WorldFailure(fmt::format("there is no program `{}`; on Debian: apt install {}", words[0], package));
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw WorldFailure(fmt::format("`{}` could not write `{}`", words[0], printable(words.back())));
}

std::string svg_of(const RunFigure& drawing, double width) {
  return figures::draw_svg(drawing.figure, {width, figures::Theme::paper});
}

void write_svg(const std::vector<RunFigure>& drawings, const fs::path& folder, double width) {
  make_folder(folder);
  for (const RunFigure& drawing : drawings) {
    const fs::path file = folder / (drawing.name + ".svg");
    write_whole(file, svg_of(drawing, width));
    print(printable(file.string()) + "\n");
  }
}

void write_png(const std::vector<RunFigure>& drawings, const fs::path& folder, double width, double dpi) {
  make_folder(folder);
  for (const RunFigure& drawing : drawings) {
    const fs::path file = folder / (drawing.name + ".png"), source = folder / (drawing.name + ".svg.part");
    write_whole(source, svg_of(drawing, width));
    run_program({"rsvg-convert", "--dpi-x", fmt::format("{}", dpi), "--dpi-y", fmt::format("{}", dpi), source.string(),
                 "--output", file.string()},
                "librsvg2-bin");
    fs::remove(source);
    print(printable(file.string()) + "\n");
  }
}

}  // namespace

void add_figure_options(CLI::App& command, FigureFiles& files) {
  command.add_option("--svg", files.svg, "A folder for SVG files, in place of the page");
  CLI::Option* png =
      command.add_option("--png", files.png, "A folder for PNG files, in place of the page (needs rsvg-convert)");
  command.add_option("--width", files.width, "Of every figure, in mm: 85 for a column, 170 for a page (default)")
      ->check(number_between(40, 1000));
  command.add_option("--dpi", files.dpi, "Of PNG files (default 300)")->check(number_between(30, 2400))->needs(png);
}

void require_sense(const FigureFiles& files) {
  if (files.width && !files.wanted())
    throw UserError("--width is of figures as files: say --svg DIR or --png DIR as well");
}

void write_figures(const FigureFiles& files, const std::vector<RunFigure>& drawings) {
  const double width = files.width.value_or(170);
  if (!files.svg.empty()) write_svg(drawings, files.svg, width);
  if (!files.png.empty()) write_png(drawings, files.png, width, files.dpi);
}

}  // namespace ansatz::cli
