#!/usr/bin/env python3
"""Takes the checkers of the outputs from npm, at the versions named here, into a folder:
    fetch_checkers.py FOLDER
What is not the very package is refused; nothing of it is run but the one file that a test asks for.  Exit 1 where something is lacking."""
import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile

# package, version, sha512 as npm states it, file in it, name here
CHECKERS = (
    ("axe-core", "4.14.1", "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==", "package/axe.min.js", "axe.min.js"),
    ("@microsoft/jest-sarif", "1.0.0-beta.0", "A1fOhPd6Ic5iDk4F9YPw1qNB4XF+7+IviR7xl8r2F6QzQkx5cpY9LsGk2rExiFIEcBbjpVnSmwWGBukASkiQ9A==",
     "package/lib/schemas/sarif-2.1.0-rtm.5.json", "sarif-2.1.0.json"),
)


def fetch(package, version, sha512, member, path):
    with tempfile.TemporaryDirectory() as work:
        done = subprocess.run(["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", work, "%s@%s" % (package, version)],
                              cwd=work, capture_output=True, text=True, timeout=180)
        names = [n for n in os.listdir(work) if n.endswith(".tgz")]
        if done.returncode != 0 or len(names) != 1:
            return "npm could not be asked for %s %s: %s" % (package, version, (done.stderr.strip().splitlines() or ["no answer"])[-1])
        packed = os.path.join(work, names[0])
        found = base64.b64encode(hashlib.sha512(open(packed, "rb").read()).digest()).decode()
        if found != sha512:
            return "%s %s is not the package that was chosen: sha512 %s" % (package, version, found)
        with tarfile.open(packed) as archive:
            content = archive.extractfile(member).read()
    with open(path + ".new", "wb") as f:
        f.write(content)
    os.replace(path + ".new", path)
    return None


def main(folder):
    if not shutil.which("npm"):
        return ["npm is not installed (apt-get install npm)"]
    os.makedirs(folder, exist_ok=True)
    said = []
    for package, version, sha512, member, name in CHECKERS:
        stamp, path = "%s-%s" % (name, sha512[:16].replace("/", "_")), os.path.join(folder, name)
        if os.path.exists(path) and os.path.exists(os.path.join(folder, stamp)):
            continue
        wrong = fetch(package, version, sha512, member, path)
        if wrong:
            said.append(wrong)
        else:
            open(os.path.join(folder, stamp), "w").close()
    return said


if __name__ == "__main__":
    lacking = main(sys.argv[1])
    for line in lacking:
        print("fetch_checkers: %s" % line, file=sys.stderr)
    sys.exit(1 if lacking else 0)
