import { readFileSync } from 'node:fs'
import type { Keys } from './context.ts'

interface Resource {
  readonly code: string
  readonly items: readonly { readonly name: string; readonly key?: boolean; readonly inEnglish?: string }[]
}

interface Part {
  readonly code: string
}

/** The manifest of the package as it is written, without program and demonstration. */
export function readManifest() {
  return JSON.parse(readFileSync('examples/construction-spoil/scenario.json', 'utf8')) as {
    readonly resources: readonly Resource[]
    readonly program: { readonly commands: readonly Part[]; readonly reactions: readonly Part[] }
    readonly watches: readonly { readonly where: { readonly equals: string } }[]
    readonly caseTypes: readonly {
      readonly opens: { readonly where: readonly { readonly in: readonly string[] }[] }
    }[]
  }
}

export function keysOf({ resources }: { readonly resources: readonly Resource[] }): Keys {
  return Object.fromEntries(
    resources.map((r) => [r.code, r.items.filter((i) => i.key === true).map((i) => i.name)]),
  )
}
