"""Headless Chromium spoken to over its own pipe: no driver, no port.  Every process started here is ended here, by its id."""
import base64
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Width and height in CSS pixels; paper is what is left of A4 between the margins of an official letter.
SIZES = {"phone": (390, 844, ""), "desktop": (1280, 900, ""), "print": (605, 900, "print")}


class Browser:
    """Chromium for as long as the block lasts; open() gives the page."""

    def __enter__(self):
        self.work = tempfile.mkdtemp(prefix="oit-browser-")
        asks, self.tell = os.pipe()
        self.hear, answers = os.pipe()

        def place():
            # Both are moved out of the way first: either may be 3 or 4 already.
            a, b = os.dup(asks), os.dup(answers)
            a, b = (os.dup(a) if a < 5 else a), (os.dup(b) if b < 5 else b)
            os.dup2(a, 3)
            os.dup2(b, 4)

        self.process = subprocess.Popen([CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                                         "--hide-scrollbars", "--disable-background-networking", "--user-data-dir=" + self.work, "--remote-debugging-pipe",
                                         "about:blank"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        close_fds=False, preexec_fn=place, start_new_session=True)
        os.close(asks)
        os.close(answers)
        self.number, self.rest, self.session, self.requests = 0, b"", None, []
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close", session=False)
            self.process.wait(timeout=20)
        except (OSError, AssertionError, subprocess.TimeoutExpired):
            os.killpg(self.process.pid, signal.SIGKILL)  # the session that began with it and holds nothing else
            self.process.wait()
        os.close(self.tell)
        os.close(self.hear)
        shutil.rmtree(self.work, ignore_errors=True)

    def message(self, until):
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.hear], [], [], max(0, until - time.monotonic()))
            assert ready, "Chromium does not answer"
            got = os.read(self.hear, 1 << 20)
            assert got, "Chromium has ended"
            self.rest += got
        one, self.rest = self.rest.split(b"\0", 1)
        return json.loads(one)

    def call(self, method, session=True, timeout=300, **values):
        self.number += 1
        ask = {"id": self.number, "method": method, "params": values}
        if session and self.session:
            ask["sessionId"] = self.session
        data = json.dumps(ask).encode() + b"\0"
        while data:
            data = data[os.write(self.tell, data):]
        until = time.monotonic() + timeout
        while True:
            m = self.message(until)
            if m.get("method") == "Network.requestWillBeSent":
                self.requests.append(m["params"]["request"]["url"])
            if m.get("method") == "Page.loadEventFired":
                self.loaded = True
            if m.get("id") == self.number:
                assert "error" not in m, (method, m["error"])
                return m["result"]

    def open(self, path, size="desktop"):
        """The page at this size; requests holds every address it asked for, its own first."""
        if not self.session:
            target = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
            self.session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
            for domain in ("Page", "Network", "Runtime"):
                self.call(domain + ".enable")
            self.call("Page.setBypassCSP", enabled=True)  # for what the test itself puts in
        width, height, medium = SIZES[size]
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", media=medium)
        self.requests, self.loaded = [], False
        self.call("Page.navigate", url="file://" + os.path.abspath(path))
        until = time.monotonic() + 300
        while not self.loaded and time.monotonic() < until:
            self.run("document.readyState")
            time.sleep(0.02)
        assert self.loaded, "the page did not load"

    def run(self, script):
        """The value of an expression, awaited."""
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    def shot(self, path, whole=True):
        """A PNG of the page, from its top to its end."""
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        open(path, "wb").write(base64.b64decode(data))

    def paper(self, path):
        """The page as Chromium prints it, with the page's own size and margins."""
        self.call("Emulation.setEmulatedMedia", media="")
        data = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        open(path, "wb").write(base64.b64decode(data))
