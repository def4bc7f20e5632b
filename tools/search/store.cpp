#include "search/store.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>
#include <utility>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::searches {
namespace {

constexpr int application = 0x416E7361;  // "Ansa": by which a file of a search is known
constexpr int layout = 1;                // of the tables
constexpr int patience = 60000;          // ms that another process may write

constexpr const char* tables = R"(
  CREATE TABLE search (key TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE functions (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, formula TEXT NOT NULL);
  CREATE TABLE features (function INTEGER NOT NULL, name TEXT NOT NULL, numbers BLOB NOT NULL,
                         PRIMARY KEY (function, name));
  CREATE TABLE evaluations (number INTEGER PRIMARY KEY AUTOINCREMENT, function INTEGER NOT NULL,
                            problem INTEGER NOT NULL, seed INTEGER NOT NULL, status INTEGER NOT NULL, error REAL,
                            loss REAL, seconds REAL NOT NULL, reason TEXT NOT NULL, UNIQUE (function, problem, seed));
  CREATE TABLE claims (function INTEGER PRIMARY KEY, process TEXT NOT NULL);
)";

}  // namespace

const char* name_of(Status status) {
  switch (status) {
    case Status::finished: return "finished";
    case Status::diverged: return "diverged";
    case Status::refused: return "refused";
    case Status::failed: return "failed";
  }
  throw InternalFault("an evaluation ended in a state that has no name");
}

/// The file, open; what SQLite says as failures for people.
struct Store::Connection {
  explicit Connection(const std::filesystem::path& at) : file(at) {
    const int opened = sqlite3_open_v2(file.c_str(), &base, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    if (opened != SQLITE_OK) {
      const std::string why = base != nullptr ? sqlite3_errmsg(base) : sqlite3_errstr(opened);
      sqlite3_close(base);
      throw WorldFailure(fmt::format("cannot open `{}`: {}", file.string(), why));
    }
    sqlite3_busy_timeout(base, patience);
  }
  ~Connection() { sqlite3_close(base); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  [[noreturn]] void fail(int code) const {
    if (code == SQLITE_NOTADB)
      throw WorldFailure(fmt::format("`{}` is no file of a search: it is no database of SQLite", file.string()));
    if (code == SQLITE_CORRUPT)
      throw WorldFailure(fmt::format("`{}` is damaged: {}; keep it aside and start anew, without --resume",
                                     file.string(), sqlite3_errmsg(base)));
    throw WorldFailure(fmt::format("cannot use `{}`: {}", file.string(), sqlite3_errmsg(base)));
  }
  void require(int code) const {
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) fail(code);
  }
  void run(const char* text) const { require(sqlite3_exec(base, text, nullptr, nullptr, nullptr)); }

  std::filesystem::path file;
  sqlite3* base = nullptr;
};

namespace {

template <class Connection>
class Statement {
 public:
  template <class... Values>
  Statement(const Connection& of, const char* text, const Values&... values) : connection_(of) {
    connection_.require(sqlite3_prepare_v2(connection_.base, text, -1, &own_, nullptr));
    int place = 0;
    (bind(++place, values), ...);
  }
  ~Statement() { sqlite3_finalize(own_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Whether there is another row.
  bool step() {
    const int code = sqlite3_step(own_);
    connection_.require(code);
    return code == SQLITE_ROW;
  }

  std::int64_t whole(int column) const { return sqlite3_column_int64(own_, column); }
  std::size_t number(int column) const { return static_cast<std::size_t>(whole(column)); }
  double real(int column) const { return sqlite3_column_double(own_, column); }
  std::optional<double> maybe(int column) const {
    if (sqlite3_column_type(own_, column) == SQLITE_NULL) return std::nullopt;
    return real(column);
  }
  std::string text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(own_, column));
    return bytes == nullptr ? "" : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(own_, column)));
  }
  std::vector<double> numbers(int column) const {
    const auto bytes = static_cast<std::size_t>(sqlite3_column_bytes(own_, column));
    std::vector<double> all(bytes / sizeof(double));
    if (!all.empty()) std::memcpy(all.data(), sqlite3_column_blob(own_, column), all.size() * sizeof(double));
    return all;
  }

 private:
  void bind(int place, std::size_t value) {
    connection_.require(sqlite3_bind_int64(own_, place, static_cast<std::int64_t>(value)));
  }
  void bind(int place, int value) { connection_.require(sqlite3_bind_int64(own_, place, value)); }
  void bind(int place, double value) { connection_.require(sqlite3_bind_double(own_, place, value)); }
  void bind(int place, const std::optional<double>& value) {
    connection_.require(value ? sqlite3_bind_double(own_, place, *value) : sqlite3_bind_null(own_, place));
  }
  void bind(int place, const std::string& value) {
    connection_.require(sqlite3_bind_text(own_, place, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT));
  }
  void bind(int place, const std::vector<double>& value) {
    const void* numbers = value.empty() ? "" : static_cast<const void*>(value.data());  // nothing would be NULL
    connection_.require(
        sqlite3_bind_blob(own_, place, numbers, static_cast<int>(value.size() * sizeof(double)), SQLITE_TRANSIENT));
  }

  const Connection& connection_;
  sqlite3_stmt* own_ = nullptr;
};
template <class Connection, class... Values>
Statement(const Connection&, const char*, const Values&...) -> Statement<Connection>;

