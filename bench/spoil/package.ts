import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Keys, Row } from './context.ts'

const folder = join(import.meta.dirname, '../../examples/construction-spoil')

interface Resource {
  readonly code: string
  readonly items: readonly { readonly name: string; readonly key?: boolean }[]
}

/** The package as the platform reads it: what is named by `@file` stands in its place. */
export function readPackage() {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8')
  const manifest = JSON.parse(text('scenario.json'))
  manifest.program.code = text('program.js')
  for (const demo of manifest.demo) demo.rows = JSON.parse(text(demo.rows.slice(1)))
  return manifest as Row & {
    resources: Resource[]
    program: { code: string; commands: { code: string }[]; reactions: { code: string }[] }
    demo: { resource: string; rows: Row[] }[]
  }
}

export function keysOf({ resources }: { readonly resources: readonly Resource[] }): Keys {
  return Object.fromEntries(
    resources.map((r) => [r.code, r.items.filter((i) => i.key === true).map((i) => i.name)]),
  )
}
