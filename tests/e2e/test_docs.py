"""What the README (English and Thai) and the pages of docs/ tell people to type is there: every command and every option."""
import os
import re
import unittest

from harness import Folder, ROOT

PAGES = ["README.md", "README.th.md"] + sorted(os.path.join("docs", n) for n in os.listdir(os.path.join(ROOT, "docs")) if n.endswith(".md"))


def text_of(page):
    with open(os.path.join(ROOT, page), encoding="utf-8") as f:
        return f.read()


def typed(text):
    """The lines of blocks that begin with the program's name, without what is said behind them."""
    return [re.split(r"  +| # ", line.strip())[0] for line in re.findall(r"^(?: {4})?(?:\$ )?(oit [^\n]*)$", text, re.M)]


class Typed(unittest.TestCase):
    def test_commands_and_options(self):
        """Given: all lines to type of all pages.  Expected: --help of their command names each option, and there are lines at all."""
        helps, wrong, seen = {}, [], 0
        with Folder() as f:
            known = re.findall(r"^  (\w+)  ", f.oit("--help", "--lang", "en").stdout.split("Commands:")[1].split("Exit codes:")[0], re.M)
            for page in PAGES:
                for line in typed(text_of(page)):
                    command = line.split()[1].split("|")[0]
                    if command.startswith("-") or command.isupper():
                        continue
                    if command not in known:
                        wrong.append("%s: no command %s in: %s" % (page, command, line))
                        continue
                    seen += 1
                    helps[command] = helps.get(command) or f.oit(command, "--help", "--lang", "en").stdout
                    own = line.split(" scan ")[0].split(" batch ")[0] if command == "schedule" else line
                    wrong += ["%s: %s has no %s" % (page, command, option) for option in re.findall(r"--[a-z][a-z-]*", own)
                              if not re.search(re.escape(option) + r"(?![a-z-])", helps[command] + f.oit("--help", "--lang", "en").stdout)]
        self.assertEqual(wrong, [])
        self.assertGreater(seen, 40)

    def test_verdicts_of_the_guide(self):
        """Given: the Thai guide's table of results.  Expected: the words that reports use, and no others."""
        told = re.findall(r"^\| (?!ผล |---)([^|]+?) \|", text_of("README.th.md"), re.M)
        po = text_of("po/th.po")
        words = [re.search(r'msgid "%s"\nmsgstr "(.*)"' % w, po).group(1)
                 for w in ("Found", "Partly found", "Other year only", "Missing", "Could not look", "A person must look")]
        self.assertEqual(told, words)


if __name__ == "__main__":
    unittest.main()
