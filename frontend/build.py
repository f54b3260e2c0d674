"""Compiles the style sheet and the script of the design kit into static/asb/dist.

Run by `make assets` after `npm ci`. Only this needs Node; what it writes is committed, so that installing, testing and running
the application do not. The output is the same on every machine: tests compare its SHA-256 with PROVENANCE.json.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
MODULES = HERE / "node_modules"
DIST = ROOT / "static" / "asb" / "dist"
AXE = ROOT / "tests" / "vendor" / "axe.min.js"
FIXTURES = ROOT / "tests" / "web" / "fixtures" / "govuk"

PACKAGES = ("@ministryofjustice/frontend", "govuk-frontend", "axe-core", "esbuild", "sass")
EXAMPLES = {
    "checkboxes": ("default", "with hints on items", "with error message", "with error message and hint"),
    "date-input": ("default", "with error message and hint"),
    "error-summary": ("default", "without links", "mixed with and without links"),
    "input": (
        "default",
        "with hint text",
        "with error message",
        "with error and hint",
        "with width-10 class",
    ),
    "pagination": ("default", "first page", "last page"),
    "password-input": ("default", "with error message"),
    "radios": ("default", "inline", "with hint and error message", "with fieldset and error message"),
    "select": ("default", "with hint text and error message"),
    "skip-link": ("default",),
    "tag": ("grey", "green", "red"),
    "textarea": ("default", "with error message", "with hint and error message"),
}
# The crest is not ours to show; addresses behind links only waste paper.
UNWANTED = re.compile(
    r"[^{}]*(?:crown|copyright-logo)[^{}]*\{[^{}]*\}"
    r'|[^{}]*\{[^{}]*(?:govuk-crest\.svg|content:" \(" attr\(href\) "\)")[^{}]*\}'
)
BRAND_BLUE = "#1d70b8"
OWN_COLOUR = "#17384b"
COMMENT = re.compile(r"/\*.*?\*/", re.S)


def run(*command: str) -> None:
    """Run one tool of the locked development dependencies, and stop the build when it fails."""
    subprocess.run(command, cwd=HERE, check=True, stdout=sys.stderr)  # noqa: S603


def tidy_lock() -> None:
    """Leave names, versions and hashes in the lock file: addresses of funding pages are no part of it."""
    path = HERE / "package-lock.json"
    lock = json.loads(path.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    path.write_text(json.dumps(lock, indent=2) + "\n")


def style_sheet() -> str:
    """Return the compiled style sheet without crest, without brand blue and without printed addresses."""
    target = DIST / "govuk-moj.css"
    run(
        str(MODULES / ".bin" / "sass"), "--load-path=node_modules", "--load-path=.", "--style=compressed",
        "--no-source-map", "--quiet-deps", "--quiet", "app.scss", str(target),
    )  # fmt: skip
    css = COMMENT.sub("", target.read_text(encoding="utf-8-sig"))
    # A rule of its own inside a media block may be all that the block holds: drop the empty block too.
    css = re.sub(r"@media[^{]*\{\s*\}", "", UNWANTED.sub("", css))
    return css.replace(BRAND_BLUE, OWN_COLOUR)


def script() -> None:
    """Write the one script module."""
    run(
        str(MODULES / ".bin" / "esbuild"), "app.mjs", "--bundle", "--format=esm", "--minify", "--legal-comments=none",
        "--target=es2020", f"--outfile={DIST / 'app.js'}",
    )  # fmt: skip


def images(css: str) -> None:
    """Copy the images that the style sheet names, and only those."""
    folder = DIST / "images"
    folder.mkdir()
    for name in sorted(set(re.findall(r"url\(\"?\./images/([^)\"]+)\"?\)", css))):
        shutil.copyfile(
            MODULES / "@ministryofjustice" / "frontend" / "moj" / "assets" / "images" / name, folder / name
        )


def test_material() -> None:
    """Copy the accessibility engine and the component examples that tests compare with."""
    AXE.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(MODULES / "axe-core" / "axe.min.js", AXE)
    shutil.rmtree(FIXTURES, ignore_errors=True)
    FIXTURES.mkdir(parents=True)
    for name, examples in EXAMPLES.items():
        source = MODULES / "govuk-frontend" / "dist" / "govuk" / "components" / name / "fixtures.json"
        data = json.loads(source.read_text())
        kept = [
            {key: f[key] for key in ("name", "options", "html")}
            for f in data["fixtures"]
            if f["name"] in examples
        ]
        text = json.dumps({"component": name, "fixtures": kept}, indent=1, ensure_ascii=False)
        (FIXTURES / f"{name}.json").write_text(text + "\n")


def provenance() -> None:
    """Write what the output was made from, and the SHA-256 of each file."""
    locked = json.loads((HERE / "package-lock.json").read_text())["packages"]
    made = sorted(path for path in DIST.rglob("*") if path.is_file())
    content = {
        "packages": {
            name: {key: locked[f"node_modules/{name}"][key] for key in ("version", "integrity")}
            for name in PACKAGES
        },
        "files": {
            path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in [*made, AXE]
        },
    }
    (DIST / "PROVENANCE.json").write_text(json.dumps(content, indent=2) + "\n")


def main() -> None:
    """Compile what the lock file names, and write down what was made."""
    if not MODULES.is_dir():
        sys.exit("The packages are not installed: run `make assets`, which needs Node.js.")
    tidy_lock()
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir(parents=True)
    css = style_sheet()
    (DIST / "govuk-moj.css").write_text(css)
    script()
    images(css)
    shutil.copyfile(ROOT / "THIRD_PARTY.md", DIST / "THIRD_PARTY.md")
    test_material()
    provenance()


if __name__ == "__main__":
    main()
