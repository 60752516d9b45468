#!/usr/bin/env python3
"""oit doctor: what of documents can be read on this machine, what is missing for it, and what to install."""
from harness import Folder, OIT, main, os, subprocess, unittest

EN = ("doctor", "--lang", "en")


def here(*programs):
    return all(os.access(os.path.join("/usr/bin", p), os.X_OK) for p in programs)


def without(program, folder, *args):
    """Run oit where an installed program is hidden; skips where that needs more rights."""
    hide = 'mount --bind /dev/null "$0" && exec "$@"'
    path = os.path.join("/usr/bin", program)
    if not os.path.exists(path) or subprocess.run(["unshare", "-m", "sh", "-c", hide, path, "true"], capture_output=True).returncode != 0:
        raise unittest.SkipTest("%s cannot be hidden" % program)
    return subprocess.run(["unshare", "-m", "sh", "-c", hide, path, OIT, *args], env=folder.env, capture_output=True, text=True)


class Doctor(unittest.TestCase):
    def line(self, done, words):
        """The line about something and the one behind it."""
        lines = done.stdout.split("\n")
        found = [n for n, text in enumerate(lines) if text[2:].startswith(words)]
        self.assertEqual(len(found), 1, (words, done.stdout))
        return lines[found[0]], lines[found[0] + 1]

    def test_tells_what_is_here(self):
        """Each reader and protection has its line, marked as it is on this machine; what is missing names its package."""
        with Folder() as folder:
            done = folder.oit(*EN)
            for words, programs, package in (("PDF", ["pdftotext", "pdftoppm"], "poppler-utils"), ("Word of before 2007", ["antiword"], "antiword")):
                line, behind = self.line(done, words)
                self.assertEqual(line.startswith("✓"), here(*programs), line)
                if not here(*programs):
                    self.assertIn(package, behind)
            for words in ("program that reads documents: oit-reader", "confined processes", "documents reach no network", "pictures of text",
                          "Excel of before 2007", "PowerPoint of before 2007", "documents reach no files", "documents read at a time"):
                self.line(done, words)
            self.assertEqual(done.returncode, 2 if "✗" in done.stdout else 0)
            self.assertNotIn("does not read", done.stdout)

    def test_in_thai(self):
        """In Thai unless told otherwise, and no line is left in English."""
        with Folder() as folder:
            done = folder.oit("doctor")
            self.assertIn("โปรแกรมอ่านเอกสาร: oit-reader", done.stdout)
            self.assertIn("ไฟล์ Word รุ่นก่อนปี 2007", done.stdout)

    def test_missing_reader_is_a_fault(self):
        """Given no reader program, the line says so with the next step, and the exit code is 2."""
        with Folder() as folder:
            done = folder.oit(*EN, env={"OIT_READER": "/nonexistent"})
            self.assertEqual(done.returncode, 2)
            line, behind = self.line(done, "program that reads documents")
            self.assertTrue(line.startswith("✗"), line)
            self.assertIn("OIT_READER", behind)

    def test_missing_optional_program_is_a_note(self):
        """Given no antiword, its line names the package, and nothing is wrong for that."""
        with Folder() as folder:
            usual = folder.oit(*EN)
            done = without("antiword", folder, *EN)
            line, behind = self.line(done, "Word of before 2007")
            self.assertEqual((line, behind), ("– Word of before 2007: not here", "    → install the package antiword"))
            self.assertEqual(done.returncode, usual.returncode)

    def test_places(self):
        """Given a folder for places that others may write in, it is said that scans are not held back."""
        with Folder() as folder:
            shared = os.path.join(folder.path, "shared")
            os.mkdir(shared)
            os.chmod(shared, 0o777)
            line, behind = self.line(folder.oit(*EN, env={"OIT_PLACES_DIR": shared}), "documents read at a time")
            self.assertTrue(line.startswith("–"), line)
            self.assertIn("OIT_PLACES_DIR", behind)


if __name__ == "__main__":
    main()
