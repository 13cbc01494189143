"""Pages in headless Chromium: what a reader's browser makes of them. Python's standard library alone.

As a program:

    python3 -B scripts/chromium.py PAGE [--width 1280] [--scheme light|dark|print] [--screenshot OUT.png]
                                        [--eval JAVASCRIPT] [--bypass-policy]

prints one JSON document: the requests that the page made, the dialogs it opened, what the console said, and the
value of the expression. As a module (put this folder on `sys.path`):

    with Browser() as browser, browser.open("report.html", width=390, scheme="dark") as page:
        page.requests, page.dialogs, page.console     # lists
        page.evaluate("document.title")               # a value that JSON can hold; promises are waited for
        page.run(pathlib.Path("axe.min.js").read_text())   # a script put into the page
        page.screenshot("out.png")                    # the whole page, not only what fits the window

Nothing leaves the machine: every host name is unknown to this browser, and an attempt still counts as a request.
The browser is found as `chromium` (Debian: apt-get install chromium), else by the environment's CHROMIUM.
"""
import argparse
import base64
import fcntl
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import tempfile
import time

# With the policy of the page in force an escape that failed may go unnoticed; without it, it runs.
FLAGS = ["--headless=new", "--remote-debugging-pipe", "--no-first-run", "--no-default-browser-check",
         "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-sync",
         "--disable-extensions", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--mute-audio",
         "--force-color-profile=srgb", "--font-render-hinting=none", "--lang=en",
         "--host-resolver-rules=MAP * ~NOTFOUND"]

BEGIN = "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"


class BrowserError(Exception):
    """What is in the way, in one line."""