/// From BEGIN to COMMIT, with no other process writing between; undone where something is thrown.
template <class Connection>
class Transaction {
 public:
  explicit Transaction(const Connection& of) : connection_(of) { connection_.run("BEGIN IMMEDIATE"); }
  ~Transaction() {
    if (!kept_) sqlite3_exec(connection_.base, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void keep() {
    connection_.run("COMMIT");
    kept_ = true;
  }

 private:
  const Connection& connection_;
  bool kept_ = false;
};

template <class Connection>
int pragma(const Connection& connection, const char* text) {
  Statement found(connection, text);
  return found.step() ? static_cast<int>(found.whole(0)) : 0;
}

}  // namespace

Store::Store(const std::filesystem::path& file) : connection_(std::make_unique<Connection>(file)) {
  const Connection& own = *connection_;
  own.run("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL");
  Transaction made(own);
  if (pragma(own, "PRAGMA application_id") == 0 && pragma(own, "SELECT count(*) FROM sqlite_master") == 0) {
    own.run(tables);
    own.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application, layout).c_str());
  }
  if (pragma(own, "PRAGMA application_id") != application)
    throw WorldFailure(fmt::format("`{}` is a database, and not of a search", file.string()));
  if (pragma(own, "PRAGMA user_version") != layout)
    throw WorldFailure(fmt::format("`{}` is of another version of this program", file.string()));
  Statement check(own, "PRAGMA quick_check");
  if (check.step() && check.text(0) != "ok")
    throw WorldFailure(fmt::format("`{}` is damaged: {}; keep it aside and start anew, without --resume", file.string(),
                                   check.text(0)));
  made.keep();
}

Store::~Store() = default;

std::optional<std::string> Store::fact(const std::string& key) const {
  Statement found(*connection_, "SELECT value FROM search WHERE key = ?", key);
  if (!found.step()) return std::nullopt;
  return found.text(0);
}

void Store::set_fact(const std::string& key, const std::string& value) {
  Statement(*connection_, "INSERT OR REPLACE INTO search VALUES (?, ?)", key, value).step();
}

std::vector<StoredFunction> Store::functions() const {
  std::vector<StoredFunction> all;
  Statement rows(*connection_, "SELECT name, formula FROM functions ORDER BY number");
  while (rows.step()) all.push_back({rows.text(0), rows.text(1)});
  return all;
}

std::vector<std::size_t> Store::add(const std::vector<StoredFunction>& functions) {
  Transaction made(*connection_);
  std::vector<std::size_t> numbers;
  for (const StoredFunction& one : functions) {
    Statement(*connection_, "INSERT OR IGNORE INTO functions SELECT coalesce(max(number) + 1, 0), ?, ? FROM functions",
              one.name, one.formula)
        .step();
    Statement found(*connection_, "SELECT number FROM functions WHERE name = ?", one.name);
    found.step();
    numbers.push_back(found.number(0));
  }
  made.keep();
  return numbers;
}

std::optional<std::vector<double>> Store::feature(std::size_t function, const std::string& name) const {
  Statement found(*connection_, "SELECT numbers FROM features WHERE function = ? AND name = ?", function, name);
  if (!found.step()) return std::nullopt;
  return found.numbers(0);
}

void Store::keep_feature(std::size_t function, const std::string& name, const std::vector<double>& numbers) {
  Statement(*connection_, "INSERT OR IGNORE INTO features VALUES (?, ?, ?)", function, name, numbers).step();
}

std::vector<Evaluation> Store::evaluations() const {
  std::vector<Evaluation> all;
  Statement rows(
      *connection_,
      "SELECT function, problem, seed, status, error, loss, seconds, reason FROM evaluations ORDER BY number");
  while (rows.step())
    all.push_back({rows.number(0), rows.number(1), static_cast<std::uint64_t>(rows.whole(2)),
                   static_cast<Status>(rows.whole(3)), rows.maybe(4), rows.maybe(5), rows.real(6), rows.text(7)});
  return all;
}

void Store::keep(const Evaluation& one) {
  Statement(*connection_,
            "INSERT OR IGNORE INTO evaluations (function, problem, seed, status, error, loss, seconds, reason) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            one.function, one.problem, static_cast<std::size_t>(one.seed), static_cast<int>(one.status), one.error,
            one.loss, one.seconds, one.reason)
      .step();
}

std::vector<Claim> Store::claims() const {
  std::vector<Claim> all;
  Statement rows(*connection_, "SELECT function, process FROM claims ORDER BY function");
  while (rows.step()) all.push_back({rows.number(0), rows.text(1)});
  return all;
}

bool Store::claim(std::size_t function, const std::string& process, const std::function<bool(const std::string&)>& gone,
                  const std::function<bool()>& allowed) {
  Transaction made(*connection_);
  for (const Claim& held : claims())
    if (gone(held.process)) Statement(*connection_, "DELETE FROM claims WHERE function = ?", held.function).step();
  Statement taken(*connection_, "SELECT 1 FROM claims WHERE function = ?", function);
  const bool free = !taken.step() && allowed();
  if (free) Statement(*connection_, "INSERT INTO claims VALUES (?, ?)", function, process).step();
  made.keep();
  return free;
}

void Store::release(std::size_t function, const std::string& process) {
  Statement(*connection_, "DELETE FROM claims WHERE function = ? AND process = ?", function, process).step();
}

}  // namespace ansatz::searches
