import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { type Assessment, type AssessmentContent, manners, riskLevels } from '#modules/protection/contract'
import { purposes } from '#modules/sharing/contract'
import { purposeNames } from '#modules/sharing/rules'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { Choose } from '../catalogue/editor/choose.tsx'
import { ResourceField } from '../catalogue/resource-field.tsx'
import { assessmentTexts } from '../messages/protection-assessments.ts'
import { useProtectionAction } from './api.ts'
import { BackToList } from './frame.tsx'
import { ItemChoice } from './item-choice.tsx'

const blank: Omit<AssessmentContent, 'resource'> & { resource?: string } = {
  title: '',
  purpose: 'assistance',
  manners: ['share'],
  consumers: [],
  items: [],
  persons: null,
  lawful: { basis: '', legitimate: '', necessary: '' },
  effect: { effect: '', risks: '', level: 'middle' },
  measures: { measures: '', proportionate: '', left: 'low' },
}
type Draft = typeof blank

/** Writes an assessment: what is processed, then the three questions. */
export function AssessmentEditor({ a, onDone }: { a?: Assessment; onDone?: () => void }) {
  const t = useText(assessmentTexts)
  const failureText = useFailureText()
  const navigate = useNavigate()
  const orgName = useOrgName()
  const { me } = useSession()
  const mine = [...new Set((me?.posts ?? []).filter((p) => p.role === 'data-manager').map((p) => p.org))]
  const [org, setOrg] = useState(a?.org ?? mine[0] ?? '')
  const [draft, setDraft] = useState<Draft>(a?.content ?? blank)
  const put = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }))
  const save = useProtectionAction<{ id: string }>(({ id }) => {
    if (onDone !== undefined) onDone()
    else void navigate({ to: '.', search: { view: 'assessments', assessment: id } })
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const consumers = draft.consumers.length > 0 ? draft.consumers : [org]
    const known = a === undefined ? {} : { id: a.id, revision: a.revision }
    save.mutate({
      path: '/protection/assessments',
      input: { ...known, org, content: { ...draft, consumers } },
    })
  }
  const form = (
    <form onSubmit={submit} className="content-form">
      <section className="card">
        <TextField
          id="title"
          label={t('title')}
          required
          minLength={2}
          maxLength={200}
          value={draft.title}
          onChange={(e) => put({ title: e.target.value })}
        />
        {a === undefined && mine.length > 1 && (
          <Choose
            id="org"
            label={t('org')}
            value={org}
            values={mine}
            word={(o) => orgName(o)}
            onChange={setOrg}
          />
        )}
        <WhatFor draft={draft} fixed={a !== undefined} onChange={put} />
      </section>
      <Questions draft={draft} onChange={put} />
      {save.error !== null && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      <div className="button-row form-end">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
  if (a !== undefined) return form
  return (
    <main id="main" tabIndex={-1} className="page">
      <BackToList />
      <PageTitle title={t('new')} />
      {form}
    </main>
  )
}

interface PartProps {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
}

function WhatFor({ draft, fixed, onChange }: PartProps & { fixed: boolean }) {
  const t = useText(assessmentTexts)
  const { locale } = useLanguage()
  return (
    <>
      {!fixed && (
        <ResourceField
          label={t('resource')}
          value={draft.resource}
          without=""
          onChange={(resource) => onChange({ items: [], ...(resource === undefined ? {} : { resource }) })}
        />
      )}
      <Choose
        id="purpose"
        label={t('purpose')}
        value={draft.purpose}
        values={purposes}
        word={(p) => purposeNames[p][locale]}
        onChange={(purpose) => onChange({ purpose })}
      />
      <fieldset className="choices choices-grid">
        <legend>{t('manners')}</legend>
        {manners.map((m) => (
          <label key={m} className="choice">
            <input
              type="checkbox"
              checked={draft.manners.includes(m)}
              onChange={(e) =>
                onChange({
                  manners: e.target.checked ? [...draft.manners, m] : draft.manners.filter((x) => x !== m),
                })
              }
            />
            {t(`manner.${m}`)}
          </label>
        ))}
      </fieldset>
      {draft.resource !== undefined && (
        <ItemChoice
          resource={draft.resource}
          chosen={draft.items}
          onChange={(items) => onChange({ items })}
        />
      )}
      <TextField
        id="persons"
        type="number"
        min={0}
        label={t('persons')}
        value={draft.persons === null ? '' : String(draft.persons)}
        onChange={(e) => onChange({ persons: e.target.value === '' ? null : e.target.valueAsNumber })}
      />
    </>
  )
}

function Questions({ draft, onChange }: PartProps) {
  const t = useText(assessmentTexts)
  const { lawful, effect, measures } = draft
  const level = (
    id: 'effect.level' | 'measures.left',
    value: (typeof riskLevels)[number],
    put: (l: typeof value) => void,
  ) => (
    <Choose
      id={id}
      label={t(id)}
      value={value}
      values={riskLevels}
      word={(l) => t(`level.${l}`)}
      onChange={put}
    />
  )
  return (
    <>
      <Question title={t('q1')}>
        {(['basis', 'legitimate', 'necessary'] as const).map((f) => (
          <Answer
            key={f}
            id={`lawful.${f}`}
            value={lawful[f]}
            onChange={(v) => onChange({ lawful: { ...lawful, [f]: v } })}
          />
        ))}
      </Question>
      <Question title={t('q2')}>
        {(['effect', 'risks'] as const).map((f) => (
          <Answer
            key={f}
            id={`effect.${f}`}
            value={effect[f]}
            onChange={(v) => onChange({ effect: { ...effect, [f]: v } })}
          />
        ))}
        {level('effect.level', effect.level, (l) => onChange({ effect: { ...effect, level: l } }))}
      </Question>
      <Question title={t('q3')}>
        {(['measures', 'proportionate'] as const).map((f) => (
          <Answer
            key={f}
            id={`measures.${f}`}
            value={measures[f]}
            onChange={(v) => onChange({ measures: { ...measures, [f]: v } })}
          />
        ))}
        {level('measures.left', measures.left, (l) => onChange({ measures: { ...measures, left: l } }))}
      </Question>
    </>
  )
}

function Question({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

interface AnswerProps {
  readonly id:
    | `lawful.${'basis' | 'legitimate' | 'necessary'}`
    | `effect.${'effect' | 'risks'}`
    | `measures.${'measures' | 'proportionate'}`
  readonly value: string
  readonly onChange: (value: string) => void
}

function Answer({ id, value, onChange }: AnswerProps) {
  const t = useText(assessmentTexts)
  return (
    <TextArea
      id={id}
      rows={3}
      maxLength={4000}
      label={t(id)}
      value={value}
      onChange={(e) => onChange(e.target.value)}
    />
  )
}
