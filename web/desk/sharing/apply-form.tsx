import { type FormEvent, useState } from 'react'
import type { Resource } from '#modules/catalogue/contract'
import {
  type DraftedTerms,
  type GrantView,
  type Purpose,
  purposes,
  type Template,
  type Terms,
  templates,
} from '#modules/sharing/contract'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { ErrorSummary, errorOf, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { sharingTermsTexts } from '../messages/sharing-terms.ts'
import { useApply } from './api.ts'
import { useFaults } from './faults.ts'
import { ItemsTable, type Reasons } from './items-table.tsx'
import { PeriodFields } from './period-fields.tsx'
import { RowsEditor } from './rows-editor.tsx'
import { usePurposeName } from './words.tsx'

interface ApplyFormProps {
  readonly r: Resource
  readonly consumer: string
  readonly drafts: DraftedTerms
  readonly renews: GrantView | undefined
  readonly onDone: (made: { id: string }) => void
}

interface Why {
  readonly purpose: Purpose | ''
  readonly use: string
  readonly legalBasis: string
  readonly title: string
  readonly measures: string
  readonly automated: boolean
}

/** Why, which items, which rows, how long and how much. */
export function ApplyForm({ r, consumer, drafts, renews, onDone }: ApplyFormProps) {
  const t = useText(sharingTermsTexts)
  const failureText = useFailureText()
  const faults = useFaults()
  const { items } = r.content
  const [terms, setTerms] = useState<Terms>(() => firstTerms(drafts, renews))
  const [reasons, setReasons] = useState<Reasons>({})
  const [why, setWhy] = useState<Why>({
    purpose: renews?.purpose ?? '',
    use: '',
    legalBasis: '',
    title: '',
    measures: '',
    automated: false,
  })
  const [attempt, setAttempt] = useState(0)
  const send = useApply(onDone)
  const missing = useMissing(why, terms)
  const titles = new Map(items.map((i) => [i.name, i.title]))
  const errors = attempt === 0 ? [] : [...missing, ...faults(send.error, titles)]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (missing.length > 0 || why.purpose === '') return
    const { purpose, use, legalBasis, title, measures, automated } = why
    const input = {
      resource: r.id,
      consumer,
      purpose,
      use,
      legalBasis,
      terms,
      security: { title, measures },
      reasons: Object.fromEntries(Object.entries(reasons).filter(([name]) => terms.items.includes(name))),
      automated,
      renews: renews?.id ?? null,
    }
    send.mutate({ path: '/data-requests', input })
  }
  return (
    <form className="sharing-form" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} attempt={attempt} />
      {renews !== undefined && <p className="draft-note">{t('apply.renewing')}</p>}
      <WhyFields why={why} errors={errors} onChange={setWhy} isPurposeFixed={renews !== undefined} />
      <section className="card">
        <h2>{t('template')}</h2>
        <Templates drafts={drafts} onChoose={(next) => setTerms(next)} />
      </section>
      <section className="card">
        <h2>{t('what')}</h2>
        <ItemsTable
          items={items}
          terms={terms}
          reasons={reasons}
          errors={errors}
          onChange={setTerms}
          onReasons={setReasons}
        />
      </section>
      <section className="card">
        <h2>{t('which')}</h2>
        <RowsEditor
          items={items}
          rows={terms.rows}
          errors={errors}
          onChange={(rows) => setTerms({ ...terms, rows })}
        />
      </section>
      <section className="card">
        <h2>{t('how')}</h2>
        <PeriodFields terms={terms} errors={errors} onChange={setTerms} />
      </section>
      {send.error !== null && errors.length === 0 && (
        <p role="alert" className="field-error">
          {failureText(send.error)}
        </p>
      )}
      <div className="form-end">
        <Button kind="main" type="submit" busy={send.isPending}>
          {t('apply.send')}
        </Button>
      </div>
    </form>
  )
}

/** A renewal asks for what the old grant gave, from its template's period on. */
function firstTerms(drafts: DraftedTerms, renews: GrantView | undefined): Terms {
  const whole = drafts.whole as Terms
  return renews === undefined ? whole : { ...renews.terms, from: whole.from, until: whole.until }
}

function useMissing(why: Why, terms: Terms): FieldError[] {
  const t = useText(sharingTermsTexts)
  const short = (text: string, least: number) => text.trim().length < least
  return [
    ...(why.purpose === '' ? [{ field: 'apply-purpose', message: t('missing.purpose') }] : []),
    ...(short(why.use, 5) ? [{ field: 'apply-use', message: t('missing.use') }] : []),
    ...(short(why.legalBasis, 2) ? [{ field: 'apply-legalBasis', message: t('missing.legal-basis') }] : []),
    ...(short(why.title, 2) || short(why.measures, 2)
      ? [{ field: 'apply-title', message: t('missing.security') }]
      : []),
    ...(terms.items.length === 0 ? [{ field: 'terms-items', message: t('missing.items') }] : []),
  ]
}

interface WhyFieldsProps {
  readonly why: Why
  readonly errors: readonly FieldError[]
  readonly isPurposeFixed: boolean
  readonly onChange: (why: Why) => void
}

function WhyFields({ why, errors, isPurposeFixed, onChange }: WhyFieldsProps) {
  const t = useText(sharingTermsTexts)
  const purposeName = usePurposeName()
  const error = errorOf(errors, 'apply-purpose')
  const text = (name: 'use' | 'legalBasis' | 'title' | 'measures') => ({
    id: `apply-${name}`,
    errors,
    value: why[name],
    onChange: (e: { target: { value: string } }) => onChange({ ...why, [name]: e.target.value }),
  })
  return (
    <section className="card">
      <h2>{t('why')}</h2>
      <div className="field" data-invalid={error !== undefined}>
        <label htmlFor="apply-purpose">{t('purpose')}</label>
        <p className="field-hint">{t('purpose.hint')}</p>
        {error !== undefined && <p className="field-error">{error}</p>}
        <select
          id="apply-purpose"
          className="input"
          value={why.purpose}
          disabled={isPurposeFixed}
          onChange={(e) => onChange({ ...why, purpose: e.target.value as Purpose })}
        >
          <option value="">{t('purpose.choose')}</option>
          {purposes.map((p) => (
            <option key={p} value={p}>
              {purposeName(p)}
            </option>
          ))}
        </select>
      </div>
      <TextArea {...text('use')} label={t('use')} rows={3} maxLength={2000} />
      <label>
        <input
          type="checkbox"
          checked={why.automated}
          onChange={(e) => onChange({ ...why, automated: e.target.checked })}
        />{' '}
        {t('automated')}
      </label>
      <TextField {...text('legalBasis')} label={t('legal-basis')} maxLength={500} />
      <TextField {...text('title')} label={t('security.title')} maxLength={100} />
      <TextArea {...text('measures')} label={t('security.measures')} rows={2} maxLength={2000} />
    </section>
  )
}

function Templates({ drafts, onChoose }: { drafts: DraftedTerms; onChoose: (terms: Terms) => void }) {
  const t = useText(sharingTermsTexts)
  const [chosen, setChosen] = useState<Template>()
  return (
    <div className="button-row">
      {templates.map((name) => {
        const terms = drafts[name]
        return (
          <Button
            key={name}
            aria-pressed={chosen === name}
            disabled={terms === null}
            title={terms === null ? t('template.misfit') : undefined}
            onClick={() => {
              if (terms === null) return
              setChosen(name)
              onChoose(terms)
            }}
          >
            {t(`template.${name}`)}
          </Button>
        )
      })}
    </div>
  )
}
