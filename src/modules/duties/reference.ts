import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import {
  Category,
  type CategoryMatch,
  Duty,
  Synonym,
  type UrgencyLimits,
  type UrgencyProposal,
  UrgencyTable,
} from './contract.ts'
import { findIn, limitsOf, matchIn, pathIn, urgencyIn } from './rules.ts'

const folder = resolve(import.meta.dirname, '../../../data/duties')

/** Reads a file of `data/duties` once, on first use. Throws with the file's name when it breaks its contract. */
function once<T>(file: string, schema: z.ZodType<T>): () => T {
  let value: T | undefined
  return () => {
    if (value !== undefined) return value
    const parsed = schema.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
    if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`)
    value = parsed.data
    return value
  }
}

const SeedOrganization = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  shortZh: z.string(),
  kind: z.string(),
  level: z.string(),
  parent: z.string().nullable(),
  places: z.array(z.string()),
})
type SeedOrganization = z.infer<typeof SeedOrganization>

/** The category tree. */
export const loadCategories: () => readonly Category[] = once('categories.json', z.array(Category))
/** Colloquial and dialect words with what they mean, as the project ships them. */
export const loadSynonyms: () => readonly Synonym[] = once('synonyms.json', z.array(Synonym))
const loadUrgency: () => UrgencyTable = once('urgency.json', UrgencyTable)
/** The duty list that a new installation starts with. */
export const loadSeedDuties: () => readonly Duty[] = once('duties.json', z.array(Duty))
export const loadSeedOrganizations: () => readonly SeedOrganization[] = once(
  'organizations.json',
  z.array(SeedOrganization),
)

export function findCategory(code: string): Category | undefined {
  return findIn(loadCategories(), code)
}

/** From level 1 to the category; empty for an unknown code. */
export function categoryPath(code: string): Category[] {
  return pathIn(loadCategories(), code)
}

/** The leaves a text speaks of, best first, inside a level-1 category when its code is given. Score: see `matchIn`. */
export function matchCategories(text: string, level1?: string): CategoryMatch[] {
  return matchIn(loadCategories(), loadSynonyms(), text, level1)
}

/** The grade a text asks for and why. `category` is a code of any level; only leaves have a usual grade. */
export function proposeUrgency(text: string, category: string | null): UrgencyProposal {
  return urgencyIn(loadUrgency(), text, category === null ? undefined : findCategory(category))
}

export function defaultLimits(): UrgencyLimits {
  return limitsOf(loadUrgency().grades)
}
