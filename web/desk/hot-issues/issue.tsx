import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { IssueView, MemberView } from '#modules/hot-issues/contract'
import { Button } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { CategoryName, OrgName, PlaceName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { hotIssueTexts } from '../messages/hot-issues.ts'
import { type Act, useIssue, useIssueAction } from './api.ts'
import { IssueControls } from './controls.tsx'
import { StateWord } from './state-word.tsx'

const drawing = import('./curve.tsx')
const Curve = lazy(async () => ({ default: (await drawing).Curve }))

/** One issue: figures, curve, the words it is held together by, its appeals, and what may be done with it. */
export function IssuePage({ id }: { id: string }) {
  const t = useText(hotIssueTexts)
  const failureText = useFailureText()
  const issue = useIssue(id)
  const action = useIssueAction()
  const v = issue.data
  const act: Act = (name, input, of) => {
    const { id: on, version } = of ?? { id, version: v?.version ?? 0 }
    action.mutate({ id: on, version, action: name, ...(input === undefined ? {} : { input }) })
  }
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="." search={(old: object) => ({ ...old, issue: undefined })}>
        ← {t('back')}
      </Link>
      {issue.isPending && <Loading lines={8} />}
      {issue.error !== null && <Failure error={issue.error} onRetry={() => void issue.refetch()} />}
      {v !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={v.name} />
            <StateWord state={v.state} />
          </div>
          <Facts v={v} />
          {action.error !== null && (
            <p role="alert" className="field-error">
              {failureText(action.error)}
            </p>
          )}
          <IssueControls v={v} act={act} />
          <section className="card" aria-labelledby="curve-title">
            <h2 id="curve-title">{t('curve')}</h2>
            <Suspense fallback={<Loading lines={4} />}>
              <Curve days={v.days} />
            </Suspense>
          </section>
          <Members v={v} act={act} />
        </>
      )}
    </main>
  )
}

function Facts({ v }: { v: IssueView }) {
  const t = useText(hotIssueTexts)
  const join = useJoin()
  return (
    <section className="card">
      <dl className="issue-facts">
        <Figure name={t('place')}>
          <PlaceName path={v.place} />
        </Figure>
        <Figure name={t('category')}>
          {v.category === null ? t('none') : <CategoryName code={v.category} />}
        </Figure>
        <Figure name={t('heat')}>
          <strong>{v.heat.toFixed(1)}</strong>
        </Figure>
        <Figure name={t('people')}>
          {t('people.value', { people: v.people })}
          {v.anonymous > 0 && ` ${t('people.anonymous', { count: v.anonymous })}`}
        </Figure>
        <Figure name={t('messages')}>{t('messages.value', { count: v.messages })}</Figure>
        <Figure name={t('trend')}>
          {v.week} ({v.weekBefore}) {t(`trend.${v.direction}`)}
        </Figure>
        <Figure name={t('first')}>
          <ExactTime at={v.firstAt} />
        </Figure>
        <Figure name={t('hot-since')}>{v.hotAt === null ? t('none') : <ExactTime at={v.hotAt} />}</Figure>
        <Figure name={t('last')}>
          <ExactTime at={v.lastAt} />
        </Figure>
        <Figure name={t('words')}>{v.words.length === 0 ? t('words.none') : join(v.words)}</Figure>
      </dl>
      {v.reason !== null && (
        <p>
          {t('reason')} {v.reason}
        </p>
      )}
      {v.mergedInto !== null && (
        <p>
          {t('merged-into')}{' '}
          <Link to="." search={{ issue: v.mergedInto.id }}>
            {v.mergedInto.name}
          </Link>
        </p>
      )}
    </section>
  )
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Members({ v, act }: { v: IssueView; act: Act }) {
  const t = useText(hotIssueTexts)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string) => setChosen((old) => old.symmetricDifference(new Set([id])))
  const may = v.can.includes('split')
  return (
    <section className="card">
      <h2>{t('members')}</h2>
      {chosen.size > 0 && (
        <Button
          onClick={() => {
            act('split', { members: [...chosen] })
            setChosen(new Set())
          }}
        >
          {t('split', { count: chosen.size })}
        </Button>
      )}
      <TableScroll label={t('members')}>
        <table className="table table-stack">
          <tbody>
            {v.members.map((m) => (
              <tr key={m.id}>
                {may && (
                  <td className="table-tick">
                    <input
                      type="checkbox"
                      aria-label={t('select', { number: m.number })}
                      checked={chosen.has(m.id)}
                      onChange={() => toggle(m.id)}
                    />
                  </td>
                )}
                <MemberCells m={m} />
                {may && (
                  <td>
                    <Button kind="quiet" onClick={() => act('remove', { message: m.id })}>
                      {t('remove')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {v.hidden > 0 && <p className="muted">{t('hidden', { count: v.hidden })}</p>}
      {v.removed.length > 0 && <h3>{t('removed')}</h3>}
      {v.removed.map((m) => (
        <p key={m.id}>
          {m.number} {m.title}{' '}
          {v.can.includes('restore') && (
            <Button kind="quiet" onClick={() => act('restore', { message: m.id })}>
              {t('restore')}
            </Button>
          )}
        </p>
      ))}
    </section>
  )
}

function MemberCells({ m }: { m: MemberView }) {
  const t = useText(hotIssueTexts)
  const join = useJoin()
  // A term with this sign is the category, not a word of the message.
  const words = m.reasons
    .slice(0, 4)
    .map(({ term }) => (term.startsWith('#') ? t('same-category', { name: term.slice(1) }) : term))
  return (
    <>
      <th scope="row">
        <Link to="/" search={{ case: m.id }}>
          {m.title}
        </Link>
        <br />
        <span className="muted">
          {m.number} · <ExactTime at={m.createdAt} />
        </span>
      </th>
      <td>
        <StateTag state={m.state} />
      </td>
      <td>{m.lead === null ? t('none') : <OrgName code={m.lead} />}</td>
      <td className="muted">
        {m.byHand ? t('by-hand') : words.length === 0 ? t('starts') : `${t('because')} ${join(words)}`}
      </td>
    </>
  )
}
