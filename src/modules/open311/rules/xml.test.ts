import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSparkXml, sparkXml } from './spark.ts'
import { carriable, parseXml, writeXml, type XmlElement, XmlError } from './xml.ts'

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
  ]
  test.each(refused)('refuses %s', (_what, xml) => {
    expect(() => parseXml(xml)).toThrow(XmlError)
  })

  test('passes over attributes, comments and instructions; keeps CDATA', () => {
    const xml =
      '\ufeff<?xml version="1.0"?><!-- x --><services is_array="true"><service><service_name><![CDATA[a<b]]> &#x4e2d;</service_name></service></services>'
    expect(readSparkXml(xml)).toEqual({ root: 'services', value: [{ service_name: 'a<b 中' }] })
  })

  test('lists keep their shape through XML, empty ones too', () => {
    const value = [
      { code: 'A', values: [] },
      { code: 'B', values: [{ key: '1', name: '一' }] },
    ]
    expect(readSparkXml(sparkXml('attributes', value))).toEqual({ root: 'attributes', value })
    expect(readSparkXml(sparkXml('service_requests', [])).value).toEqual([])
  })
})
