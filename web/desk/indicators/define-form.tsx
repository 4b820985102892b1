import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { IndicatorFilters, IndicatorView } from '#kernel/cases/contract'
import { unitOf } from '#kernel/cases/rules'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { channelLabels, urgencyLabels, useLabel } from '../../ui/labels.ts'
import { useFailureText } from '../../ui/states.tsx'
import { indicatorTexts } from '../messages/indicators.ts'
import { Choice } from './controls.tsx'
import { sentenceOf } from './counted.ts'
import { draftOf, firstMeasure, type MeasureDraft, MeasureFields, measureOf } from './measure-fields.tsx'
import { indicatorsKey } from './query.ts'
import { RetireIndicator } from './retire.tsx'

interface Draft {
  readonly code: string
  readonly version: number
  readonly zh: string
  readonly en: string
  readonly better: IndicatorView['better']
  readonly source: string
  readonly channel: string
  readonly urgency: string
  readonly measure: MeasureDraft
}

const empty: Draft = {
  code: '',
  version: 0,
  zh: '',
  en: '',
  better: 'lower',
  source: '',
  channel: '',
  urgency: '',
  measure: firstMeasure,
}

function draftFrom(view: IndicatorView): Draft {
  return {
    code: view.code,
    version: view.version,
    zh: view.zh,
    en: view.en,
    better: view.better,
    source: view.source,
    channel: view.filters.channel?.[0] ?? '',
    urgency: view.filters.urgency?.[0] ?? '',
    measure: draftOf(view.measure),
  }
}

/** A supervisor defines what the office counts; the sentence says aloud what was put together. */
export function DefineForm({ indicators }: { indicators: readonly IndicatorView[] }) {
  const t = useText(indicatorTexts)
  const { locale } = useLanguage()
  const own = indicators.filter((d) => !d.shipped)
  const [draft, setDraft] = useState<Draft>(empty)
  const change = (next: Partial<Draft>) => setDraft((old) => ({ ...old, ...next }))
  const { save, sentence, body } = useSaving(draft, setDraft)
  const edited = own.find((d) => d.code === draft.code && d.version === draft.version)
  return (
    <details className="card">
      <summary>{t('define')}</summary>
      <div className="indicator-define">
        <div className="form-grid">
          {own.length > 0 && (
            <Choice
              label={t('define.which')}
              value={edited?.code ?? ''}
              options={[
                ['', t('define.new')],
                ...own.map((d) => [d.code, `${d[locale]} · ${d.version}`] as const),
              ]}
              onChange={(code) => {
                const found = own.find((d) => d.code === code)
                setDraft(found === undefined ? empty : draftFrom(found))
                save.reset()
              }}
            />
          )}
          <NameFields draft={draft} change={change} isNew={draft.version === 0} />
          <MeasureFields
            draft={draft.measure}
            onChange={(m) => change({ measure: { ...draft.measure, ...m } })}
          />
          <FilterFields draft={draft} change={change} />
        </div>
        <p className="indicator-sentence" aria-live="polite">
          <strong>{t('define.reads')}</strong> {sentence}
        </p>
        <Outcome save={save} isComplete={body !== null} />
        <div className="action-send">
          <Button
            kind="main"
            busy={save.isPending}
            aria-disabled={body === null}
            onClick={() => body !== null && save.mutate(body)}
          >
            {t('define.save')}
          </Button>
        </div>
        {edited !== undefined && !edited.retired && (
          <RetireIndicator key={edited.code} indicator={edited} onDone={() => setDraft(empty)} />
        )}
      </div>
    </details>
  )
}

function Outcome({ save, isComplete }: { save: ReturnType<typeof useSaving>['save']; isComplete: boolean }) {
  const t = useText(indicatorTexts)
  const { locale } = useLanguage()
  const failureText = useFailureText()
  if (save.error !== null)
    return (
      <p role="alert" className="field-error">
        {failureText(save.error)}
      </p>
    )
  if (save.data !== undefined)
    return <p role="status">{t('define.saved', { name: save.data[locale], version: save.data.version })}</p>
  return isComplete ? null : <p className="muted">{t('define.incomplete')}</p>
}

