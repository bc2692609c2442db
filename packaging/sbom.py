"""sbom.py FILE: the bill of materials (SPDX 2.3, JSON) of a .deb or of the relocatable tar.zst.

Lists the file itself, every file in it by its SHA-1 and SHA-256, and every Debian package whose shared
library the programs in it load or that it carries: name, version, licences as its copyright file names
them. The same file made from the same packages gives the same text; nothing is asked of a network.
"""
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import datetime, timezone

# Files that were made from those of other packages.
MADE_FROM = {
    "zhanting/fonts/": ["fonts-noto-cjk", "fonts-noto-cjk-extra"],
    "zhanting/pinyin/": ["golang-github-mozillazg-go-pinyin-dev", "rime-data-terra-pinyin", "libopencc-data"],
}


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def unpack(path, folder):
    if path.endswith(".deb"):
        run("dpkg-deb", "-x", path, folder)
    else:
        run("tar", "--zstd", "-xf", path, "-C", folder)


def files_in(folder):
    found = []
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            if not os.path.islink(path):
                found.append(path)
    return sorted(found)


def digest(path, kind):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, kind).hexdigest()


def is_program(path):
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF" and os.access(path, os.X_OK) and ".so" not in path


def libraries(program):
    # As the build machine resolves them: the packages the program was linked against. The copies
    # beside a relocatable program were taken from these.
    text = subprocess.run(["ldd", program], capture_output=True, text=True).stdout
    names = re.findall(r"^\s*(\S+) => (\S+)", text, re.M)
    found = set()
    for name, path in names:
        at = path if path.startswith("/usr") or path.startswith("/lib") else None
        for folder in ("/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu"):
            if not at and os.path.exists(os.path.join(folder, name)):
                at = os.path.join(folder, name)
        if at:
            found.add(at)
    return found


def owners(paths):
    """Which package each path belongs to; None: no package's."""
    asked = {
        path: [real := os.path.realpath(path), path, real.removeprefix("/usr"), path.removeprefix("/usr"), "/usr" + path]
        for path in paths
    }
    if not asked:
        return {}
    every = sorted({name for names in asked.values() for name in names})
    told = subprocess.run(["dpkg-query", "-S", *every], capture_output=True, text=True).stdout
    owns = {}
    for line in told.splitlines():
        package, _, name = line.partition(": ")
        owns[name] = package.split(",")[0].strip()
    return {path: next((owns[n] for n in names if n in owns), None) for path, names in asked.items()}


def licences(package):
    path = f"/usr/share/doc/{package.split(':')[0]}/copyright"
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return sorted(set(re.findall(r"^License: *(\S.*?)\s*$", file.read(), re.M)))
    except OSError:
        return []


def spdx_id(text):
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", text)


def component(package):
    fields = "${Package}\\t${Version}\\t${Architecture}\\t${source:Package}\\t${source:Version}\\t${Homepage}"
    name, version, arch, source, source_version, home = run(
        "dpkg-query", "-W", "-f", fields, package
    ).split("\t")
    told = licences(package)
    entry = {
        "SPDXID": spdx_id(f"package-{name}"),
        "name": name,
        "versionInfo": version,
        "supplier": "Organization: Debian",
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": "NOASSERTION",
        "copyrightText": "NOASSERTION",
        "sourceInfo": f"built from Debian source {source} {source_version}",
        "externalRefs": [
            {
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": f"pkg:deb/debian/{name}@{version}?arch={arch}&distro=debian-12",
            }
        ],
    }
    if told:
        entry["licenseComments"] = "its copyright file names: " + "; ".join(told)
    if home:
        entry["homepage"] = home
    return entry


def declared(name):
    if "linux" in name:
        return "NOASSERTION"
    return "OFL-1.1" if "-fonts" in name else "MIT" if "-story" in name else "MIT AND LGPL-3.0-only"


def main():
    path = sys.argv[1]
    name = os.path.basename(path)
    sha256 = digest(path, "sha256")
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", os.path.getmtime(path)))
    with tempfile.TemporaryDirectory() as folder:
        unpack(path, folder)
        inside = files_in(folder)
        loaded = set()
        files = []
        for file in inside:
            if is_program(file):
                loaded |= libraries(file)
            files.append(
                {
                    "SPDXID": spdx_id("file-" + os.path.relpath(file, folder)),
                    "fileName": "./" + os.path.relpath(file, folder),
                    "checksums": [
                        {"algorithm": "SHA1", "checksumValue": digest(file, "sha1")},
                        {"algorithm": "SHA256", "checksumValue": digest(file, "sha256")},
                    ],
                    "licenseConcluded": "NOASSERTION",
                    "copyrightText": "NOASSERTION",
                }
            )
    owner = owners(loaded)
    unknown = sorted(lib for lib in loaded if owner[lib] is None)
    if unknown:
        sys.exit(f"sbom.py: no package owns {', '.join(unknown)}")
    packages = sorted(set(owner.values()))
    sources = [name for part, names in MADE_FROM.items() if any(part in f["fileName"] for f in files) for name in names]
    sha1s = sorted(f["checksums"][0]["checksumValue"] for f in files)
    top = {
        "SPDXID": "SPDXRef-this",
        "name": name,
        "packageFileName": name,
        "supplier": "Organization: The Zhanting project",
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": True,
        "packageVerificationCode": {
            "packageVerificationCodeValue": hashlib.sha1("".join(sha1s).encode()).hexdigest()
        },
        "checksums": [{"algorithm": "SHA256", "checksumValue": sha256}],
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": declared(name),
        "copyrightText": "NOASSERTION",
    }
    parts = [component(package) for package in packages + sources]
    relation = "CONTAINS" if "linux" in name else "DEPENDS_ON"
    links = [("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-this")]
    links += [
        ("SPDXRef-this", relation if i < len(packages) else "GENERATED_FROM", part["SPDXID"])
        for i, part in enumerate(parts)
    ]
    links += [("SPDXRef-this", "CONTAINS", file["SPDXID"]) for file in files]
    document = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": name,
        "documentNamespace": f"urn:sha256:{sha256}",
        "creationInfo": {
            "created": datetime.fromtimestamp(epoch, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": ["Organization: The Zhanting project", "Tool: packaging/sbom.py"],
        },
        "packages": [top] + parts,
        "files": files,
        "relationships": [
            {"spdxElementId": a, "relationshipType": kind, "relatedSpdxElement": b}
            for a, kind, b in links
        ],
    }
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)
    print()


main()