class Browser:
    """One headless Chromium, spoken to through two pipes in the DevTools protocol."""

    def __init__(self, timeout=30.0):
        program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") \
            or shutil.which("google-chrome")
        if not program:
            raise BrowserError("chromium is missing. Debian and Ubuntu: apt-get install chromium")
        self.timeout = timeout
        self.profile = tempfile.mkdtemp(prefix="chromium-")
        self._bytes, self._number, self._handlers = b"", 0, {}
        to_read, self._out = os.pipe()
        self._in, to_write = os.pipe()
        # The protocol's pipes are descriptors 3 (in) and 4 (out) of the browser.
        given = [fcntl.fcntl(pipe, fcntl.F_DUPFD, 10) for pipe in (to_read, to_write)]
        os.close(to_read)
        os.close(to_write)
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        self._process = subprocess.Popen(
            [sys.executable, "-c", BEGIN, *map(str, given), program, *FLAGS, *sandbox,
             f"--user-data-dir={self.profile}", "about:blank"],
            pass_fds=given, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for pipe in given:
            os.close(pipe)
        try:
            self.version = self.call("Browser.getVersion")["product"]
        except BrowserError:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        try:
            self.call("Browser.close")
        except BrowserError:
            pass
        for pipe in (self._out, self._in):
            try:
                os.close(pipe)
            except OSError:
                pass
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, session=None, **parameters):
        """The result of one command; events that come meanwhile go to their pages."""
        number = self.send(method, session, **parameters)
        end = time.monotonic() + self.timeout
        while True:
            answer = self._next(end)
            if answer is None:
                raise BrowserError(f"no answer to {method} within {self.timeout:.0f} s")
            if answer.get("id") == number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error'].get('message')}")
                return answer["result"]

    def send(self, method, session=None, **parameters):
        """Sends a command without waiting for its answer; its number."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        try:
            while data:
                data = data[os.write(self._out, data):]
        except OSError as error:
            raise BrowserError(f"the browser is gone ({error})") from error
        return self._number

    def wait(self, until, seconds):
        """Takes events until the condition holds; whether it came to hold in time."""
        end = time.monotonic() + seconds
        while not until():
            if self._next(end) is None:
                return until()
        return True

    def _next(self, end):
        """The next message, after its event was handed over; none at the end of the time."""
        while b"\0" not in self._bytes:
            ready, _, _ = select.select([self._in], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                return None
            read = os.read(self._in, 1 << 20)
            if not read:
                raise BrowserError("the browser ended")
            self._bytes += read
        line, self._bytes = self._bytes.split(b"\0", 1)
        message = json.loads(line)
        handler = self._handlers.get(message.get("sessionId"))
        if "method" in message and handler:
            handler(message["method"], message["params"])
        return message

    def open(self, page, width=1280, height=900, scheme="light", bypass_policy=False, settle=0.3):
        """A page at a width in CSS pixels and a colour scheme ("light", "dark", or "print" for the print style)."""
        return Page(self, page, width, height, scheme, bypass_policy, settle)


class Page:
    """One page, loaded. `requests` are the addresses it asked for beside its own; `data:` is none."""

    def __init__(self, browser, page, width, height, scheme, bypass_policy, settle):
        self.browser, self.requests, self.dialogs, self.console, self.opened = browser, [], [], [], []
        self.address = page if "://" in str(page) else pathlib.Path(page).resolve().as_uri()
        self._loaded, self._main = False, None
        self._target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=self._target, flatten=True)["sessionId"]
        browser._handlers[self.session] = self._event
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.call("Page.setBypassCSP", enabled=bypass_policy)
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", media="print" if scheme == "print" else "", features=[
            {"name": "prefers-color-scheme", "value": "dark" if scheme == "dark" else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])
        answer = self.call("Page.navigate", url=self.address)
        if "errorText" in answer:
            raise BrowserError(f"{page}: {answer['errorText']}")
        if not browser.wait(lambda: self._loaded, browser.timeout):
            raise BrowserError(f"{page}: not loaded within {browser.timeout:.0f} s")
        self.settle(settle)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.browser._handlers.pop(self.session, None)
        try:
            self.browser.call("Target.closeTarget", targetId=self._target)
        except BrowserError:
            pass

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def settle(self, seconds):
        """Lets the page go on for a while."""
        self.browser.wait(lambda: False, seconds)

    def evaluate(self, expression):
        """The value of a JavaScript expression in the page; promises are waited for."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True,
                           allowUnsafeEvalBlockedByCSP=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise BrowserError((details.get("exception") or {}).get("description") or details["text"])
        return answer["result"].get("value")

    def run(self, script):
        """Runs a whole script in the page, as one that was written into it."""
        self.evaluate(script + "\n;undefined")

    def screenshot(self, path, whole=True):
        """A PNG of the whole page, or of what fits the window."""
        given = {}
        if whole:
            size = self.call("Page.getLayoutMetrics")["cssContentSize"]
            # No picture is drawn higher than 16,384 pixels.
            given = {"captureBeyondViewport": True, "clip": {
                "x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 16384), "scale": 1}}
        data = self.call("Page.captureScreenshot", format="png", **given)["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))

    def _event(self, method, given):
        if method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Page.javascriptDialogOpening":
            self.dialogs.append(f"{given['type']}: {given['message']}")
            # It holds the page, and its load, until it is answered.
            self.browser.send("Page.handleJavaScriptDialog", self.session, accept=False)
        elif method == "Network.requestWillBeSent":
            url, kind = given["request"]["url"], given.get("type")
            own = kind == "Document" and self._main in (None, given.get("frameId")) and url == self.address
            if own:
                self._main = given.get("frameId")
            elif not url.startswith("data:"):
                self.requests.append(url)
        elif method == "Page.windowOpen":
            self.opened.append(given.get("url", ""))
        elif method == "Log.entryAdded":
            self.console.append(f"{given['entry']['level']}: {given['entry']['text']}")
        elif method == "Runtime.consoleAPICalled":
            self.console.append(f"{given['type']}: {[a.get('value') for a in given['args']]}")
        elif method == "Runtime.exceptionThrown":
            self.console.append(f"exception: {given['exceptionDetails'].get('text')}")


def main():
    parser = argparse.ArgumentParser(description="Opens a page in headless Chromium and says what it did.")
    parser.add_argument("page")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--scheme", choices=["light", "dark", "print"], default="light")
    parser.add_argument("--screenshot", metavar="OUT.png")
    parser.add_argument("--eval", dest="expression", metavar="JAVASCRIPT")
    parser.add_argument("--bypass-policy", action="store_true", help="let the page do what its own policy forbids")
    given = parser.parse_args()
    try:
        with Browser() as browser, browser.open(
                given.page, width=given.width, scheme=given.scheme, bypass_policy=given.bypass_policy) as page:
            said = {"address": page.address, "requests": page.requests, "dialogs": page.dialogs,
                    "opened": page.opened, "console": page.console}
            if given.expression:
                said["value"] = page.evaluate(given.expression)
            if given.screenshot:
                page.screenshot(given.screenshot)
            json.dump(said, sys.stdout, indent=2, ensure_ascii=False)
            print()
    except BrowserError as error:
        sys.exit(f"chromium: error: {error}")


if __name__ == "__main__":
    main()
