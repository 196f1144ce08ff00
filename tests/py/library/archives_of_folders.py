import os, shutil, tempfile
os.chdir(tempfile.mkdtemp())
os.makedirs("src/sub/empty")
open("src/a.txt", "w").write("one")
open("src/sub/b.txt", "w").write("two" * 100)
for format in "zip", "tar", "gztar", "xztar":
    name = shutil.make_archive("out/" + format, format, "src")
    print(name.replace(os.getcwd(), ""), end=" ")
    shutil.unpack_archive(name, "back_" + format)
    print(sorted(os.path.relpath(os.path.join(d, f), "back_" + format) for d, _, fs in os.walk("back_" + format) for f in fs), os.path.isdir("back_" + format + "/sub/empty"))
    print(open(f"back_{format}/sub/b.txt").read() == "two" * 100, shutil.make_archive("only_" + format, format, base_dir="src/sub"))
print([entry for entry in shutil.get_archive_formats() if entry[0] != "bztar"], [entry for entry in shutil.get_unpack_formats() if entry[0] != "bztar"])
shutil.register_archive_format("list", lambda name, folder, **options: [name, folder, sorted(options)], [("more", 1)], "a list")
print(shutil.make_archive("n", "list", base_dir="src"), ("list", "a list") in shutil.get_archive_formats())
shutil.unregister_archive_format("list")
open("bad.zip", "w").write("nothing")
open("bad.tar", "w").write("nothing")
for call in (lambda: shutil.make_archive("a", "zz"), lambda: shutil.unpack_archive("x.foo"), lambda: shutil.unpack_archive("bad.zip", format="foo"),
             lambda: shutil.register_archive_format("a", 3), lambda: shutil.register_archive_format("a", print, 3),
             lambda: shutil.register_archive_format("a", print, [1]), lambda: shutil.register_unpack_format("a", [".zip"], print),
             lambda: shutil.register_unpack_format("a", [".q"], 3), lambda: shutil.unpack_archive("bad.zip"), lambda: shutil.unpack_archive("bad.tar"),
             lambda: shutil.make_archive("x", "zip", "bad.zip")):
    try:
        print(call())
    except (OSError, ValueError, TypeError, shutil.RegistryError) as e:
        print(type(e).__name__, e)
