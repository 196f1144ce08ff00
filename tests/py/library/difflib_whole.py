from difflib import *
import random
a='''one
two
three
four
five six
seven
'''.splitlines(True); b='''ore
tree
three
emu
five  six!
seven
eight
'''.splitlines(True)
print(''.join(ndiff(a,b))); print(''.join(unified_diff(a,b,'A','B','d1','d2'))); print(''.join(context_diff(a,b,'A','B'))); print(''.join(unified_diff(a,b,n=0))); print(list(restore(ndiff(a,b),1))==a, list(restore(ndiff(a,b),2))==b)
print(get_close_matches('appel',['ape','apple','peach','puppy']), get_close_matches('wheel',['while','where','heel','wheels'],n=2,cutoff=.5))
s=SequenceMatcher(lambda x: x==' ','private Thread currentThread;','private volatile Thread currentThread;'); print(round(s.ratio(),3), s.get_matching_blocks(), s.get_opcodes(), s.quick_ratio(), s.real_quick_ratio(), s.find_longest_match())
random.seed(2)
for i in range(60):
    x=''.join(random.choices('abcd ',k=random.randint(0,300))); y=list(x)
    for _ in range(random.randint(0,8)):
        if y: y[random.randrange(len(y))]=random.choice('xyz')
        y.insert(random.randint(0,len(y)),random.choice('ab'))
    y=''.join(y); m=SequenceMatcher(None,x,y); print(m.ratio(), m.quick_ratio(), m.get_opcodes()[:6], len(list(m.get_grouped_opcodes(2))))
    l1=[w+'\n' for w in x.split()]; l2=[w+'\n' for w in y.split()]; print(hash(''.join(unified_diff(l1,l2))), hash(''.join(ndiff(l1,l2))), hash(''.join(context_diff(l1,l2,n=1))))
for f in (lambda: get_close_matches('a',[],n=0), lambda: get_close_matches('a',[],cutoff=2), lambda: list(unified_diff([b'x'],['y'])), lambda: list(restore([],3))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(list(diff_bytes(unified_diff,[b'a\n'],[b'b\n'])), IS_LINE_JUNK('  #  \n'), IS_CHARACTER_JUNK(' '), list(unified_diff([],[])), list(unified_diff(['a'],['a'])))
