import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TrainingRow } from '#models/classifier'
import { groupNearDuplicates } from '#models/evaluation'

/** A labelled line of a file. */
export interface LabelledRow extends TrainingRow {
  /** Belongs to the rows that only the final evaluation may see. */
  readonly heldOut: boolean
  /** Equal for lines that hold the same message in two forms. */
  readonly key: string
}

const FOLDER = join(process.env.REFERENCE_DATA ?? '../shared/data', 'appeals/teddy2020c')
export const RAW_FILE = join(FOLDER, 'attachment2_dev_raw.jsonl')
export const SEGMENTED_FILE = join(FOLDER, 'attachment2_dev_segmented.jsonl')

export const hasReferenceData = (): boolean => existsSync(RAW_FILE) && existsSync(SEGMENTED_FILE)

interface Line {
  readonly title?: string | null
  readonly text?: string
  readonly tokens?: string
  readonly label1?: string
  readonly label?: string
  readonly split?: string
  readonly devtest?: boolean
  readonly segIndex?: number | null
}

/** Title and text as one message; either may be missing. */
export function messageOf({ title, text }: { title?: string | null; text?: string }): string {
  return [title, text].filter(Boolean).join('。')
}

/** Reads JSON lines `{title?, text, label1, split?}` or `{tokens, label1, devtest?}`. */
export function readLabelledRows(file: string): LabelledRow[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => labelledRow(JSON.parse(line) as Line, `${file}:${index + 1}`))
}

function labelledRow(line: Line, place: string): LabelledRow {
  const label = line.label1 ?? line.label
  const text = line.tokens ?? messageOf(line)
  if (!label || !text) throw new Error(`${place}: a row needs text (or tokens) and label1`)
  return {
    text,
    label,
    presegmented: line.tokens !== undefined,
    heldOut: line.devtest === true || line.split === 'devtest',
    key: line.segIndex == null ? place : `message ${line.segIndex}`,
  }
}

export interface TrainingSet {
  readonly rows: readonly TrainingRow[]
  /** Number of held-out rows; these are never trained on. */
  readonly heldOut: number
  /** Number of further rows that nearly repeat a held-out message, such as reposts. */
  readonly nearHeldOut: number
  /** Keys of held-out messages that some training row nearly repeats. */
  readonly repeatedHeldOut: ReadonlySet<string>
}

/**
 * Training rows with near-duplicates in one group, without the held-out rows in either form.
 * @param strict leaves out the near-copies of held-out messages as well
 */
export function trainingSet(rows: readonly LabelledRow[], { strict = false } = {}): TrainingSet {
  const groupOf = groupMessages(rows)
  const group = (row: LabelledRow) => groupOf.get(row.key) ?? -1
  const heldOutGroups = new Set(rows.filter((row) => row.heldOut).map(group))
  const open = rows.filter((row) => !row.heldOut)
  const nearGroups = new Set(open.map(group).filter((number) => heldOutGroups.has(number)))
  const near = new Set(open.filter((row) => heldOutGroups.has(group(row))))
  const heldOutKeys = new Set(rows.filter((row) => row.heldOut).map((row) => row.key))
  const kept = open.filter((row) => !heldOutKeys.has(row.key) && !(strict && near.has(row)))
  return {
    rows: kept.map((row) => ({
      text: row.text,
      label: row.label,
      presegmented: row.presegmented === true,
      group: String(group(row)),
    })),
    heldOut: rows.length - open.length,
    nearHeldOut: near.size,
    repeatedHeldOut: new Set(
      rows.filter((row) => row.heldOut && nearGroups.has(group(row))).map((row) => row.key),
    ),
  }
}

/** Group number of each key. One form per message is compared: the presegmented one, where there is one. */
function groupMessages(rows: readonly LabelledRow[]): Map<string, number> {
  const forms = new Map<string, LabelledRow>()
  for (const row of rows) if (row.presegmented || !forms.has(row.key)) forms.set(row.key, row)
  const keys = [...forms.keys()]
  const groups = groupNearDuplicates([...forms.values()].map((row) => row.text))
  return new Map(keys.map((key, index) => [key, groups[index] as number]))
}
