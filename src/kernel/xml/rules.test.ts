import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { carriable, decodeXml, named, parseXml, writeXml, type XmlElement, XmlError } from './rules.ts'

const name = fc.stringMatching(/^[a-z_]{1,12}$/)
const text = fc.string({ unit: 'binary' })

describe('XML', () => {
  const tree: fc.Arbitrary<XmlElement> = fc.letrec<{ node: XmlElement }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.record({ name, children: fc.constant([]), text: text.map(carriable) }),
      fc.record({
        name,
        children: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
        text: fc.constant(''),
        attributes: fc.dictionary(name, text.map(carriable), {
          minKeys: 1,
          maxKeys: 3,
          noNullPrototype: true,
        }),
      }),
    ),
  })).node

  test('what is written is read again', () => {
    fc.assert(
      fc.property(tree, (root) => {
        expect(parseXml(writeXml(root))).toEqual(root)
      }),
    )
  })

  test('any text is read or refused, never anything else', () => {
    const near = fc
      .array(
        fc.constantFrom(
          '<',
          '>',
          '/',
          'a',
          '&',
          ';',
          '#x',
          '1',
          '<![CDATA[',
          ']]>',
          '<!--',
          '-->',
          ' ',
          '"',
          '=',
        ),
      )
      .map((p) => p.join(''))
    fc.assert(
      fc.property(fc.oneof(text, near), (given) => {
        try {
          expect(parseXml(given)).toMatchObject({ name: expect.any(String) })
        } catch (error) {
          expect(error).toBeInstanceOf(XmlError)
        }
      }),
    )
  })

  const refused: readonly [what: string, xml: string][] = [
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['an external entity', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ['an entity of its own', '<a>&b;</a>'],
    ['an inherited name as entity', '<a>&constructor;</a>'],
    ['a bare ampersand', '<a>b & c</a>'],
    ['two roots', '<a/><b/>'],
    ['text beside the root', '<a/>b'],
    ['an open element', '<a><b></a>'],
    ['half a surrogate', '<a>&#xD800;</a>'],
    ['a depth without end', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`],
    ['nothing', ''],
    ['an attribute given twice', '<a b="1" b="2"/>'],
    ['an attribute without quotes', '<a b=1/>'],
  ]
  test.each(refused)('refuses %s', (_what, xml) => {
    expect(() => parseXml(xml)).toThrow(XmlError)
  })

  test('names a fault by its line', () => {
    const fault = () => parseXml('<a>\n\n<!DOCTYPE x></a>')
    expect(fault).toThrow(expect.objectContaining({ key: 'xml.document-type', values: { line: 3 } }))
  })

  test('bounds the number of elements, the depth and the length', () => {
    const many = `<a>${'<b/>'.repeat(10)}</a>`
    expect(() => parseXml(many, { elements: 10 })).toThrow(expect.objectContaining({ key: 'xml.too-many' }))
    expect(() => parseXml(many, { length: 20 })).toThrow(expect.objectContaining({ key: 'xml.too-long' }))
    expect(() => parseXml('<a><b><c/></b></a>', { depth: 2 })).toThrow(
      expect.objectContaining({ key: 'xml.too-deep' }),
    )
    expect(parseXml(many, { elements: 11 }).children).toHaveLength(10)
  })

  test('text between elements is kept, blanks are not', () => {
    expect(parseXml('<a> <b/> </a>').text).toBe('')
    expect(parseXml('<a> x <b/> </a>').text).toBe(' x  ')
  })
})

describe('namespaces', () => {
  test('a prefix is as good as a default', () => {
    const plain = named(parseXml('<a xmlns="urn:x"><b/></a>'))
    const prefixed = named(parseXml('<p:a xmlns:p="urn:x"><p:b/></p:a>'))
    const shape = (e: typeof plain): object => ({ n: e.namespace, name: e.name, c: e.children.map(shape) })
    expect(shape(prefixed)).toEqual(shape(plain))
  })
  test('a prefix that nothing declares is refused', () => {
    expect(() => named(parseXml('<p:a/>'))).toThrow(expect.objectContaining({ key: 'xml.prefix' }))
    expect(() => named(parseXml('<a><b xmlns:p="urn:x"/><p:c/></a>'))).toThrow(XmlError)
  })
})

describe('encodings', () => {
  const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a/>`
  const bytes = (text: string, tail: readonly number[]) =>
    Buffer.concat([Buffer.from(text), Buffer.from(tail)])
  test.each([
    ['UTF-8 that says so', bytes(declared('UTF-8'), [0xe4, 0xb8, 0xad]), '中'],
    ['nothing declared', bytes('<a/>', [0xe4, 0xb8, 0xad]), '中'],
    ['GBK', bytes(declared('GB2312'), [0xd6, 0xd0]), '中'],
    ['ISO-8859-1', bytes(declared('ISO-8859-1'), [0xe1]), 'á'],
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('<a/>中')]), '中'],
    [
      'UTF-16 by its mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<a/>中', 'utf16le')]),
      '中',
    ],
  ])('%s is read', (_what, given, end) => {
    expect(decodeXml(given).endsWith(end)).toBe(true)
  })
  test.each([
    ['bytes that are not UTF-8', bytes(declared('UTF-8'), [0xd6, 0xd0]), 'xml.encoding'],
    ['bytes that are not GBK', bytes(declared('GBK'), [0xff, 0xff]), 'xml.encoding'],
    ['UTF-7', bytes(declared('UTF-7'), []), 'xml.encoding-unknown'],
    ['UTF-16 by declaration alone', bytes(declared('UTF-16'), []), 'xml.encoding-contradiction'],
    [
      'UTF-16 that says UTF-8',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(declared('UTF-8'), 'utf16le')]),
      'xml.encoding-contradiction',
    ],
  ])('%s is refused', (_what, given, key) => {
    expect(() => decodeXml(given)).toThrow(expect.objectContaining({ key }))
  })
})
