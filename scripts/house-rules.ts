import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeRules } from './house-rules/code.ts'
import { checkFile, type Finding, type HouseRule } from './house-rules/define.ts'
import { documentRules } from './house-rules/documents.ts'
import { checkMessages } from './house-rules/messages.ts'
import { sqlRules } from './house-rules/sql.ts'

/** `node scripts/house-rules.ts`: the rules of the house that neither the linter nor the dependency rules know. */

const looked = [
  '{src,web,scripts,bench,tests,docs,.ci}/**/*.{ts,tsx,cjs,mjs,css,html,sql,md,json,mmd,sh}',
  '.ci/*',
  '*.{md,ts,json,cjs}',
]
const skipped = /(^|\/)(node_modules|dist|var)\/|^package-lock\.json$/

export function houseRules(root: string): readonly HouseRule[] {
  return [...codeRules, ...sqlRules, ...documentRules(root)]
}

/** Judges every file of the project. */
export async function checkTree(root: string): Promise<{ files: number; findings: Finding[] }> {
  const rules = houseRules(root)
  const found = globSync(looked, { cwd: root, exclude: (path) => skipped.test(`${path}/`) })
  const paths = [...new Set(found)].filter((path) => !skipped.test(path)).sort()
  const findings = paths.flatMap((path) =>
    checkFile(rules, { path, text: readFileSync(join(root, path), 'utf8') }),
  )
  return { files: paths.length, findings: [...findings, ...(await checkMessages(root))] }
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  const { files, findings } = await checkTree(root)
  for (const f of findings) console.log(`${f.path}${f.line === 0 ? '' : `:${f.line}`}  ${f.rule}: ${f.what}`)
  for (const rule of houseRules(root).filter((r) => findings.some((f) => f.rule === r.name)))
    console.log(`${rule.name}: ${rule.because}`)
  console.log(`${files} files, ${houseRules(root).length + 1} rules, ${findings.length} findings`)
  process.exitCode = findings.length === 0 ? 0 : 1
}
