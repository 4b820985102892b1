import type { CountedFlow, IndicatorMeasure } from '#kernel/cases/contract'
import { TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { indicatorTexts } from '../messages/indicators.ts'
import { Choice } from './controls.tsx'
import { countables, durations, flows } from './counted.ts'

/** The measure as the form holds it: every kind's choices, so that changing the kind and back loses nothing. */
export interface MeasureDraft {
  readonly kind: IndicatorMeasure['kind']
  readonly of: string
  readonly numerator: string
  readonly denominator: string
  readonly duration: keyof typeof durations
  readonly meanOf: 'score' | keyof typeof durations
  readonly p: string
}

export const firstMeasure: MeasureDraft = {
  kind: 'ratio',
  of: 'received',
  numerator: 'answered-late',
  denominator: 'answered',
  duration: 'answer',
  meanOf: 'score',
  p: '90',
}

/** The measure that is chosen; null while the percentile is no number between 1 and 99. */
export function measureOf(draft: MeasureDraft): IndicatorMeasure | null {
  const flow = (name: string): CountedFlow => flows[name]?.counted ?? { grain: 'case', at: 'received' }
  if (draft.kind === 'count')
    return { kind: 'count', of: countables[draft.of]?.counted ?? { grain: 'case', at: 'received' } }
  if (draft.kind === 'ratio')
    return { kind: 'ratio', numerator: flow(draft.numerator), denominator: flow(draft.denominator) }
  if (draft.kind === 'mean') return { kind: 'mean', of: draft.meanOf }
  const p = Number(draft.p)
  return Number.isInteger(p) && p >= 1 && p <= 99 ? { kind: 'percentile', p, duration: draft.duration } : null
}

const nameIn = (choices: typeof countables, counted: unknown) =>
  Object.entries(choices).find(([, c]) => same(c.counted, counted))?.[0]

function same(a: object, b: unknown): boolean {
  const text = (value: unknown) => JSON.stringify(Object.entries(value as object).sort())
  return text(a) === text(b)
}

/** A saved measure as a draft; what the form does not offer stays what the form begins with. */
export function draftOf(measure: IndicatorMeasure): MeasureDraft {
  const base = { ...firstMeasure, kind: measure.kind }
  if (measure.kind === 'count') return { ...base, of: nameIn(countables, measure.of) ?? base.of }
  if (measure.kind === 'mean') return { ...base, meanOf: measure.of }
  if (measure.kind === 'percentile') return { ...base, duration: measure.duration, p: String(measure.p) }
  return {
    ...base,
    numerator: nameIn(flows, measure.numerator) ?? base.numerator,
    denominator: nameIn(flows, measure.denominator) ?? base.denominator,
  }
}

const kinds = ['count', 'ratio', 'percentile', 'mean'] as const

interface MeasureFieldsProps {
  readonly draft: MeasureDraft
  readonly onChange: (change: Partial<MeasureDraft>) => void
}

/** The grammar as a form: nothing can be chosen that the counts could not answer. */
export function MeasureFields({ draft, onChange }: MeasureFieldsProps) {
  const t = useText(indicatorTexts)
  const { locale } = useLanguage()
  const of = (choices: Readonly<Record<string, Readonly<Record<'zh' | 'en', string>>>>) =>
    Object.entries(choices).map(([name, words]) => [name, words[locale]] as const)
  return (
    <>
      <Choice
        label={t('define.kind')}
        value={draft.kind}
        options={kinds.map((k) => [k, t(`kind.${k}`)])}
        onChange={(kind) => onChange({ kind: kinds.find((k) => k === kind) ?? 'count' })}
      />
      {draft.kind === 'count' && (
        <Choice
          label={t('define.of')}
          value={draft.of}
          options={of(countables)}
          onChange={(name) => onChange({ of: name })}
        />
      )}
      {draft.kind === 'ratio' &&
        (['numerator', 'denominator'] as const).map((part) => (
          <Choice
            key={part}
            label={t(`define.${part}`)}
            value={draft[part]}
            options={of(flows)}
            onChange={(name) => onChange({ [part]: name })}
          />
        ))}
      {draft.kind === 'percentile' && (
        <>
          <Choice
            label={t('define.duration')}
            value={draft.duration}
            options={of(durations)}
            onChange={(name) => onChange({ duration: name as keyof typeof durations })}
          />
          <TextField
            id="indicator-p"
            label={t('define.p')}
            inputMode="numeric"
            value={draft.p}
            onChange={(event) => onChange({ p: event.target.value })}
          />
        </>
      )}
      {draft.kind === 'mean' && (
        <Choice
          label={t('define.mean-of')}
          value={draft.meanOf}
          options={[['score', t('define.score')], ...of(durations)]}
          onChange={(name) => onChange({ meanOf: name as MeasureDraft['meanOf'] })}
        />
      )}
    </>
  )
}
