import xml.etree.ElementTree as ET, ipaddress as I, io, gettext
def err(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
doc='''<?xml version="1.0"?>
<!-- c --><data a="1">
    <country name="Liechtenstein"><rank updated="yes">2</rank><year>2008</year><neighbor name="Austria" direction="E"/><neighbor name="Swiss &amp; x" direction="W"/></country>
    <country name="Singapore"><rank>5</rank><year>2011</year>tail<![CDATA[<raw>]]>&#65;&lt;</country><?pi data?>
</data>'''
r=ET.fromstring(doc); print(r.tag,r.attrib,len(r),[c.tag for c in r],r[0][1].text,r[1].find('rank').text,repr(r[1][1].tail))
for p in ('country','country/rank','.//neighbor','*','.',"country[@name='Singapore']/year",".//*[@name='Austria']/..","country[2]","country[last()]","country[year='2008']",".//rank[.='5']",'.//year/..','nope','country/*','.//neighbor[2]',"country[@name]",'country[rank]','./country/neighbor[@direction!="E"]'): print(p,[ (e.tag,e.get('name')) for e in r.findall(p)])
print(r.findtext('country/year'), r.findtext('zz','D'), r.find('zz'), [e.tag for e in r.iter('year')], list(r.itertext()))
print(ET.tostring(r), ET.tostring(r,encoding='unicode')[:60], ET.tostring(r,'utf-8',xml_declaration=True)[:60], ET.tostring(r,method='text'), ET.tostring(ET.fromstring('<a><b/>é</a>')), ET.tostring(ET.fromstring('<a><b/>é</a>'),'utf-8'), ET.tostring(ET.fromstring('<a><b/></a>'),short_empty_elements=False), ET.tostring(ET.XML('<p>a<br/></p>'),method='html'), ET.tostring(ET.XML('<p/>'),'iso-8859-1'))
e=ET.Element('root',{'x':'1'},y='2"<'); s=ET.SubElement(e,'sub',k='v'); s.text='t<&>'; s.tail='tl'; e.append(ET.Comment('hi')); e.insert(0,ET.Element('first')); ET.dump(e); e.set('z','é'); print(e.keys(), list(e.items()), ET.tostring(e)); ET.indent(e); print(ET.tostring(e,'unicode')); e.remove(s); print(len(e)); err(lambda: e.remove(s)); err(lambda: e[9]); err(lambda: e.append(5)); del e[0]; e.clear(); print(ET.tostring(e), repr(ET.Element('q'))[:16])
n=ET.fromstring('<a xmlns="http://d" xmlns:p="http://p"><p:b p:k="v"/><c/></a>'); print(n.tag,[c.tag for c in n],n[0].attrib,n.find('{http://p}b') is n[0],n.find('p:b',{'p':'http://p'}) is n[0],len(n.findall('{*}c')),len(n.findall('{http://d}*'))); print(ET.tostring(n)); ET.register_namespace('pp','http://p'); print(ET.tostring(n), ET.QName('u','t'), ET.QName('u','t')=='{u}t')
for bad in ('','<a>','<a></b>','<a','<a b></a>','<a b=c/>','text','<a/><b/>','<a>&x;</a>','<a>&</a>','<a b="1" b="2"/>','<a><b></a>','<a/>x','<1/>','<p:a/>','<a b="<"/>','</a>'):
    try: ET.fromstring(bad); print('ok',bad)
    except ET.ParseError as e_: print(bad,'|',e_,e_.code,e_.position)
t=ET.ElementTree(r); b=io.BytesIO(); t.write(b); print(len(b.getvalue())); b=io.StringIO(); t.write(b,encoding='unicode'); print(len(b.getvalue())); t2=ET.parse(io.StringIO('<x><y>1</y></x>')); print(t2.getroot().tag,t2.find('y').text,[x.tag for x in t2.iter()]); print([(ev,el.tag) for ev,el in ET.iterparse(io.BytesIO(b'<x><y/></x>'),('start','end'))]); err(lambda: ET.tostring(ET.Element('a',{'b':5}))); err(lambda: ET.Element('a','b'))
for a in ('192.168.0.1','10.0.0.256','1.2.3','::1','2001:db8::ff00:42:8329','fe80::1%eth0','1.2.3.04','::ffff:1.2.3.4','x',5,b'\x01\x02\x03\x04','1:2:3','::1::','12345::',2**130):
    err(lambda: I.ip_address(a)); err(lambda: I.IPv4Address(a)); err(lambda: I.IPv6Address(a))
a=I.ip_address('192.168.1.10'); print(a+1,a-1,int(a),a.packed,a.is_private,a.is_loopback,a.is_multicast,a.is_global,a.reverse_pointer,a.version,a<I.ip_address('192.168.1.11'),hash(a)==hash(I.IPv4Address('192.168.1.10')),f'{a:b} {a:x} {a:#x} {a:>20s}',a.exploded); b6=I.ip_address('2001:db8::1'); print(b6.exploded,b6.compressed,b6.is_link_local,b6.reverse_pointer,I.ip_address('::ffff:1.2.3.4').ipv4_mapped)
n=I.ip_network('192.168.0.0/29'); print(n,n.netmask,n.hostmask,n.broadcast_address,n.num_addresses,list(n.hosts()),n[1],n[-1],a in n,I.ip_address('192.168.0.3') in n,list(n.subnets()),list(n.subnets(new_prefix=31)),n.supernet(),n.prefixlen,n.with_netmask,n.with_hostmask,n.overlaps(I.ip_network('192.168.0.4/30')),n.subnet_of(I.ip_network('192.168.0.0/16')),list(n.address_exclude(I.ip_network('192.168.0.4/30'))),n==I.ip_network('192.168.0.0/255.255.255.248'),n.is_private)
err(lambda: I.ip_network('192.168.0.1/24')); err(lambda: I.ip_network('192.168.0.1/24',strict=False)); err(lambda: I.ip_network('1.2.3.4/33')); err(lambda: I.IPv4Network('1.2.3.4/33')); err(lambda: n[20]); err(lambda: a<b6); err(lambda: a<5); err(lambda: a+'x'); i=I.ip_interface('10.0.0.5/8'); print(i,i.network,i.ip,i.netmask,repr(i),i.with_netmask)
print(list(I.collapse_addresses([I.ip_network('10.0.0.0/25'),I.ip_network('10.0.0.128/25'),I.ip_network('10.0.2.0/24')])), list(I.summarize_address_range(I.ip_address('1.0.0.1'),I.ip_address('1.0.0.10'))), sorted([I.ip_network('10.0.0.0/8'),I.ip_network('9.0.0.0/8')]), sorted([I.ip_address('::1'),I.ip_address('1.1.1.1')],key=I.get_mixed_type_key))
print(gettext.gettext('x'), gettext.ngettext('a','b',2), gettext.translation('d',fallback=True).gettext('m')); err(lambda: gettext.translation('d'))
