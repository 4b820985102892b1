import { z } from 'zod'

/** Both languages of a text that is written once and kept. */
export const Text = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'ReportText' })
export type Text = z.infer<typeof Text>

/** Where a figure comes from. Numbers start at 1 and are what a sentence points with. */
export const Source = z
  .object({
    no: z.int(),
    /** As it stands in the sentence; a dash where there is nothing. */
    shown: Text,
    value: z.number().nullable(),
    /** What is counted. */
    figure: Text,
    /** When: the days that it covers, or the instant at which it was so. */
    period: Text,
    /** By which condition, or from which other sources. */
    rule: Text,
    /** Address in the desk of the list that shows what was counted; null where a list cannot. */
    link: z.string().nullable(),
  })
  .meta({ id: 'ReportSource' })
export type Source = z.infer<typeof Source>

export const Sentence = z.object({ text: Text, sources: z.array(z.int()) }).meta({ id: 'ReportSentence' })
export type Sentence = z.infer<typeof Sentence>

/** Figures side by side, a row a name; each points at its source, or is a word and has none. */
export const ReportTable = z
  .object({
    columns: z.array(Text),
    rows: z.array(
      z.object({ name: Text, cells: z.array(z.object({ shown: Text, source: z.int().nullable() })) }),
    ),
  })
  .meta({ id: 'ReportTable' })
export type ReportTable = z.infer<typeof ReportTable>

/** '4–8' for neighbours, so that a sentence with many figures is not longer in marks than in words. */
export function sourceRanges(numbers: readonly number[]): { readonly from: number; readonly text: string }[] {
  const ranges: { from: number; to: number }[] = []
  for (const no of numbers.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last !== undefined && no === last.to + 1) last.to = no
    else ranges.push({ from: no, to: no })
  }
  return ranges.map(({ from, to }) => ({ from, text: from === to ? `${from}` : `${from}–${to}` }))
}

export const Remark = z
  .object({
    kind: z.enum(['note', 'signature']),
    text: z.string(),
    at: z.iso.datetime(),
    name: z.string(),
  })
  .meta({ id: 'ReportRemark' })
export type Remark = z.infer<typeof Remark>

/** What a report has to be to be printed; each module's reports are more. */
export interface PrintedReport {
  readonly title: Text
  readonly from: string
  readonly version: number
  readonly madeBy: string
  readonly madeAt: string
  /** Why it was made again; empty for the first version. */
  readonly reason: string
  readonly signedBy: string | null
  readonly remarks: readonly Remark[]
  readonly content: {
    readonly title: Text
    readonly period: Text
    readonly sections: readonly {
      readonly key: string
      readonly title: Text
      /** The law that asks for the section; absent: none. */
      readonly basis?: Text | undefined
      readonly sentences: readonly Sentence[]
      readonly table?: ReportTable | undefined
    }[]
    readonly sources: readonly Source[]
  }
}
