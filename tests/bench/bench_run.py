"""Running a program and what it used; the programs that are compared, each told to do the same."""
import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time

AS_OF = "2023-04-28"


def measure(argv, cwd=None, stdin=None, limit=900, out=None):
    """One run: wall and CPU seconds with its children, and the most memory its processes had together, in MB."""
    begin = time.monotonic()
    with open(stdin or os.devnull, "rb") as fed, open(out or os.devnull, "wb") as to:
        process = subprocess.Popen(argv, cwd=cwd, stdin=fed, stdout=to, stderr=subprocess.DEVNULL)
    most, stop = [0], threading.Event()
    late, eye = threading.Timer(limit, process.send_signal, [signal.SIGKILL]), threading.Thread(target=look, args=(process.pid, most, stop))
    late.start()
    eye.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    late.cancel()
    stop.set()
    eye.join()
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "mb": most[0] / 1024, "exit": process.returncode}


def field(pid, file, name):
    with contextlib.suppress(OSError), open("/proc/%d/%s" % (pid, file)) as f:
        return sum(int(line.split()[1]) for line in f if line.startswith(name))
    return 0


def look(pid, most, stop):
    """Of one process the peak the kernel knows (ru_maxrss would know the parent's too); of a family what they share out between them."""
    while not stop.wait(0.02 if most[0] == 0 else 0.1):
        children = []
        with contextlib.suppress(OSError), open("/proc/%d/task/%d/children" % (pid, pid)) as f:
            children = [int(p) for p in f.read().split()]
        total = sum(field(p, "smaps_rollup", "Pss:") for p in [pid] + children) if children else field(pid, "status", "VmHWM:")
        most[0] = max(most[0], total)


@contextlib.contextmanager
def scratch(where):
    """A folder that goes away; what was written is on the disk before the next one is measured."""
    folder = tempfile.mkdtemp(prefix="oit-bench-", dir=where)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.sync()


def oit(build, *args):
    return [os.path.join(build, "bin", "oit"), *args]


def oit_scan(build, url, data, pages, *more):
    return oit(build, "scan", url, "--allow-address", "127.0.0.0/8", "--rate", "0", "--connections", "8", "--json", "--max-pages", str(pages + 1000),
               "--max-time", "86400", "--max-documents", "0", "--pack", "oit-2566", "--as-of", AS_OF, "--data", data, "--no-progress", *more)


def oit_batch(build, site, folder, per_host):
    with open(os.path.join(folder, "sites.csv"), "w") as f:
        f.write("url\n" + "\n".join(site.urls()) + "\n")
    return oit(build, "batch", "sites.csv", "-o", "out", "--data", "data", "--allow-address", "127.0.0.0/8", "--rate", "0", "--connections", str(per_host),
               "--jobs", str(len(site.addresses)), "--max-documents", "0", "--pack", "oit-2566", "--as-of", AS_OF, "--format", "json", "--no-progress")


NO_PAGES = r"\.(pdf|docx?|xlsx?|zip|jpe?g|png|gif|css|js)(\?|$)"


def wget2(site, folder, threads):
    return ["wget2", "--no-config", "-r", "-l", "inf", "-o", "/dev/null", "-q", "--no-hsts", "--max-threads=%d" % threads, "--filter-urls",
            "--reject-regex=" + NO_PAGES, "-T", "20", "-t", "1", "-P", folder, *site.urls()]


def wget(site, folder):
    return ["wget", "--no-config", "-r", "-l", "inf", "-o", "/dev/null", "--no-hsts", "-T", "20", "-t", "1", "-P", folder, *site.urls()]


def httrack(site, folder):
    return ["httrack", *site.urls(), "-O", folder, "-q", "-c8", "--disable-security-limits", "-%c10000", "-A1000000000", "-T20", "-R0", "-I0"]


def version(*argv):
    try:
        said = subprocess.run(argv, capture_output=True, text=True, errors="replace")
    except FileNotFoundError:
        return None
    found = re.search(r"\d+\.\d+[\w.\-+]*", said.stdout + said.stderr)
    return found.group(0) if found else "?"


def machine():
    with open("/proc/cpuinfo") as f:
        name = re.search(r"model name\s*:\s*(.*)", f.read())
    with open("/proc/meminfo") as f:
        memory = int(re.search(r"MemTotal:\s*(\d+)", f.read()).group(1)) / 1e6
    system = "?"
    with contextlib.suppress(OSError), open("/etc/os-release") as f:
        system = re.search(r'PRETTY_NAME="?([^"\n]*)', f.read()).group(1)
    return "%d cores of %s, %.0f GB, %s, kernel %s" % (os.cpu_count(), name.group(1).strip() if name else os.uname().machine, memory, system,
                                                      os.uname().release.split("-")[0])


def load():
    return os.getloadavg()[0]


SOURCES = "base crawler extract rules store report batch alert cli include".split()


def commit():
    """Which state of the program is measured."""
    said = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    changed = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", *SOURCES], capture_output=True).returncode == 1
    return (said or "unknown") + (" and changes" if changed else "")
