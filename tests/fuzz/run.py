#!/usr/bin/python3.11
"""Fuzzes the front end with libFuzzer: builds the harness of each stage and runs it over its corpus.

    tests/fuzz/run.py [--seconds N] [--stage lexer|parser|lowering] [--work FOLDER] [--minimize]

--seconds is divided among the stages. New inputs go to FOLDER (build/fuzz), findings to
FOLDER/findings. --minimize replaces the committed corpus with a minimal one that covers as much as it
and FOLDER together. The seeds beside the corpus are the small files of CPython's test suite.
"""
import argparse
import glob
import io
import os
import shutil
import subprocess
import sys
import tarfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
STAGES = {"lexer": 1, "parser": 2, "lowering": 3}
FOLDERS = {1: ["base", "lex"], 2: ["base", "lex", "ast", "parse"],
           3: ["base", "lex", "ast", "parse", "scope", "pir", "pir/lower", "passes"]}
FLAGS = ["-std=gnu17", "-O1", "-g", "-I", ROOT, "-fsanitize=fuzzer,address,undefined", "-fno-sanitize-recover=all",
         "-DPYLLC_SANITIZE=1", "-D_GNU_SOURCE"]


def build(stage, work):
    number = STAGES[stage]
    sources = [f for folder in FOLDERS[number] for f in sorted(glob.glob(f"{ROOT}/frontend/{folder}/*.c"))]
    sources += [f"{ROOT}/ffi/import/decl.c"] if number == 3 else []
    program = os.path.join(work, stage)
    newest = max(map(os.path.getmtime, glob.glob(f"{ROOT}/frontend/**/*.[chd]*", recursive=True) + [f"{HERE}/stages.c"]))
    if not os.path.exists(program) or os.path.getmtime(program) < newest:
        subprocess.run(["clang-19", *FLAGS, f"-DFUZZ_STAGE={number}", f"{HERE}/stages.c", *sources, "-lm", "-o", program],
                       check=True)
    return program


def corpus_file(stage):
    return os.path.join(HERE, "corpus", stage + ".tar.xz")


def unpack(stage, work):
    """The committed corpus and what earlier runs found, in one folder."""
    folder = os.path.join(work, stage + ".corpus")
    os.makedirs(folder, exist_ok=True)
    if os.path.exists(corpus_file(stage)):
        with tarfile.open(corpus_file(stage)) as archive:
            for member in archive.getmembers():
                with open(os.path.join(folder, os.path.basename(member.name)), "wb") as file:
                    file.write(archive.extractfile(member).read())
    return folder


def pack(stage, folder):
    os.makedirs(os.path.join(HERE, "corpus"), exist_ok=True)
    with tarfile.open(corpus_file(stage), "w:xz") as archive:
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), "rb") as file:
                data = file.read()
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))


def fuzz(stage, seconds, work):
    program, folder = build(stage, work), unpack(stage, work)
    findings = os.path.join(work, "findings") + os.sep
    os.makedirs(findings, exist_ok=True)
    done = subprocess.run([program, f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=3000", "-max_len=4096",
                           f"-dict={HERE}/python.dict", f"-artifact_prefix={findings}{stage}-", "-print_final_stats=1",
                           "-verbosity=0", folder], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
                          text=True, errors="replace")
    runs = [line for line in done.stderr.splitlines() if "number_of_executed_units" in line]
    print(f"{stage}: {runs[0].split()[-1] if runs else '?'} inputs, {len(os.listdir(folder))} in the corpus, "
          f"exit code {done.returncode}", flush=True)
    if done.returncode:
        print(done.stderr[-6000:])
    return done.returncode == 0


def minimize(stage, work):
    program, folder = build(stage, work), unpack(stage, work)
    small = os.path.join(work, stage + ".small")
    shutil.rmtree(small, ignore_errors=True)
    os.makedirs(small)
    subprocess.run([program, "-merge=1", "-max_len=400", "-rss_limit_mb=4000", small, folder], check=True, stderr=subprocess.DEVNULL)
    pack(stage, small)
    print(f"{stage}: {len(os.listdir(small))} of {len(os.listdir(folder))} inputs, {os.path.getsize(corpus_file(stage))} bytes")
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--stage", choices=STAGES, action="append")
    parser.add_argument("--work", default=os.path.join(ROOT, "build", "fuzz"))
    parser.add_argument("--minimize", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    stages = options.stage or list(STAGES)
    results = [minimize(stage, options.work) if options.minimize else fuzz(stage, max(1, options.seconds // len(stages)), options.work)
               for stage in stages]
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    sys.exit(not all(results))


if __name__ == "__main__":
    main()
