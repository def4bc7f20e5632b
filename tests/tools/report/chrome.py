"""A headless Chromium that watches what a page does: errors, requests, dialogs. Debian's chromium, driven by selenium."""

import base64
import json
import shutil
import sys

SKIPPED = 77


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


try:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
except ImportError:
    skip("python3-selenium is not installed")


class Chrome:
    def __init__(self):
        chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
        if not chromium or not driver:
            skip("chromium or chromedriver is not installed (Debian: chromium, chromium-driver)")
        options = webdriver.ChromeOptions()
        options.binary_location = chromium
        # Its sandbox and shared memory are not to be had in most containers.
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service(driver), options=options)
        self.driver.set_page_load_timeout(120)

    def open(self, path, width=1280, dark=False):
        """Opens a file; the page has drawn all when this returns, since its scripts stand at its end."""
        self.driver.get_log("performance")
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.command("Emulation.setEmulatedMedia", features=[scheme])
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500)
        self.driver.get(path.as_uri())
        self.path = path

    def command(self, name, **parameters):
        return self.driver.execute_cdp_cmd(name, parameters)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def all(self, selector, within=None):
        return (within or self.driver).find_elements("css selector", selector)

    def complaints(self):
        """Errors of scripts, and what the security policy of the page forbade."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]

    def requests(self):
        """Every address that was asked for since `open`, but for the page itself and what is within it."""
        urls = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                urls.append(message["params"]["request"]["url"])
        return [url for url in urls if url != self.path.as_uri() and not url.startswith("data:")]

    def pdf(self):
        return base64.b64decode(self.command("Page.printToPDF", preferCSSPageSize=True)["data"])

    def quit(self):
        self.driver.quit()
