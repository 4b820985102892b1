import { type FormEvent, useState } from 'react'
import { type CareLevel, type CareView, careLevels } from '#modules/control/contract'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName, PlaceName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { careTexts } from '../messages/care.ts'
import { useCare, useCareWrite } from './api.ts'
import { CareStateTag, useGroupName } from './words.tsx'

/** One care level, opened: why, on what ground, until when, and what happened. */
export function CarePageOf({ id }: { id: string }) {
  const care = useCare(id)
  const c = care.data
  return (
    <>
      {care.isPending && <Loading lines={6} />}
      {care.error !== null && <Failure error={care.error} onRetry={() => void care.refetch()} />}
      {c !== undefined && <View c={c} />}
    </>
  )
}

function View({ c }: { c: CareView }) {
  const t = useText(careTexts)
  const groupName = useGroupName()
  return (
    <>
      <div className="page-head">
        <PageTitle title={c.name} />
        <CareStateTag state={c.state} />
        <strong>{t(`level.${c.level}`)}</strong>
      </div>
      {c.objection !== null && (
        <section className="card control-proposal">
          <h2>{t('objection')}</h2>
          <p className="as-written">{c.objection}</p>
        </section>
      )}
      <section className="card">
        <dl className="control-facts">
          <dt>{t('group')}</dt>
          <dd>{groupName(c.group)}</dd>
          <dt>{t('phone')}</dt>
          <dd className="numbers">{c.phone === '' ? t('none') : c.phone}</dd>
          <dt>{t('place')}</dt>
          <dd>
            <PlaceName path={c.place} />
          </dd>
          <dt>{t('owner')}</dt>
          <dd>
            <OrgName code={c.owner} full />
          </dd>
          <dt>{t('reason')}</dt>
          <dd>{c.reason === '' ? t('none') : c.reason}</dd>
          <dt>{t('purpose')}</dt>
          <dd>{c.purpose}</dd>
          <dt>{t('basis')}</dt>
          <dd>{c.legalBasis}</dd>
          <dt>{t('ground')}</dt>
          <dd>
            {c.ground.kind === 'consent'
              ? t('ground.said', { by: t(`by.${c.ground.by}`), on: c.ground.on, how: c.ground.how })
              : t('ground.law.said', { law: c.ground.law })}
          </dd>
          <dt>{t('assessed')}</dt>
          <dd>{c.assessedUntil ?? t('assessed.none')}</dd>
          <dt>{t('until')}</dt>
          <dd>{c.until ?? t('none')}</dd>
          <dt>{t('next')}</dt>
          <dd>{c.nextVisit ?? t('none')}</dd>
        </dl>
      </section>
      <Actions c={c} />
      <section className="card">
        <h2>{t('history')}</h2>
        <ol className="timeline">
          {c.steps.toReversed().map((s) => (
            <li key={`${s.at} ${s.what}`} className="timeline-step">
              <p className="timeline-title">{t(`step.${s.what}`)}</p>
              <p className="timeline-who">
                {s.by} <ExactTime at={s.at} />
              </p>
              {s.text !== '' && <p className="as-written">{s.text}</p>}
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

type Step = CareView['may'][number]

function Actions({ c }: { c: CareView }) {
  const t = useText(careTexts)
  const [step, setStep] = useState<Step>()
  return (
    <section className="no-print control-form">
      <div className="button-row">
        {c.may.map((name, i) => (
          <Button
            key={name}
            kind={i === 0 ? 'main' : 'plain'}
            aria-pressed={step === name}
            onClick={() => setStep(step === name ? undefined : name)}
          >
            {t(`do.${name}`)}
          </Button>
        ))}
      </div>
      {c.state === 'proposed' && c.may.includes('refuse') && !c.may.includes('confirm') && (
        <p role="note">{t('own.proposal')}</p>
      )}
      {step !== undefined && <StepForm key={step} c={c} step={step} onDone={() => setStep(undefined)} />}
    </section>
  )
}

function StepForm({ c, step, onDone }: { c: CareView; step: Step; onDone: () => void }) {
  const t = useText(careTexts)
  const failureText = useFailureText()
  const act = useCareWrite(`/${c.id}/${step}`)
  const [words, setWords] = useState('')
  const [level, setLevel] = useState<CareLevel>(c.level)
  const [day, setDay] = useState('')
  const [end, setEnd] = useState(false)
  const asksLevel = step === 'confirm' || step === 'renew'
  const asksDay = asksLevel || step === 'visit'
  const ready = words.trim().length >= 2 && (!asksDay || day !== '')
  const text = words.trim()
  const inputs: Readonly<Record<Step, object>> = {
    confirm: { level, until: day, reason: text },
    renew: { level, until: day, reason: text },
    refuse: { reason: text },
    end: { reason: text },
    answer: { end, answer: text },
    visit: { on: day, note: text },
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready && !act.isPending) act.mutate({ revision: c.revision, ...inputs[step] }, { onSuccess: onDone })
  }
  return (
    <form className="card control-form narrow-form" onSubmit={submit} aria-label={t(`do.${step}`)}>
      {asksLevel && (
        <SelectField
          id="care-step-level"
          label={t('level')}
          options={careLevels.map((l) => ({ value: l, label: t(`level.${l}`) }))}
          value={level}
          onChange={(value) => setLevel(value as CareLevel)}
        />
      )}
      {asksDay && (
        <TextField
          id="care-step-day"
          type="date"
          label={t(asksLevel ? 'until' : 'on')}
          value={day}
          onChange={(e) => setDay(e.target.value)}
        />
      )}
      <TextArea
        id="care-step-words"
        label={t('note')}
        hint={t('note.hint')}
        rows={3}
        maxLength={1000}
        value={words}
        onChange={(e) => setWords(e.target.value)}
      />
      {step === 'answer' && (
        <label>
          <input type="checkbox" checked={end} onChange={(e) => setEnd(e.target.checked)} /> {t('end.too')}
        </label>
      )}
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={act.isPending} aria-disabled={!ready}>
          {t(`do.${step}`)}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
