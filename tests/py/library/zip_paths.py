import io, zipfile
raw = io.BytesIO()
z = zipfile.ZipFile(raw, "w")
z.writestr("a.txt", "ab\xe9".encode("latin1"))
z.writestr("d/e/f.tar.gz", b"12")
z.filename = "it.zip"
p = zipfile.Path(z)
print(sorted(x.at for x in p.iterdir()), sorted(x.at for x in p.joinpath("d").iterdir()), list(zipfile.CompleteDirs._implied_dirs(["a/b/c", "a/d", "x"])))
f = p / "d" / "e" / "f.tar.gz"
print(f, f.name, f.stem, f.suffixes, f.parent.at, f.is_file(), f.parent.is_dir(), f.read_bytes(), p.filename)
print((p / "a.txt").read_text("latin1"), (p / "a.txt").read_text(encoding="utf-8", errors="ignore"), (p / "a.txt").open("r", "latin1").read())
for call in (lambda: (p / "a.txt").read_text("latin1", encoding="utf-8"), lambda: (p / "a.txt").iterdir(), lambda: (p / "none").open(), lambda: p.open(),
             lambda: (p / "a.txt").open("rb", "latin1")):
    try:
        print(call())
    except (TypeError, ValueError, OSError) as e:
        print(type(e).__name__, e)
print(zipfile.ZipFile._sanitize_windows_name("a/b:c. /?x/..", "/"))
z.close()
