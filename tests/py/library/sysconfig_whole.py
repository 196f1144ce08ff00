import io, os, sysconfig
print(sysconfig._INSTALL_SCHEMES)
print(sysconfig.get_path_names(), sysconfig.get_scheme_names(), sysconfig.get_default_scheme())
names = {"base": "B", "platbase": "P", "installed_base": "I", "installed_platbase": "J", "userbase": "U"}
for scheme in sysconfig.get_scheme_names():
    print(scheme, sysconfig.get_paths(scheme, names))
for call in (lambda: sysconfig.get_path("foo"), lambda: sysconfig.get_preferred_scheme("foo"), lambda: sysconfig.get_path("data", "zz")):
    try:
        print(call())
    except KeyError as e:
        print(repr(e))
print(sysconfig.get_config_vars("py_version_nodot", "nothing", "platlibdir", "VERSION"), sysconfig.get_config_var("SOABI"), sysconfig.get_platform())
print(sysconfig.parse_config_h(io.StringIO('#define AB 1\n/* #undef BC */\n#define CD "x"\n#define Py_D 0x3\n#define lower 1\n')))
with open("made.mk", "w") as f:
    f.write("one=a$(TWO)\nTWO=b${three}\nthree = 42\nfour=$$5\n#five=1\n")
print(sorted(sysconfig._parse_makefile("made.mk").items()))
os.remove("made.mk")
