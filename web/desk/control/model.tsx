import { Link } from '@tanstack/react-router'
import type { Model, ModelContent } from '#modules/control/contract'
import { Button } from '../../ui/controls.tsx'
import { useColon, useJoin, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { controlModelTexts } from '../messages/control-models.ts'
import { controlTraceTexts } from '../messages/control-trace.ts'
import { useControlWrite, useModel } from './api.ts'
import { BacktestView } from './backtest.tsx'
import { LevelTag } from './level.tsx'
import { ModelForm } from './model-form.tsx'
import { ModelStateTag } from './models.tsx'
import { useConditionWords } from './trace.tsx'

/** One model: its table, what the check found, the back-test, and the way to the register. */
export function ModelPage({ id, isEditing }: { id: string; isEditing: boolean }) {
  const model = useModel(id)
  const m = model.data
  return (
    <>
      {model.isPending && <Loading lines={8} />}
      {model.error !== null && <Failure error={model.error} onRetry={() => void model.refetch()} />}
      {m !== undefined && (isEditing ? <ModelForm model={m} /> : <View m={m} />)}
    </>
  )
}

function View({ m }: { m: Model }) {
  const t = useText(controlModelTexts)
  const { content } = m
  return (
    <>
      <div className="page-head">
        <PageTitle title={content.name} />
        <ModelStateTag state={m.state} />
      </div>
      <dl className="control-facts">
        <dt>{t('owner')}</dt>
        <dd>
          <OrgName code={m.owner} full />
        </dd>
        <dt>{t('aim')}</dt>
        <dd>{content.aim}</dd>
        <dt>{t('basis')}</dt>
        <dd>{content.legalBasis}</dd>
        <dt>{t('running')}</dt>
        <dd className="numbers">{m.running ?? t('running.none')}</dd>
        <dt>{t('version')}</dt>
        <dd className="numbers">{m.version}</dd>
      </dl>
      <Actions m={m} />
      <section className="card" aria-labelledby="model-table">
        <h2 id="model-table">{t('table')}</h2>
        <p>{t(`hit.${content.hit}`)}</p>
        <TableView content={content} />
      </section>
      <Findings m={m} />
      <BacktestView m={m} />
    </>
  )
}

function Actions({ m }: { m: Model }) {
  const t = useText(controlModelTexts)
  const failureText = useFailureText()
  const test = useControlWrite(`/models/${m.id}/test`)
  const submit = useControlWrite(`/models/${m.id}/submit`)
  const judge = useControlWrite(`/models/${m.id}/judge`)
  const error = test.error ?? submit.error ?? judge.error
  const body = { revision: m.revision }
  return (
    <div className="no-print control-form">
      <div className="button-row">
        {m.may.includes('test') && (
          <Button
            kind={m.backtest === null ? 'main' : 'plain'}
            busy={test.isPending}
            onClick={() => test.mutate(body)}
          >
            {t('test')}
          </Button>
        )}
        {m.may.includes('submit') && m.backtest !== null && (
          <Button kind="main" busy={submit.isPending} onClick={() => submit.mutate(body)}>
            {t('submit')}
          </Button>
        )}
        {m.may.includes('judge') && (
          <Button busy={judge.isPending} onClick={() => judge.mutate({})}>
            {t('judge')}
          </Button>
        )}
        {m.may.includes('edit') && (
          <Link to="/control" search={{ model: m.id, edit: 'true' }} className="button button-plain">
            {t('edit')}
          </Link>
        )}
        <Link to="/algorithms">{t('register')}</Link>
      </div>
      {m.may.includes('submit') && <p className="muted">{t('submit.hint')}</p>}
      {judge.isSuccess && <p role="status">{t('judge.asked')}</p>}
      {error !== null && (
        <p role="alert" className="field-error">
          {failureText(error)}
        </p>
      )}
    </div>
  )
}

function TableView({ content }: { content: ModelContent }) {
  const t = useText(controlModelTexts)
  const join = useJoin()
  const colon = useColon()
  const rule = useText(controlTraceTexts)
  const words = useConditionWords(new Map(content.inputs.map((i) => [i.name, i.title])))
  const isScore = content.hit === 'score'
  return (
    <>
      <TableScroll label={t('table')}>
        <table className="table table-stack">
          <thead>
            <tr>
              <th scope="col">{t('row')}</th>
              <th scope="col">{t('conditions')}</th>
              <th scope="col">{t(isScore ? 'points' : 'level')}</th>
              <th scope="col">{t('note')}</th>
            </tr>
          </thead>
          <tbody>
            {content.rows.map((r, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place, which is what counts.
              <tr key={n}>
                <th scope="row">{n + 1}</th>
                <td data-label={t('conditions')}>
                  {r.conditions.length === 0 ? t('always') : r.conditions.map(words).join(rule('and'))}
                </td>
                <td data-label={t(isScore ? 'points' : 'level')}>
                  {isScore ? r.points : <LevelTag level={r.level} />}
                </td>
                <td data-label={t('note')}>{r.note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {isScore && (
        <p>
          {t('steps')}
          {colon}
          {join(content.steps.map((s) => t('step.is', { from: s.from, level: s.level })))}
        </p>
      )}
      <p>{t('otherwise.is', { level: content.otherwise })}</p>
    </>
  )
}

/** What the check of the table found, in sentences. */
function Findings({ m }: { m: Model }) {
  const t = useText(controlModelTexts)
  const rule = useText(controlTraceTexts)
  const join = useJoin()
  const titles = new Map(m.content.inputs.map((i) => [i.name, i.title]))
  const exampleOf = (example: Record<string, string | null> | null) =>
    join(
      Object.entries(example ?? {}).map(
        ([k, v]) =>
          `${titles.get(k) ?? k} = ${v === null ? rule('unknown') : v === 'true' || v === 'false' ? rule(v) : v === '…' ? rule('other') : v}`,
      ),
    )
  return (
    <section className="card" aria-labelledby="model-findings">
      <h2 id="model-findings">{t('findings')}</h2>
      {m.findings.length === 0 && <p>{t('findings.none')}</p>}
      <ul className="control-findings">
        {m.findings.map((f) => (
          <li key={`${f.kind} ${f.rows.join()} ${f.level} ${f.input}`}>
            {t(`finding.${f.kind}`, {
              rows: join(f.rows.map((n) => String(n + 1))),
              level: f.level ?? '',
              input: titles.get(f.input ?? '') ?? '',
              example: exampleOf(f.example),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
