import { describe, expect, test } from 'vitest'
import { readSparkXml, sparkXml } from './spark.ts'

describe('Spark', () => {
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
