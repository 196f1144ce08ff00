import optparse, configparser, sys, io
sys.stderr=sys.stdout
def err(f):
    try: print(repr(f()))
    except SystemExit as e: print('exit',e.code)
    except BaseException as e: print(type(e).__name__, e)
def mk():
    p=optparse.OptionParser(usage='%prog [options] x', version='%prog 1.2', description='Some description of the program that is long enough to be wrapped around.', epilog='End of it.', prog='prg')
    p.add_option('-f','--file',dest='filename',help='write report to FILE',metavar='FILE'); p.add_option('-q','--quiet',action='store_false',dest='verbose',default=True,help="don't print status messages to stdout [default: %default]"); p.add_option('-n',type='int',default=3,help='a number'); p.add_option('--a-very-long-option-name',type='float',nargs=2,help='two floats of some kind with long help that wraps on and on and on'); p.add_option('-c',action='count'); p.add_option('-a',action='append'); p.add_option('--ch',type='choice',choices=['a','b']); p.add_option('--hid',help=optparse.SUPPRESS_HELP)
    g=optparse.OptionGroup(p,'Danger','Caution: group'); g.add_option('-g',action='store_true',help='group opt'); p.add_option_group(g); p.add_option('--cb',action='callback',callback=lambda o,s,v,p: print('cb',o,s,v))
    return p
for a in (['-f','x','-q','rest','-n5'],['--file=y','--n','1'],['-h'],['--version'],['-n','x'],['--ch','z'],['--ch','a','-cc','-a1','-a','2'],['--a-v','1','2.5','t'],['-z'],['--zz'],['-f'],['--quiet=1'],['--','-f'],['--cb'],['-n0x10'],['-qg']):
    err(lambda: (lambda r: (sorted(vars(r[0]).items(),key=str),r[1]))(mk().parse_args(a)))
err(lambda: mk().add_option('-f')); err(lambda: optparse.Option('x')); err(lambda: optparse.Option('-x',action='zz')); err(lambda: optparse.Option('-x',foo=1)); print(mk().format_help(optparse.TitledHelpFormatter())); print(mk().get_usage(), mk().values, mk().has_option('-f')); mk().print_usage()
c=configparser.ConfigParser(); c.read_string('''
[DEFAULT]
ServerAliveInterval = 45
path=/root
; comment
[bitbucket.org]
User = hg
multi = line1
   line2

   line4
full: %(path)s/x
# c
[sec two]
Port=50022
on = yes
pc = 100%%
''')
print(c.sections(), 'DEFAULT' in c, c['bitbucket.org']['User'], dict(c['bitbucket.org']), c.get('sec two','port'), c.getint('sec two','Port'), c['sec two'].getboolean('on'), c.getfloat('sec two','port'), c.get('sec two','zz',fallback='F'), c['sec two'].get('nope'), c['sec two'].get('nope','d'), c.options('sec two'), c.items('sec two'), list(c), len(c), c['sec two'], c.has_option('sec two','path'), c.defaults(), c.get('bitbucket.org','full',raw=True), c.get('bitbucket.org','full',vars={'path':'V'}))
err(lambda: c.get('x','y')); err(lambda: c.get('sec two','y')); err(lambda: c['zz']); err(lambda: c['sec two']['zz']); err(lambda: c.getint('bitbucket.org','user')); err(lambda: c.getboolean('bitbucket.org','user')); err(lambda: c.add_section('sec two')); err(lambda: c.set('sec two','a',5)); err(lambda: c.set('sec two','a','%x')); err(lambda: c.set('q','a','x'))
c['new']={'a':'1','B':'2'}; c.set('new','c','3'); c['new']['d']='4'; del c['new']['a']; print(c.remove_option('new','c'), c.remove_section('nope'), dict(c['new'])); f=io.StringIO(); c.write(f); print(f.getvalue()); f=io.StringIO(); c.write(f,False); print(len(f.getvalue()))
for bad in ('a=1','[s]\na=1\na=2','[s]\n[s]','[s]\nnovalue','[s]\na=%(b)s','[s]\na=%(a)s','[s]\na=%z'):
    def t():
        q=configparser.ConfigParser(); q.read_string(bad); return q.get('s','a')
    err(t)
r=configparser.RawConfigParser(allow_no_value=True, delimiters='=', comment_prefixes='//', inline_comment_prefixes=';'); r.read_string('[s]\nk\nx = 5 ; inline\n// c\ny=%(x)s\n'); print(dict(r['s']), r['s'].name)
e=configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation()); e.read_dict({'a':{'x':1,'y':'${x}0'},'b':{'z':'${a:y}-$$'}}); print(e['a']['y'],e['b']['z']); n=configparser.ConfigParser(interpolation=None, converters={'list': lambda v: v.split(',')}); n.read_string('[s]\nl=a,b,%c'); print(n.getlist('s','l'), n['s'].getlist('l')); n.optionxform=str; n.read_string('[t]\nAbC=1'); print(list(n['t']))
