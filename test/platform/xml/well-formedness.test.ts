import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/platform/xml/element.ts';
import { parseXml } from '../../../src/platform/xml/parse-xml.ts';
import { XmlProblem } from '../../../src/platform/xml/xml-problem.ts';

const codeOf = (xml: string): string => {
  try {
    parseXml(xml);
  } catch (error) {
    expect(error).toBeInstanceOf(XmlProblem);
    return (error as XmlProblem).code;
  }
  return 'read';
};
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

describe('parseXml refuses as not well-formed', () => {
  it.each([
    ['an entity that nobody declared', '<a>&nbsp;</a>'],
    ['an entity named like what every JavaScript object has', '<a>&constructor;</a>'],
    ['such an entity in an attribute', '<a b="&toString;"/>'],
    ['such an entity that is an object', '<a>&__proto__;</a>'],
    ['a reference without its end', '<a>&lt</a>'],
    ['a reference to no character', '<a>&#0;</a>'],
    ['a reference to half a character', '<a>&#xD800;</a>'],
    ['a reference to what XML excludes', '<a>&#xFFFE;&#x1F;</a>'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>'],
    ['a reference with a capital X', '<a>&#X41;</a>'],
    ['an ampersand alone', '<a>&</a>'],
    ['a control character', '<a>\u0008</a>'],
    ['NUL', '<a>\u0000</a>'],
    ['a control character in an attribute', '<a b="\u001f"/>'],
    ['a control character in a comment', '<a><!-- \u0001 --></a>'],
    ['a control character in a CDATA section', '<a><![CDATA[\u000c]]></a>'],
    ['a control character in a tag', '<a \u0001/>'],
    ['a control character behind the root', '<a/>\u0000'],
    ['a non-character in an attribute', '<a b="\uffff"/>'],
    ['"]]>" in a text', '<a>]]></a>'],
    ['"<" in an attribute', '<a b="<"/>'],
    ['an attribute without quotes', '<a b=c/>'],
    ['an attribute without value', '<a b/>'],
    ['attributes without white space between', '<a b="1"c="2"/>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute twice by two prefixes', '<a xmlns:x="urn:a" xmlns:y="urn:a" x:b="1" y:b="2"/>'],
    ['a declaration twice', '<a xmlns:x="urn:a" xmlns:x="urn:b"/>'],
    ['a prefix that nobody declared', '<x:a/>'],
    ['a prefix of an attribute that nobody declared', '<a x:b=""/>'],
    ['a prefix that was declared elsewhere', '<a><b xmlns:x="urn:a"/><x:c/></a>'],
    ['a prefix that is taken away', '<a xmlns:x=""/>'],
    ['the prefix xmlns declared', `<a xmlns:xmlns="${xmlnsNamespace}"/>`],
    ['the prefix xmlns used', '<xmlns:a/>'],
    ['another prefix for the namespace of xml', `<a xmlns:x="${xmlNamespace}"/>`],
    ['the namespace of xml as the default', `<a xmlns="${xmlNamespace}"/>`],
    ['another meaning of xml', '<a xmlns:xml="urn:a"/>'],
    ['a name with two colons', '<a:b:c xmlns:a="urn:a"/>'],
    ['a name that begins with a colon', '<:a/>'],
    ['a name that ends with a colon', '<a: xmlns:a="urn:a"/>'],
    ['a name that begins with a digit', '<1a/>'],
    ['a local name that begins with a digit', '<a:1 xmlns:a="urn:a"/>'],
    ['white space before a name', '< a/>'],
    ['white space in the end of a tag', '<a/ >'],
    ['a no-break space in a tag', '<a\u00a0b="c"/>'],
    ['an end tag with an attribute', '<a></a b="c">'],
    ['an end tag of somebody else', '<a><b></a></b>'],
    ['an end tag too many', '<a/></a>'],
    ['an end tag that only begins alike', '<a></ab>'],
    ['an end tag in another case', '<a></A>'],
    ['two roots', '<a/><b/>'],
    ['text before the root', 'x<a/>'],
    ['text behind the root', '<a/>x'],
    ['a reference behind the root', '<a/>&#32;'],
    ['a CDATA section behind the root', '<a/><![CDATA[ ]]>'],
    ['a CDATA section without end', '<a><![CDATA[</a>'],
    ['a comment with "--"', '<a><!-- -- --></a>'],
    ['a comment that ends with "--->"', '<a><!-- ---></a>'],
    ['a second byte order mark', '\ufeff\ufeff<a/>'],
    ['nothing', ''],
    ['white space only', ' \n'],
    ['XML 1.1', '<?xml version="1.1"?><a/>'],
    ['an encoding that it is not in', '<?xml version="1.0" encoding="UTF-16"?><a/>'],
    ['ASCII that is not', '<?xml version="1.0" encoding="us-ascii"?><a>é</a>'],
  ])('%s', (_what, xml) => {
    expect(codeOf(xml)).toBe('not-xml');
  });
});

describe('parseXml refuses, though others read them,', () => {
  it.each([
    ['document types', '<!DOCTYPE a><a/>', 'forbidden-construct'],
    ['document types in lower case', '<!doctype a><a/>', 'forbidden-construct'],
    ['entity declarations anywhere', '<a><!ENTITY b "c"></a>', 'forbidden-construct'],
    ['processing instructions', '<a><?b c?></a>', 'forbidden-construct'],
    ['an XML declaration that is not at the beginning', ' <?xml version="1.0"?><a/>', 'forbidden-construct'],
    ['comments that split a text', '<a>b<!-- -->c</a>', 'forbidden-construct'],
    ['comments beside a text', '<a>b<!-- --></a>', 'forbidden-construct'],
    ['comments beside a CDATA section', '<a><![CDATA[b]]><!-- --></a>', 'forbidden-construct'],
    ['names of relative meaning', '<a xmlns="b"/>', 'not-xml'],
    ['one ID for two', '<a ID="x"><b ID="x"/></a>', 'duplicate-id'],
    ['one ID for two, by other names', '<a ID="x"><b Id="x"/></a>', 'duplicate-id'],
    ['one ID for two, by xml:id', '<a Id="x"><b xml:id="x"/></a>', 'duplicate-id'],
    ['one ID for two, by a reference', '<a ID="x"><b ID="&#120;"/></a>', 'duplicate-id'],
  ])('%s', (_what, xml, code) => {
    expect(codeOf(xml)).toBe(code);
  });
});

it('parseXml reads what comes close to each of these and is right', () => {
  const xml = `\ufeff<?xml version='1.0' encoding="utf-8" ?>\r\n<!-- - -><a> -->
    <a:a xmlns:a="urn:a" xmlns:xml="${xmlNamespace}" xml:lang="de" a:b='>"' b = "&#x41;" ID="x" Id="y" id="x"
    ><a:b>]]&gt;]]<![CDATA[<a>&amp;--]]]]></a:b><c/><d ></d
    ></a:a> <!-- -->`;

  expect(textOf(parseXml(xml).root).trim()).toBe(']]>]]<a>&amp;--]]');
});
