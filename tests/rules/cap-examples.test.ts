import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CapAlert } from '../../src/modules/cap/contract.ts'
import { faultsBeyond, readAlert, readFeed } from '../../src/modules/cap/rules.ts'

/** google/cap-library's examples (67dcf20); the verdicts are those of the plain XSD (cap11.xsd, cap12.xsd). */
const folder = join(process.env.REFERENCE_DATA ?? '../shared/data', 'city/cap/testdata')
const hasExamples = existsSync(folder)
if (!hasExamples) console.warn(`SKIPPED: no CAP examples at ${folder}; set REFERENCE_DATA`)

const verdicts: Readonly<Record<string, boolean>> = {
  'australia.cap': true,
  'canada.cap': true,
  'canada_signed.cap': true,
  'earthquake-iso8859-1.cap': true,
  'earthquake.cap': true,
  'earthquake_signed.cap': false,
  'invalid.cap': false,
  'no_optional_fields.cap': true,
  'wcatwc-warning.cap': true,
  'weather.cap': true,
}

const read = (file: string) => readAlert(readFileSync(join(folder, file)))

describe.skipIf(!hasExamples)('the examples of google/cap-library', () => {
  test.each(Object.entries(verdicts))('%s: %s', (file, isValid) => {
    const { alert } = read(file)
    expect(alert !== undefined).toBe(isValid)
    if (alert !== undefined) expect(CapAlert.parse(alert)).toEqual(alert)
  })

  test('every message of the folder has its verdict', () => {
    const files = readdirSync(folder).filter((f) => f.endsWith('.cap'))
    expect(files.sort()).toEqual(Object.keys(verdicts))
  })

  test('what breaks the schema is named', () => {
    expect(read('invalid.cap').faults).toEqual([
      { kind: 'schema', key: 'missing', at: 'alert', values: { name: 'scope' } },
    ])
    expect(read('earthquake_signed.cap').faults).toMatchObject([
      { key: 'unexpected', values: { name: 'Signature' } },
    ])
  })

  test('what breaks a rule beyond it is named', () => {
    const broken = Object.keys(verdicts).flatMap((file) => {
      const { alert } = read(file)
      const keys = alert === undefined ? [] : faultsBeyond(alert).filter((f) => f.kind === 'rule')
      return keys.map((f) => `${file} ${f.key} ${f.at}`)
    })
    expect(broken).toMatchInlineSnapshot(`
      [
        "australia.cap html alert/info[1]",
        "australia.cap html alert/info[2]",
      ]
    `)
  })

  test('letters of ISO-8859-1 are read', () => {
    const signed = read('earthquake-iso8859-1.cap')
    expect(signed.alert?.info[0]?.area[0]?.areaDesc).toContain('Usulután')
    expect(signed.isSigned).toBe(true)
  })

  test('its feeds are read as far as they can be', () => {
    const feeds = readdirSync(folder)
      .filter((f) => f.endsWith('.atom'))
      .sort()
    const seen = feeds.map((file) => {
      const feed = readFeed(readFileSync(join(folder, file)), 'https://feed.example/')
      if (feed.kind !== 'feed') return `${file} ${feed.kind}`
      const whole = feed.entries.filter((e) => e.inside?.alert !== undefined).length
      const broken = feed.entries.filter((e) => e.inside !== null && e.inside.alert === undefined).length
      return `${file} ${feed.entries.length} entries, ${whole} whole inside, ${broken} broken inside`
    })
    expect(seen).toMatchInlineSnapshot(`
      [
        "amber.atom 1 entries, 1 whole inside, 0 broken inside",
        "canada_signed.atom 1 entries, 1 whole inside, 0 broken inside",
        "earthquake_index.atom 1 entries, 0 whole inside, 0 broken inside",
        "empty_weather_index.atom 0 entries, 0 whole inside, 0 broken inside",
        "invalid_element.atom 1 entries, 0 whole inside, 0 broken inside",
        "no_entries.atom 0 entries, 0 whole inside, 0 broken inside",
        "no_id.atom 0 entries, 0 whole inside, 0 broken inside",
        "no_link.atom 1 entries, 0 whole inside, 0 broken inside",
        "no_title.atom 1 entries, 0 whole inside, 0 broken inside",
        "weather.atom 1 entries, 1 whole inside, 0 broken inside",
        "weather_index.atom 2 entries, 0 whole inside, 0 broken inside",
        "weather_invalid.atom 1 entries, 1 whole inside, 0 broken inside",
      ]
    `)
  })
})
