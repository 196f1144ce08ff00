"""Archives of folders by shutil, and back; formats of the program."""
import shutil, os, tempfile
print([f for f in shutil.get_archive_formats() if f[0][0] not in "bx"], [f for f in shutil.get_unpack_formats() if f[0][0] not in "bx"])
d=tempfile.mkdtemp(); os.makedirs(d+'/src/sub'); open(d+'/src/a.txt','w').write('A'); open(d+'/src/sub/b.txt','w').write('B')
for f in 'zip','tar','gztar':
    n=shutil.make_archive(d+'/out_'+f,f,d+'/src'); print(os.path.basename(n), os.path.exists(n))
    shutil.unpack_archive(n,d+'/x_'+f); print(sorted(os.listdir(d+'/x_'+f)), open(d+'/x_'+f+'/sub/b.txt').read())
n=shutil.make_archive(d+'/base','zip',d,'src')
import zipfile; print(sorted(zipfile.ZipFile(n).namelist()))
import tarfile
n=shutil.make_archive(d+'/base','tar',d,'src'); print(sorted(tarfile.open(n).getnames()))
n=shutil.make_archive(d+'/base2','tar',d+'/src'); print(sorted(tarfile.open(n).getnames()))
n=shutil.make_archive(d+'/base2','zip',d+'/src'); print(sorted(zipfile.ZipFile(n).namelist()))
for bad in lambda: shutil.make_archive('a','nope'), lambda: shutil.unpack_archive('a.nope'), lambda: shutil.unpack_archive(n, d, 'nope'), lambda: shutil.make_archive(d+'/q','zip',d+'/nothing'):
    try: bad()
    except Exception as e: print(type(e).__name__, str(e).replace(d,''))
shutil.register_archive_format('mine', lambda base,dir,**k: print('made', os.path.basename(base), dir, sorted(k)) or 'x.mine', [('a',1)], 'my own')
print(shutil.make_archive('thing','mine',base_dir='.'))
print([f for f in shutil.get_archive_formats() if f[0]=='mine']); shutil.unregister_archive_format('mine')
shutil.register_unpack_format('mine',['.mine'],lambda f,d:print('unpack',f,d)); shutil.unpack_archive('z.mine','here'); shutil.unregister_unpack_format('mine')
try: shutil.register_unpack_format('m2',['.zip'],len)
except shutil.RegistryError as e: print(e)
print(os.getcwd()!=d, issubclass(shutil.ReadError, OSError))
