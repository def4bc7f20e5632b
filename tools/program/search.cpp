// `ansatz search`: the functions of a space, tried on problems in the order in which a surrogate suggests them.
//
// Everything that is found goes to one file at once (search_folder.hpp), so that a search may be killed, goes on with
// --resume, and is shared by --jobs processes, or by others that are started in the same folder. Read next:
// search_runner.hpp.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/duration.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/dsl/output_folder.hpp"
#include "children.hpp"
#include "command.hpp"
#include "command_words.hpp"
#include "compilation.hpp"
#include "interrupt.hpp"
#include "ranges.hpp"
#include "search_folder.hpp"
#include "search_results.hpp"
#include "search_runner.hpp"
#include "table_text.hpp"
#include "terminal.hpp"
#include "time_limit.hpp"

namespace ansatz::cli {
namespace {

constexpr std::uint64_t most_jobs = 1024;
constexpr std::size_t shown_rows = 15;
constexpr std::chrono::milliseconds pause{300};

struct SearchOptions {
  std::string file;
  ProblemOptions problem;
  std::string out, max_time, evaluations;
  int jobs = 1;
  bool dry_run = false, resume = false, force = false, quiet = false, part = false;

  Before before() const { return resume ? Before::continued : force ? Before::overwritten : Before::kept; }
};

CommandWords repeated(const SearchOptions& options) {
  CommandWords words("search", options.file);
  words.add(options.problem);
  words.add("--out", options.out);
  return words;
}

std::string resume_command(const SearchOptions& options) {
  CommandWords words = repeated(options);
  if (options.jobs != 1) words.add("--jobs", std::to_string(options.jobs));
  words.add("--max-time", options.max_time);
  return words.line() + " --resume";
}

/// Throws UserError where the store holds results of other problems or functions.
void require_same(const dsl::SearchPlan& plan, const SearchTrials& trials, searches::Store& store,
                  const SearchFolder& folder) {
  const auto require = [&](const std::string& key, const std::string& value, const std::string& what) {
    const std::optional<std::string> was = store.fact(key);
    if (was && *was != value)
      throw UserError(fmt::format(
          "`{}` holds results of another search: {} have changed since; leave out --resume to keep the old ones aside "
          "and start anew, or name another folder by --out",
          folder.name(), what));
    store.set_fact(key, value);
  };
  for (std::size_t i = 0; i < trials.problems(); ++i)
    require(fmt::format("problem {}", i), plan.problems[i] + " " + trials.identity(i),
            fmt::format("`{}` or its data", plan.problems[i]));
  require("definitions", plan.definitions, "the `let`s and `param`s that functions are made of");
}

/// What has changed in the file and does no harm, in words.
std::string other_settings(const dsl::Compilation& compilation, searches::Store& store) {
  const std::optional<std::string> was = store.fact("settings");
  store.set_fact("settings", compilation.resolved);
  return was && *was != compilation.resolved ? "settings of the search have changed since; what was trained counts\n"
                                             : "";
}

/// The processes of --jobs, until they have ended.
int run_parts(const SearchOptions& options, const SearchFolder& folder, SearchRunner& watch) {
  Children children;
  for (int i = 0; i < options.jobs; ++i) {
    std::vector<std::string> words = {"search",   options.file, "--out",  folder.path().string(),
                                      "--resume", "--part",     "--quiet"};
    for (const std::string& setting : options.problem.settings) words.insert(words.end(), {"--set", setting});
    for (const std::string& allowed : options.problem.allowed) words.insert(words.end(), {"--allow-path", allowed});
    children.start(static_cast<std::size_t>(i), words, folder / fmt::format("log-{}.txt", i + 1));
  }
  int status = exit_fine;
  for (bool told = false; children.at_work() > 0;) {
    if (watch.must_stop() && !told) {
      children.end();
      told = true;
    }
    while (const auto ended = children.take_ended())
      if (ended->signal != 0 || (ended->status != exit_fine && ended->status != exit_interrupted)) {
        report(fmt::format("process {} of {} has failed; what it said is in {}\n", ended->number + 1, options.jobs,
                           printable((folder / fmt::format("log-{}.txt", ended->number + 1)).string())));
        status = exit_failed;
      }
    if (!options.quiet) watch.show_new();
    std::this_thread::sleep_for(pause);
  }
  return status;
}

std::string plan_text(const dsl::SearchPlan& plan, const SearchOptions& options, std::size_t functions,
                      const std::string& where) {
  const std::string budget = plan.settings.budget == 0 ? "all" : fmt::format("{}", plan.settings.budget);
  const std::string finals =
      plan.settings.finalists == 0
          ? ""
          : fmt::format(", the best {} again with {} more", plan.settings.finalists, plan.settings.further_seeds);
  return fmt::format("{} functions, {} to be trained on {} problem{} with {} seed{}{}; {} process{}; files in {}\n",
                     functions, budget, plan.files.size(), plan.files.size() == 1 ? "" : "s", plan.settings.seeds,
                     plan.settings.seeds == 1 ? "" : "s", finals, options.jobs, options.jobs == 1 ? "" : "es", where);
}

void write_results(const SearchResults& results, const SearchOptions& options, const SearchFolder& folder) {
  write_whole(folder / "ranking.csv", ranking_csv(results));
  write_whole(folder / "search.html", report::page(search_page(results)));
  if (const std::string best = best_text(results); !best.empty()) write_whole(folder / "best.pde", best);
  if (!options.evaluations.empty()) write_whole(options.evaluations, evaluations_csv(results));
}

std::string summary(const SearchResults& results, const SearchFolder& folder, std::size_t width) {
  std::string text = table_text(ranking_table(results, shown_rows), width) + "\n";
  if (const std::string best = best_text(results); !best.empty()) text += best + "\n";
  return text +
         fmt::format("page        {}\nfiles       {}\n", printable((folder / "search.html").string()), folder.name());
}

int exit_status(const SearchRunner& runner, const SearchResults& results, int parts, const TimeLimit& limit) {
  if (InterruptWatch::requested()) return exit_interrupted;
  if (!runner.is_complete() && limit.over()) return exit_out_of_time;
  if (parts != exit_fine && !runner.is_complete()) return exit_failed;
  const bool any = std::any_of(results.evaluations.begin(), results.evaluations.end(),
                               [](const auto& one) { return one.status == searches::Status::finished; });
  return any ? exit_fine : exit_failed;
}

/// Where the file, and not the command line, names a folder that it may not.
std::optional<dsl::Diagnostic> misplaced_folder(const SearchOptions& options, const dsl::Compilation& compilation) {
  if (!options.out.empty() || compilation.output.directory.empty()) return std::nullopt;
  return dsl::misplaced_output(compilation, {options.problem.allowed.begin(), options.problem.allowed.end()});
}

int search_functions(const SearchOptions& options) {
  const TimeLimit limit(seconds_in(options.max_time));
  const dsl::Compilation compilation = compile_any(options.file, options.problem);
  if (!options.part) report_diagnostics(compilation);
  if (dsl::has_errors(compilation.diagnostics)) return exit_diagnostics;
  if (!compilation.search)
    throw UserError(
        fmt::format("`{}` asks for no search: it has no `search activation {{ ... }}`; `ansatz run {}` "
                    "solves it",
                    printable(options.file), printable(options.file)));
  if (const auto misplaced = misplaced_folder(options, compilation)) {
    report(dsl::render_text(compilation.sources, {*misplaced}, error_colour()));
    return exit_diagnostics;
  }
  const dsl::SearchPlan& plan = *compilation.search;
  SearchFolder folder(options.out, options.file, compilation);
  if (options.dry_run) {
    print(plan_text(plan, options, search::Space(plan.space).size(), folder.name()));
    return exit_fine;
  }
  const InterruptWatch watch;
  const std::string kept = folder.open(options.file, compilation, options.before());
  searches::Store store(folder.store());
  const SearchTrials trials(plan, options.problem);
  require_same(plan, trials, store, folder);
  const std::string changed = options.part ? "" : other_settings(compilation, store);
  SearchCandidates candidates(plan, store);
  if (!options.quiet) report(plan_text(plan, options, candidates.count(), folder.name()) + kept + changed);
  SearchRunner runner(plan, candidates, trials, store, limit);
  int parts = exit_fine;
  if (options.jobs > 1)
    parts = run_parts(options, folder, runner);
  else
    runner.run(options.quiet);
  if (options.part) return InterruptWatch::requested() ? exit_interrupted : exit_fine;
  std::vector<searches::Labelled> known = runner.known(), finals = runner.finals();
  for (auto* labels : {&known, &finals})
    for (searches::Labelled& one : *labels) add_interval(one);
  const SearchResults results{plan,
                              candidates,
                              std::move(known),
                              std::move(finals),
                              store.evaluations(),
                              runner.plane(),
                              std::filesystem::path(options.file).stem().string(),
                              read_whole(options.file),
                              {{"search", repeated(options).line()}}};
  write_results(results, options, folder);
  const int status = exit_status(runner, results, parts, limit);
  if (options.quiet) return status;
  print(summary(results, folder, output_columns()));
  if (status == exit_interrupted || status == exit_out_of_time)
    print("to go on    " + printable(resume_command(options)) + "\n");
  return status;
}

}  // namespace

void add_search(CLI::App& app, Action& action) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* command = app.add_subcommand("search", "Search for activation functions that suit problems");
  command->add_option("FILE", options->file, "The search (.pde): a file with `search activation { ... }`")->required();
  add_problem_options(*command, options->problem);
  command->add_option("--out", options->out, "The folder for what is found (default: out/NAME-search)");
  command->add_option("--jobs", options->jobs, "Processes at once (default 1, which gives the same order every time)")
      ->check(whole_number_between(1, most_jobs));
  add_max_time_option(*command, options->max_time);
  command->add_flag("--dry-run", options->dry_run, "Show how large it is, and train nothing");
  auto* resume =
      command->add_flag("--resume", options->resume, "Go on with the search in the folder, or take part in it");
  command
      ->add_flag("--force", options->force, "Replace the search in the folder (default: it is kept, as NAME-search.1)")
      ->excludes(resume);
  command->add_option("--export", options->evaluations, "A file for all trainings as a table (.csv)");
  command->add_flag("--quiet", options->quiet, "Say nothing but what is wrong");
  command->add_flag("--part", options->part, "As each of --jobs: leave the table and the page to who started it");
  command->callback([options, &action] { action = [options] { return search_functions(*options); }; });
}

}  // namespace ansatz::cli
