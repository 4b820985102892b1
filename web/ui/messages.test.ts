import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Messages } from '#kernel/i18n/define'
import * as labels from './labels.ts'

const web = new URL('../', import.meta.url)
const files = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((path) => /(^|\/)(messages\/[^/]+|messages)\.ts$/.test(path) && !path.endsWith('.test.ts'))
  .sort()

function isTexts(value: unknown): value is Messages {
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).every((text) => typeof text === 'object' && text !== null && 'zh' in text)
}

async function collect(): Promise<[string, Messages][]> {
  const modules = await Promise.all(
    files.map(async (path) => [path, await import(new URL(path, web).href)] as const),
  )
  return [...modules, ['ui/labels.ts', labels] as const].flatMap(([path, exported]) =>
    Object.entries(exported as Record<string, unknown>)
      .filter((entry): entry is [string, Messages] => isTexts(entry[1]))
      .map(([name, texts]): [string, Messages] => [`${path} ${name}`, texts]),
  )
}

const catalogues = await collect()
const chinese = /[\u3400-\u9fff]/
const halfWidth = /[\u3400-\u9fff][,;:!?()]|[,;!?()][\u3400-\u9fff]|[\u3400-\u9fff]\.(\s|$)/
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([name]) => name).sort()

it('finds the messages of every app', () => {
  expect(files).toContain('ui/messages/common.ts')
  expect(catalogues.length).toBeGreaterThan(5)
})

describe.each(catalogues)('%s', (_name, texts) => {
  it('says every sentence in both languages, with the same values', () => {
    const bad = Object.entries(texts).filter(
      ([, { zh, en }]) => zh.trim() === '' || en.trim() === '' || names(zh).join() !== names(en).join(),
    )
    expect(bad).toEqual([])
  })

  it('has no half-width punctuation inside Chinese', () => {
    const bad = Object.values(texts).filter(({ zh }) => halfWidth.test(zh.replace(/\{\w+\}/g, '值')))
    expect(bad).toEqual([])
  })

  it('has no Chinese in English, but for the name of the language and of the product', () => {
    const bad = Object.values(texts).filter(({ en }) =>
      chinese.test(en.replace('中文', '').replace('智治', '')),
    )
    expect(bad).toEqual([])
  })
})
