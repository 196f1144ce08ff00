import contextlib, io, os, pathlib, tempfile, zipapp, zipfile
with tempfile.TemporaryDirectory() as top:
    top = pathlib.Path(top)
    source = top / "app"
    (source / "pkg").mkdir(parents=True)
    (source / "pkg" / "__init__.py").write_text("def go():\n    print('went')\n")
    (source / "notes.txt").write_text("x" * 500)

    def attempt(*args, **kwargs):
        try:
            return zipapp.create_archive(*args, **kwargs)
        except Exception as error:
            print(type(error).__name__, str(error).replace(str(top), "TOP"))

    def names(archive):
        with zipfile.ZipFile(archive) as z:
            return sorted((info.filename, info.compress_type) for info in z.infolist())

    attempt(source)
    attempt(source, main="pkg")
    attempt(source, main="pkg:go now")
    attempt(top / "nowhere")
    attempt(source, top / "a.pyz", main="pkg:go", interpreter="/usr/bin/env python3")
    print(names(top / "a.pyz"), zipapp.get_interpreter(top / "a.pyz"), oct(os.stat(top / "a.pyz").st_mode & 0o111))
    print(zipfile.ZipFile(top / "a.pyz").read("__main__.py"))
    attempt(top / "a.pyz", main="pkg:go")
    attempt(top / "a.pyz", top / "b.pyz")
    print(names(top / "b.pyz"), zipapp.get_interpreter(str(top / "b.pyz")))
    (source / "__main__.py").write_text("import pkg; pkg.go()")
    attempt(source, main="pkg:go")
    attempt(source, compressed=True, filter=lambda path: path.suffix != ".txt")
    print(names(top / "app.pyz"))
    out = io.BytesIO()
    attempt(source, out, interpreter="python3")
    out.seek(0)
    print(out.read(12), names(out))
    os.chdir(top)
    for args in (["app", "-o", "c.pyz", "-p", "py"], ["c.pyz", "--info"], ["a.pyz", "-o", "a.pyz"], ["a.pyz"], ["a.pyz", "-o", "d.pyz", "-m", "x:y"],
                 ["none.pyz", "--info"], ["b.pyz", "--info"], ["app", "-c", "-o", "e.pyz"]):
        shown = io.StringIO()
        try:
            with contextlib.redirect_stdout(shown):
                print(zipapp.main(args))
        except SystemExit as error:
            print("exit", error.code)
        print(args, repr(shown.getvalue()))
    print(names("e.pyz"), zipapp.get_interpreter("c.pyz"))
    os.chdir("/")
