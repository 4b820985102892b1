import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Doubt, LinkageView } from '#modules/linkage/contract'
import { ApiProblem } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { linkageJudgingTexts } from '../messages/linkage-judging.ts'
import { useFilters } from '../shell/filters.ts'
import { useKeys } from '../shell/keys.ts'
import { pairsPerPage, useDoubts } from './api.ts'
import { Pair } from './pair.tsx'

const tabs = ['waiting', 'same', 'different'] as const

/** Pairs that the model leaves to people, one at a time. */
export function DoubtsPage({ l }: { l: LinkageView }) {
  const t = useText(linkageJudgingTexts)
  const [filters] = useFilters()
  const tab = tabs.find((name) => name === filters.state) ?? 'waiting'
  return (
    <>
      <div className="page-head">
        <PageTitle title={t('doubts.title')} />
        <span className="muted">{l.content.name}</span>
      </div>
      <nav className="linkage-buttons" aria-label={t('tabs')}>
        {tabs.map((name) => (
          <Link
            key={name}
            to="."
            search={{ linkage: l.id, view: 'doubts', state: name }}
            className={`button ${name === tab ? 'button-main' : 'button-plain'}`}
            aria-current={name === tab ? 'page' : undefined}
          >
            {t(`tab.${name}`)}
            {name === 'waiting' && l.waiting > 0 && ` ${l.waiting}`}
          </Link>
        ))}
      </nav>
      <Pairs key={tab} l={l} tab={tab} />
    </>
  )
}

function Pairs({ l, tab }: { l: LinkageView; tab: Doubt['state'] }) {
  const t = useText(linkageJudgingTexts)
  const { me } = useSession()
  const [position, setPosition] = useState(0)
  const [last, setLast] = useState<Doubt>()
  const [isAgain, setAgain] = useState(false)
  const page = useDoubts(l.id, tab, position - (position % pairsPerPage))
  const shown = isAgain ? last : page.data?.rows[position % pairsPerPage]
  const heading = useFocusOn(shown?.id)
  const move = (by: number) => {
    setAgain(false)
    setPosition((old) => Math.max(0, old + by))
  }
  const judgeAgain = () => setAgain(last !== undefined)
  useKeys({ j: () => shown !== undefined && move(1), k: () => move(-1), u: judgeAgain })
  const onJudged = (same: boolean, reason: string) => {
    if (shown === undefined) return
    setLast({ ...shown, state: same ? 'same' : 'different', by: me?.name ?? null, reason })
    setAgain(false)
  }
  const count = { n: position + 1, total: l.waiting }
  return (
    <>
      <div className="linkage-note" role="status">
        {last !== undefined && t(last.state === 'same' ? 'done.same' : 'done.different')}
        {last !== undefined && !isAgain && (
          <Button onClick={judgeAgain} aria-keyshortcuts="u">
            {t('again')} <kbd>u</kbd>
          </Button>
        )}
      </div>
      {page.isPending && <Loading lines={8} />}
      {page.error !== null && <NoPairs error={page.error} onRetry={() => void page.refetch()} />}
      {page.data !== undefined && shown === undefined && (
        <NoMore tab={tab} isEnd={position > 0} onStart={() => setPosition(0)} />
      )}
      {shown !== undefined && (
        <section aria-labelledby="linkage-pair" className="linkage-form">
          <div className="page-head linkage-pair-head">
            <h2 id="linkage-pair" ref={heading} tabIndex={-1}>
              {isAgain ? t('again.title') : t(tab === 'waiting' ? 'pair.of' : 'pair', count)}
            </h2>
            <Button onClick={() => move(-1)} disabled={position === 0} aria-keyshortcuts="k">
              {t('previous')} <kbd>k</kbd>
            </Button>
            <Button onClick={() => move(1)} aria-keyshortcuts="j">
              {t('next')} <kbd>j</kbd>
            </Button>
          </div>
          <Pair key={`${shown.id} ${isAgain}`} l={l} doubt={shown} onJudged={onJudged} />
        </section>
      )}
    </>
  )
}

/** Before the first run is done there is nothing to judge, which is no failure. */
function NoPairs({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useText(linkageJudgingTexts)
  if (!(error instanceof ApiProblem) || error.code !== 'not-now')
    return <Failure error={error} onRetry={onRetry} />
  return (
    <Empty title={t('not-run')}>
      <p>{t('not-run.text')}</p>
    </Empty>
  )
}

/** After a word or a step the next pair's heading takes the focus, so that it is read out; the first does not. */
function useFocusOn(pair: string | undefined) {
  const heading = useRef<HTMLHeadingElement>(null)
  const seen = useRef<string>(undefined)
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== pair) heading.current?.focus()
    seen.current = pair ?? seen.current
  }, [pair])
  return heading
}

function NoMore({ tab, isEnd, onStart }: { tab: Doubt['state']; isEnd: boolean; onStart: () => void }) {
  const t = useText(linkageJudgingTexts)
  return (
    <Empty title={t(isEnd ? 'empty.end' : `empty.${tab}`)}>
      {isEnd && <Button onClick={onStart}>{t('from-start')}</Button>}
    </Empty>
  )
}
