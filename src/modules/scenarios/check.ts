import { cp, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { defaultForbidden } from '#modules/control/rules'
import { wrongParameters } from '#modules/early-warning'
import { type Conformance, mostBytes, ScenarioManifest } from './contract.ts'
import { exportedOf } from './program/index.ts'
import { conformanceOf } from './rules.ts'

/** A package that cannot be read; the message says what to change. */
export class PackageError extends Error {}

/**
 * A package as it is sent, from the files that its author works on: `"code": "@program.js"` and `"rows": "@demo/trips.json"`
 * stand for the contents of files beside the manifest.
 * @throws PackageError
 */
export async function readPackage(path: string): Promise<unknown> {
  const folder = dirname(resolve(path))
  const raw = parsed(path, await bounded(path))
  if (typeof raw !== 'object' || raw === null) return raw
  const { program, demo } = raw as { program?: { code?: unknown }; demo?: { rows?: unknown }[] }
  const beside = async (name: unknown): Promise<string | undefined> => {
    if (typeof name !== 'string' || !/^@[\w./-]+$/.test(name)) return undefined
    const file = resolve(folder, name.slice(1))
    if (!file.startsWith(folder + sep)) throw new PackageError(`${name} lies outside the package`)
    return bounded(file)
  }
  const code = await beside(program?.code)
  const rows = await Promise.all((Array.isArray(demo) ? demo : []).map((d) => beside(d.rows)))
  return {
    ...raw,
    ...(code === undefined ? {} : { program: { ...program, code } }),
    ...(Array.isArray(demo)
      ? {
          demo: demo.map((d, n) => {
            const text = rows[n]
            return text === undefined ? d : { ...d, rows: parsed(String(d.rows), text) }
          }),
        }
      : {}),
  }
}

async function bounded(path: string): Promise<string> {
  const { size } = await stat(path).catch(() => {
    throw new PackageError(`${path} is not there`)
  })
  if (size > mostBytes) throw new PackageError(`${path} has more than ${mostBytes} bytes`)
  return readFile(path, 'utf8')
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new PackageError(`${name} is not JSON: ${error instanceof Error ? error.message : ''}`)
  }
}

/** The check of `POST /scenarios/check` for a file, by the forbidden attributes that ship; a city may have added to them. */
export async function checkFile(path: string): Promise<Conformance> {
  let raw: unknown
  try {
    raw = await readPackage(path)
  } catch (error) {
    if (!(error instanceof PackageError)) throw error
    return refused('unreadable', `场景包读不出来：${error.message}`, error.message)
  }
  if (JSON.stringify(raw).length > mostBytes)
    return refused('too-large', `超过 ${mostBytes} 字节`, `More than ${mostBytes} bytes`)
  const known = { wrongParameters, forbidden: defaultForbidden, exported: await exportedOf(raw) }
  const { manifest, findings } = conformanceOf(raw, known)
  return { conforms: manifest !== undefined, findings: [...findings] }
}

function refused(key: string, zh: string, en: string): Conformance {
  const finding = { severity: 'error' as const, path: '', key: `scenarios.finding.${key}`, zh, en }
  return { conforms: false, findings: [finding] }
}

/**
 * Begins a package: the starter under a code of its own, in a folder that is not there yet.
 * @returns the folder
 * @throws PackageError
 */
export async function newPackage(root: string, code: string, folder: string): Promise<string> {
  if (!ScenarioManifest.shape.code.safeParse(code).success)
    throw new PackageError(`${code} is no code: small letters, digits and hyphens, such as street-lights`)
  const starter = join(root, 'examples/starter')
  await cp(starter, folder, { recursive: true, errorOnExist: true, force: false })
  const path = join(folder, 'scenario.json')
  const text = await readFile(path, 'utf8')
  await writeFile(
    path,
    text.replace('"code": "starter"', `"code": "${code}"`).replaceAll('starter-', `${code.slice(0, 24)}-`),
  )
  // What the program may do is told to editors from the folder itself.
  await cp(join(root, 'sdk/program.d.ts'), join(folder, 'program.d.ts'))
  const program = join(folder, 'program.js')
  const source = await readFile(program, 'utf8')
  await writeFile(program, source.replaceAll('../../sdk/program.d.ts', './program.d.ts'))
  return folder
}
