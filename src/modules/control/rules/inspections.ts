import { Refusal } from '#kernel/action/define'
import type { Case } from '#kernel/cases/define'
import { common, type RuleContext } from '#kernel/cases/rules'
import type { Duration } from '#kernel/clock/define'
import type { InspectionDetails, InspectionFinding } from '../contract/inspections.ts'

export type Inspection = Case<InspectionDetails>

const acceptDays = 2

/** Acceptance is fixed; the visit's day is in the plan; putting right takes what the table of measures gives. */
export function inspectionLimit(clock: string, c: Inspection): Duration {
  const amount = clock === 'accept' ? acceptDays : clock === 'rectify' ? c.details.rectifyDays : 1
  return { amount, unit: 'workingDays' }
}

interface Done {
  readonly text: string
  readonly files: readonly string[]
}

export function passInspection(c: Inspection, input: Done, ctx: RuleContext): Inspection {
  const answered = common.answer(withFiles(c, input), { text: input.text }, ctx)
  return { ...answered, details: { ...c.details, result: { text: input.text, at: ctx.now.toISOString() } } }
}

/** What was found stays with the case until somebody has looked again. */
export function reportFindings(
  c: Inspection,
  input: Done & { findings: readonly InspectionFinding[] },
  ctx: RuleContext,
): Inspection {
  const done = passInspection(c, input, ctx)
  return { ...done, details: { ...done.details, findings: [...input.findings] } }
}

/** @param resolved whether all that was found is put right */
export function followUp(resolved: boolean) {
  return (c: Inspection, input: Done, ctx: RuleContext): Inspection => {
    const step = { text: input.text, at: ctx.now.toISOString(), resolved }
    return { ...withFiles(c, input), details: { ...c.details, followUps: [...c.details.followUps, step] } }
  }
}

function withFiles(c: Inspection, { files }: Done): Inspection {
  const all = [...new Set([...c.files, ...files])]
  if (all.length > 30) throw new Refusal('too-large', 'case.too-many-files', { limit: 30 })
  return { ...c, files: all }
}
