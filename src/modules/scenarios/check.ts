import { readFile, stat } from 'node:fs/promises'
import { defaultForbidden } from '#modules/control/rules'
import { wrongParameters } from '#modules/early-warning'
import { type Conformance, mostBytes } from './contract.ts'
import { conformanceOf } from './rules.ts'

/** The check of `POST /scenarios/check` for a file, by the forbidden attributes that ship; a city may have added to them. */
export async function checkFile(path: string): Promise<Conformance> {
  const { size } = await stat(path)
  if (size > mostBytes) return refused('too-large', `超过 ${mostBytes} 字节`, `More than ${mostBytes} bytes`)
  let raw: unknown
  try {
    raw = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    return refused('no-json', '不是 JSON', `Not JSON: ${error instanceof Error ? error.message : ''}`)
  }
  const { manifest, findings } = conformanceOf(raw, { wrongParameters, forbidden: defaultForbidden })
  return { conforms: manifest !== undefined, findings: [...findings] }
}

function refused(key: string, zh: string, en: string): Conformance {
  const finding = { severity: 'error' as const, path: '', key: `scenarios.finding.${key}`, zh, en }
  return { conforms: false, findings: [finding] }
}
