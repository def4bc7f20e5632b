// What a search has found, in one SQLite file that any number of processes share.
//
//   search       key, value       what the search is of: its functions, its problems
//   functions    number, name, formula
//   features     function, name, numbers (doubles as the machine has them)
//   evaluations  number (in the order in which they ended), function, problem, seed, status, error, loss, seconds,
//   reason claims       function, process: who trains it now
//
// Every change is a transaction of its own, written through to the disk before it counts, with a rollback journal: a
// process that is killed at any moment leaves what it had kept, whole. What it had claimed is free again, as its mark
// tells that it is gone (process_mark.hpp). A journal of SQLite's other kind (WAL) would be no faster for so few
// changes, and is of no use on file systems of networks.
//
// What is wrong with the file is a WorldFailure: damaged, not of SQLite, not of a search, on a full disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ansatz::searches {

struct StoredFunction {
  std::string name, formula;
};

enum class Status { finished, diverged, refused, failed };
const char* name_of(Status status);

/// A training of a function on a problem with a seed.
struct Evaluation {
  std::size_t function = 0;
  std::size_t problem = 0;
  std::uint64_t seed = 0;
  Status status = Status::finished;
  std::optional<double> error;  // relative L2, the mean over the fields, where an exact solution is known; of images
                                // the share that is taken for others
  std::optional<double> loss;
  double seconds = 0;
  std::string reason;  // why it is not finished
};

struct Claim {
  std::size_t function = 0;
  std::string process;
};

class Store {
 public:
  /// Opens the file, or makes it.
  explicit Store(const std::filesystem::path& file);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  std::optional<std::string> fact(const std::string& key) const;
  void set_fact(const std::string& key, const std::string& value);

  /// In the order of their numbers, from 0.
  std::vector<StoredFunction> functions() const;
  /// Adds those whose names are not there yet. The number of each.
  std::vector<std::size_t> add(const std::vector<StoredFunction>& functions);

  std::optional<std::vector<double>> feature(std::size_t function, const std::string& name) const;
  /// Keeps the first that is given.
  void keep_feature(std::size_t function, const std::string& name, const std::vector<double>& numbers);

  /// In the order in which they ended.
  std::vector<Evaluation> evaluations() const;
  /// Keeps the first of a function, a problem and a seed.
  void keep(const Evaluation& evaluation);

  std::vector<Claim> claims() const;
  /// Claims a function for a process, unless another has it, or `allowed` (asked within the transaction) says no.
  /// Claims of which `gone` holds are taken out first.
  bool claim(std::size_t function, const std::string& process, const std::function<bool(const std::string&)>& gone,
             const std::function<bool()>& allowed);
  void release(std::size_t function, const std::string& process);

 private:
  struct Connection;
  std::unique_ptr<Connection> connection_;
};

}  // namespace ansatz::searches
