import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Finding } from './define.ts'

/** What a message catalogue has to be: both languages, the same places to fill in, keys of one owner. */
export function checkCatalogue(path: string, messages: unknown): Finding[] {
  if (typeof messages !== 'object' || messages === null) return []
  return Object.entries(messages as Record<string, Partial<Record<string, string>>>).flatMap(
    ([key, texts]) => {
      const finding = (what: string): Finding => ({
        rule: 'two-languages',
        path,
        line: 0,
        what: `${key}: ${what}`,
      })
      const { zh = '', en = '' } = texts
      if (zh.trim() === '') return [finding('no Chinese text')]
      if (en.trim() === '') return [finding('no English text')]
      return places(zh) === places(en)
        ? []
        : [finding(`fills in {${places(zh)}} in Chinese, {${places(en)}} in English`)]
    },
  )
}

function places(text: string): string {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  return [...new Set(names)].sort().join(', ')
}

/** Checks every `messages.ts` of kernel and modules by loading it. */
export async function checkMessages(root: string): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const path of globSync('src/{kernel,modules,scenarios}/*/messages.ts', { cwd: root }).sort()) {
    const exports: Record<string, unknown> = await import(pathToFileURL(join(root, path)).href)
    for (const messages of Object.values(exports)) findings.push(...checkCatalogue(path, messages))
  }
  return findings
}