function useSaving(draft: Draft, setDraft: (next: Draft) => void) {
  const t = useText(indicatorTexts)
  const { locale } = useLanguage()
  const label = useLabel()
  const client = useQueryClient()
  const measure = measureOf(draft.measure)
  const read = (language: 'zh' | 'en') => {
    if (measure === null) return t('none')
    const only = [
      ...(draft.channel === ''
        ? []
        : [t('filter.is', { name: t('channel'), value: label(channelLabels, draft.channel) })]),
      ...(draft.urgency === ''
        ? []
        : [t('filter.is', { name: t('urgency'), value: label(urgencyLabels, draft.urgency) })]),
    ]
    return sentenceOf(measure, only, language)
  }
  const filters: IndicatorFilters = {
    ...(draft.channel === '' ? {} : { channel: [draft.channel] }),
    ...(draft.urgency === '' ? {} : { urgency: [draft.urgency] }),
  }
  const isComplete =
    measure !== null &&
    draft.zh.trim() !== '' &&
    draft.source.trim() !== '' &&
    /^[a-z][a-z0-9-]{1,49}$/.test(draft.code)
  const body = !isComplete
    ? null
    : {
        code: draft.code,
        version: draft.version,
        zh: draft.zh,
        en: draft.en.trim() === '' ? draft.zh : draft.en,
        meaningZh: read('zh'),
        meaningEn: read('en'),
        unit: unitOf(measure),
        better: draft.better,
        measure,
        filters,
        source: draft.source,
      }
  const save = useMutation({
    mutationFn: (sent: NonNullable<typeof body>) =>
      api.post<IndicatorView>('/indicators', sent, newIntentionKey()),
    onSuccess: (saved) => {
      setDraft(draftFrom(saved))
      return client.invalidateQueries({ queryKey: indicatorsKey })
    },
  })
  return { save, body, sentence: read(locale) }
}

interface PartProps {
  readonly draft: Draft
  readonly change: (next: Partial<Draft>) => void
}

function NameFields({ draft, change, isNew }: PartProps & { isNew: boolean }) {
  const t = useText(indicatorTexts)
  const fields = [
    ['zh', 'define.name', 40],
    ['en', 'define.name-en', 80],
    ['source', 'define.source', 200],
  ] as const
  return (
    <>
      {fields.map(([name, text, most]) => (
        <TextField
          key={name}
          id={`indicator-${name}`}
          label={t(text)}
          maxLength={most}
          value={draft[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      ))}
      <TextField
        id="indicator-code"
        label={t('define.code')}
        maxLength={50}
        readOnly={!isNew}
        value={draft.code}
        onChange={(event) => change({ code: event.target.value })}
      />
    </>
  )
}

function FilterFields({ draft, change }: PartProps) {
  const t = useText(indicatorTexts)
  const label = useLabel()
  const better = ['higher', 'lower', 'neither'] as const
  const any = ['', t('any')] as const
  return (
    <>
      {draft.measure.kind !== 'percentile' && (
        <>
          <Choice
            label={t('channel')}
            value={draft.channel}
            options={[any, ...Object.keys(channelLabels).map((c) => [c, label(channelLabels, c)] as const)]}
            onChange={(channel) => change({ channel })}
          />
          <Choice
            label={t('urgency')}
            value={draft.urgency}
            options={[any, ...Object.keys(urgencyLabels).map((c) => [c, label(urgencyLabels, c)] as const)]}
            onChange={(urgency) => change({ urgency })}
          />
        </>
      )}
      <Choice
        label={t('define.better')}
        value={draft.better}
        options={better.map((b) => [b, t(`better.${b}`)])}
        onChange={(b) => change({ better: better.find((x) => x === b) ?? 'neither' })}
      />
    </>
  )
}
