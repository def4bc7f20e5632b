// Writes the pages that browser.py opens:  test_report_pages FOLDER
#include <fstream>
#include <string>

#include "report/page.hpp"
#include "report/samples.hpp"

int main(int count, char** words) {
  if (count != 2) return 2;
  const auto write = [folder = std::string(words[1])](const char* name, const ansatz::report::Report& report) {
    std::ofstream(folder + "/" + name, std::ios::binary) << ansatz::report::page(report);
  };
  write("sample.html", ansatz::test::sample_report());
  write("packed.html", ansatz::test::packed_report());
  write("hostile.html", ansatz::test::hostile_report());
  write("large.html", ansatz::test::large_report());
}
