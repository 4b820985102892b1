import { useState } from 'react'
import {
  type ReviewKind,
  reviewKinds,
  type ScenarioVersionView,
  type ScenarioView,
} from '#modules/scenarios/contract'
import { Button } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { scenariosTexts } from '../messages/scenarios.ts'
import { ReasonForm } from '../operation/reason.tsx'
import { useScenarioWrite } from './api.ts'
import { FindingList, VersionStateTag } from './words.tsx'

/** Newest first: state, findings, reviews, what it changes, and the manifest itself. */
export function Versions({ s }: { s: ScenarioView }) {
  const t = useText(scenariosTexts)
  return (
    <section className="card" aria-labelledby="scenario-versions">
      <h2 id="scenario-versions">{t('versions')}</h2>
      {s.versions.map((v) => (
        <Version key={v.number} s={s} v={v} />
      ))}
    </section>
  )
}

function Version({ s, v }: { s: ScenarioView; v: ScenarioVersionView }) {
  const t = useText(scenariosTexts)
  const { locale } = useLanguage()
  const showsReviews = v.reviews.length > 0 || v.state === 'sandbox'
  return (
    <article className="scenario-version" aria-labelledby={`scenario-version-${v.number}`}>
      <h3 id={`scenario-version-${v.number}`}>
        {v.version} <VersionStateTag state={v.state} />
      </h3>
      <p className="muted">
        {t('proposed-by', { by: v.proposedBy })} · <RelativeTime at={v.at} />
      </p>
      {v.problem !== null && (
        <p role="note" className="field-error">
          {t('problem', { text: v.problem[locale] })}
        </p>
      )}
      {v.findings.length === 0 ? <p>{t('findings.none')}</p> : <FindingList findings={v.findings} />}
      {showsReviews && <Reviews s={s} v={v} />}
      {v.changes.length > 0 && <Changes v={v} />}
      <details>
        <summary>{t('manifest')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
        <pre className="scenario-manifest" tabIndex={0}>
          {JSON.stringify({ ...v.manifest, demo: undefined, program: withoutCode(v) }, null, 1)}
        </pre>
      </details>
    </article>
  )
}

/** The code stands by itself, line by line. */
function withoutCode({ manifest: { program } }: ScenarioVersionView) {
  return program === null ? null : { ...program, code: undefined }
}

function Reviews({ s, v }: { s: ScenarioView; v: ScenarioVersionView }) {
  const t = useText(scenariosTexts)
  return (
    <ul className="scenario-reviews" aria-label={t('review')}>
      {reviewKinds.map((kind) => (
        <Review key={kind} s={s} v={v} kind={kind} />
      ))}
    </ul>
  )
}

function Review({ s, v, kind }: { s: ScenarioView; v: ScenarioVersionView; kind: ReviewKind }) {
  const t = useText(scenariosTexts)
  const [passed, setPassed] = useState<boolean>()
  const act = useScenarioWrite(`/scenarios/${s.id}/review-${kind}`)
  const said = v.reviews.find((r) => r.kind === kind)
  const may = v.state === 'sandbox' && s.may.includes(`review-${kind}`)
  const name = t(`review.${kind}`)
  const choose = (next: boolean) => {
    act.reset()
    setPassed(passed === next ? undefined : next)
  }
  return (
    <li>
      <p>
        <strong>{name}</strong>{' '}
        <span className={`tag tag-${said === undefined ? 'quiet' : said.passed ? 'good' : 'warn'}`}>
          {t(said === undefined ? 'review.waiting' : said.passed ? 'review.passed' : 'review.failed')}
        </span>
      </p>
      {said !== undefined && (
        <p className="muted">
          {said.reason} · {said.by} · <RelativeTime at={said.at} />
        </p>
      )}
      {may && (
        <fieldset className="scenario-verdict">
          <legend className="visually-hidden">{t('review.do', { kind: name })}</legend>
          <Button aria-pressed={passed === true} onClick={() => choose(true)}>
            {t('do.passed')}
          </Button>
          <Button kind="danger" aria-pressed={passed === false} onClick={() => choose(false)}>
            {t('do.failed')}
          </Button>
        </fieldset>
      )}
      {may && passed !== undefined && (
        <ReasonForm
          key={String(passed)}
          id={`scenario-review-${kind}`}
          label={`${t('review.do', { kind: name })} · ${t(passed ? 'do.passed' : 'do.failed')}`}
          busy={act.isPending}
          error={act.error}
          onSend={(reason) =>
            act.mutate({ revision: s.revision, reason, passed }, { onSuccess: () => setPassed(undefined) })
          }
          onCancel={() => setPassed(undefined)}
        />
      )}
    </li>
  )
}

function Changes({ v }: { v: ScenarioVersionView }) {
  const t = useText(scenariosTexts)
  return (
    <details>
      <summary>{t('changes', { n: v.changes.length })}</summary>
      <TableScroll label={`${v.version} ${t('changes', { n: v.changes.length })}`}>
        <table className="table table-stack">
          <thead>
            <tr>
              {(['change.path', 'change.before', 'change.after'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {v.changes.map((c) => (
              <tr key={c.path}>
                <th scope="row">
                  <code>{c.path}</code>
                </th>
                <td data-label={t('change.before')}>{c.before}</td>
                <td data-label={t('change.after')}>{c.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </details>
  )
}
