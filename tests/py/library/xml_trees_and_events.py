"""xml.dom.minidom, xml.dom.pulldom, xml.sax, xml.parsers.expat, and ElementTree fed bit by bit."""
import io
import pickle
import xml.dom
import xml.sax
import xml.etree.ElementTree as ET
from xml.dom import minidom, pulldom
from xml.parsers import expat
from xml.sax import saxutils

TEXT = '''<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE library [<!ENTITY me "Ann &amp; I"><!ATTLIST book id ID #IMPLIED kind CDATA "novel">]>
<!-- shelf -->
<library xmlns:x="urn:x"><book id="b1" x:n="1"><title lang="en">A &lt; B</title>by &me;</book>
<book id="b2"><![CDATA[<raw>]]>tail<?show it?></book><empty/></library>'''


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


doc = minidom.parseString(TEXT)
print(doc.toxml())
root = doc.documentElement
print(root.tagName, [n.nodeName for n in root.childNodes], len(doc.getElementsByTagName('book')), doc.doctype.name, doc.encoding)
book = doc.getElementById('b2')
print(book.getAttribute('kind'), book.hasAttribute('kind'), dict(book.attributes.items()), book.attributes['id'].value, book.firstChild, book.lastChild.data)
print(root.getElementsByTagNameNS('*', 'title')[0].firstChild.data, root.firstChild.getAttributeNS('urn:x', 'n'), book.previousSibling, book.parentNode is root)
new = minidom.Document()
top = new.appendChild(new.createElement('top'))
for i in range(2):
    item = new.createElement('item')
    item.setAttribute('n', str(i))
    item.appendChild(new.createTextNode(f'text & "{i}"'))
    top.appendChild(item)
top.appendChild(new.createComment('end'))
print(new.toprettyxml(indent='  '), new.toxml(encoding='ascii'), top.toprettyxml(newl=''), sep='|')
copy = top.cloneNode(True)
top.removeChild(top.firstChild)
top.insertBefore(new.createElement('first'), top.firstChild)
top.replaceChild(new.createCDATASection('c'), top.lastChild)
print(top.toxml(), copy.toxml(), top.firstChild.nextSibling.toxml(), new.importNode(book, True).toxml())
text = new.createTextNode('hello')
text.splitText(2)
print(text, text.length, text.substringData(0, 1), text.nodeValue, text.nodeType == minidom.Node.TEXT_NODE)
for wrong in (lambda: text.appendChild(top), lambda: top.removeChild(text), lambda: new.appendChild(new.createElement('b')),
              lambda: minidom.parseString('<a><b></a>'), lambda: minidom.parseString(''), lambda: new.createComment('--').toxml(),
              lambda: top.removeAttribute('q'), lambda: text.insertData(9, 'x'), lambda: xml.dom.DOMException()):
    print(attempt(wrong))
print(minidom.getDOMImplementation().createDocument(None, 'r', None).toxml(), pickle.loads(pickle.dumps(top)).toxml())
with minidom.parse(io.BytesIO(b'<a>\xc3\xa9</a>')) as small:
    print(small.documentElement.firstChild.data)
stream = pulldom.parseString('<a><b n="1">x<c/></b><b n="2"/></a>')
for event, node in stream:
    if event == pulldom.START_ELEMENT and node.tagName == 'b':
        stream.expandNode(node)
        print(node.toxml())


class Tell(xml.sax.ContentHandler):
    def startDocument(self):
        print('begins')

    def startElement(self, name, attrs):
        print('<', name, dict(attrs), attrs.getNames(), len(attrs), self._locator.getLineNumber())

    def endElement(self, name):
        print('>', name)

    def characters(self, content):
        print('text', repr(content))

    def processingInstruction(self, target, data):
        print('?', target, data)


xml.sax.parseString(TEXT, Tell())
print(attempt(xml.sax.parseString, '<a><b></a>', xml.sax.ContentHandler()))
out = io.StringIO()
writer = saxutils.XMLGenerator(out, 'utf-8', short_empty_elements=True)
xml.sax.parse(io.StringIO('<a b="x&quot;y\'"><c/>t&amp;u</a>'), writer)
print(out.getvalue(), saxutils.escape('<&>"', {'"': '&quot;'}), saxutils.unescape('&lt;&amp;lt;'), saxutils.quoteattr('a"b\n'))

parser = expat.ParserCreate(namespace_separator='!')
parser.StartElementHandler = lambda name, attrs: print('start', name, attrs, parser.CurrentLineNumber, parser.CurrentColumnNumber, parser.CurrentByteIndex)
parser.EndElementHandler = lambda name: print('end', name)
parser.CharacterDataHandler = lambda data: print('data', repr(data))
parser.StartNamespaceDeclHandler = lambda prefix, uri: print('space', prefix, uri)
parser.Parse('<a xmlns="u" xmlns:p="v">\n <p:b c="1" ')
parser.Parse('p:d="2"/>é&#65;x</a>', True)
for text in ('<a>&x;</a>', '<a b="1" b="2"/>', '<a', '<a/><b/>', '<a><', 'x', '<!DOCTYPE a [<!ENTITY e "&e;">]><a>&e;</a>', b'<a>\xff</a>', '<p:a/>'):
    parser = expat.ParserCreate(namespace_separator=' ')
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        print(error, error.code, error.lineno, error.offset, parser.ErrorByteIndex, expat.errors.messages[error.code] == expat.ErrorString(error.code))

puller = ET.XMLPullParser(['start', 'end', 'start-ns', 'comment'])
for part in ('<r xmlns:p="u"><a', '>x</a><!--c-->', '<p:b', '/></r>'):
    puller.feed(part)
    print([(event, getattr(what, 'tag', what) if event != 'comment' else what.text) for event, what in puller.read_events()])
puller.close()
reader = ET.iterparse(io.StringIO('<a><b>1</b><b>2</b></a>'))
print([(event, element.tag, element.text) for event, element in reader], reader.root.tag)
print(attempt(ET.fromstring, '<a>&nbsp;</a>'), attempt(ET.fromstring, '<!DOCTYPE a SYSTEM "x"><a>&nbsp;</a>'))
print(ET.canonicalize('<a z="1" b=\'2\'><!-- c --><c  x="&#10;"/>&lt;</a>'), ET.canonicalize('<p:a xmlns:p="u" xmlns:q="v"><p:b/></p:a>', with_comments=True))
