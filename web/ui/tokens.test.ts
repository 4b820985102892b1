import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast, dark, fontFamily, light, type Palette, readablePairs } from './tokens.ts'

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8')
const block = (selector: string) =>
  css.slice(css.indexOf(`${selector} {`), css.indexOf('}', css.indexOf(`${selector} {`)))
const kebab = (name: string) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

describe.each<[string, Palette, string]>([
  ['light', light, ':root'],
  ['dark', dark, '[data-theme="dark"]'],
])('%s', (_name, palette, selector) => {
  it('is the same in theme.css', () => {
    const wanted = Object.entries(palette).map(([name, value]) => `--${kebab(name)}: ${value};`)
    const found = block(selector).match(/--[\w-]+: #[0-9a-f]{6};/g)
    expect(found).toEqual(wanted)
  })

  it.each(readablePairs)('%s on %s reaches 4.5:1', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5)
  })

  it('has input borders of 3:1', () => {
    expect(contrast(palette.edge, palette.surface)).toBeGreaterThanOrEqual(3)
  })
})

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

it('names the same fonts in both places', () => {
  const inCss = /--font:\s*([^;]+);/.exec(css)?.[1]?.replace(/\s+/g, ' ').replaceAll('"', "'")
  expect(inCss).toBe(fontFamily)
})
