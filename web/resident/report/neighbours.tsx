import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Neighbour } from '#modules/appeals/contract'
import { api, newIntentionKey, request } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { HighlightedText } from '../../ui/highlight.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { Link, useGo } from '../links.ts'
import { neighbourTexts } from '../messages/neighbours.ts'
import { type Draft, submission } from './draft.ts'
import { dropDraft, useDraft } from './draft-store.ts'

/** Less says too little to be like anything. */
const leastCharacters = 8
/** What of one's own words goes along to the office; the contract takes no more. */
const mostWords = 500

function useNeighbours(draft: Draft) {
  const { text, where } = submission(draft, true)
  const asked = useSettled(
    text.length < leastCharacters ? '' : JSON.stringify({ text: text.slice(0, 5000), where }),
    800,
  )
  return useQuery({
    queryKey: ['neighbours', asked],
    queryFn: ({ signal }) =>
      request<Neighbour[]>('POST', '/appeals/similar', { body: JSON.parse(asked), signal }),
    enabled: asked !== '',
    // It helps and must never be in the way: without an answer the report goes on as ever.
    retry: false,
    staleTime: 60_000,
    placeholderData: (before) => (asked === '' ? undefined : before),
  })
}

/** Open appeals nearby like what is being written: who meets the same joins, and need not write on. */
export function Neighbours() {
  const t = useText(neighbourTexts)
  const { draft } = useDraft()
  const { data } = useNeighbours(draft)
  const [joined, setJoined] = useState<string>()
  if (joined !== undefined) return <Joined id={joined} />
  if (data === undefined || data.length === 0) return <p role="status" className="visually-hidden" />
  return (
    <section className="neighbours card" aria-labelledby="neighbours-title">
      <h2 id="neighbours-title">{t('title')}</h2>
      <p className="field-hint" role="status">
        {t('hint', { count: data.length })}
      </p>
      <ul className="neighbour-list">
        {data.map((neighbour) => (
          <li key={neighbour.id} className="neighbour">
            <NeighbourCard
              neighbour={neighbour}
              words={draft.text.trim()}
              onJoin={() => setJoined(neighbour.id)}
            />
          </li>
        ))}
      </ul>
      <p className="field-hint">{t('else')}</p>
    </section>
  )
}

interface NeighbourCardProps {
  readonly neighbour: Neighbour
  readonly words: string
  readonly onJoin: () => void
}

function NeighbourCard({ neighbour, words, onJoin }: NeighbourCardProps) {
  const t = useText(neighbourTexts)
  const terms = neighbour.shared.map((s) => ({ term: s.words, weight: 1, spans: s.spans }))
  return (
    <>
      <HighlightedText text={neighbour.title} terms={terms} isPlain />
      <p className="facts">
        <StateTag state={neighbour.state} resident="follower" />
        <PlaceName path={neighbour.place} />
        <span>{t(neighbour.days === 0 ? 'today' : 'days', { days: neighbour.days })}</span>
        <span>{t('followers', { count: neighbour.followers })}</span>
      </p>
      {neighbour.reader === 'mine' && <Known id={neighbour.id} label={t('mine')} />}
      {neighbour.reader === 'following' && <Known id={neighbour.id} label={t('following')} />}
      {neighbour.reader === 'join' && <JoinButton neighbour={neighbour} words={words} onJoin={onJoin} />}
      {neighbour.reader === 'sign-in' && (
        <Link to="/mine" className="button">
          {t('sign-in')}
        </Link>
      )}
    </>
  )
}

function Known({ id, label }: { id: string; label: string }) {
  const t = useText(neighbourTexts)
  return (
    <p>
      {label}{' '}
      <Link to="/appeal/$id" params={{ id }}>
        {t('look')}
      </Link>
    </p>
  )
}

function JoinButton({ neighbour, words, onJoin }: NeighbourCardProps) {
  const t = useText(neighbourTexts)
  const failureText = useFailureText()
  const [isGiven, setGiven] = useState(true)
  const [key] = useState(newIntentionKey)
  const join = useMutation({
    mutationFn: () =>
      api.post(
        `/appeals/${neighbour.id}/join`,
        { version: neighbour.version, ...(isGiven ? { text: words.slice(0, mostWords) } : {}) },
        `${key}-${isGiven}`,
      ),
    onSuccess: onJoin,
  })
  return (
    <>
      <label className="choice">
        <input type="checkbox" checked={isGiven} onChange={({ target }) => setGiven(target.checked)} />
        {t('words')}
      </label>
      {join.error !== null && (
        <p role="alert" className="field-error">
          {failureText(join.error)}
        </p>
      )}
      <Button kind="main" busy={join.isPending} onClick={() => join.mutate()}>
        {t('join')}
      </Button>
    </>
  )
}

/** Joined: what was written has done its work, unless the person keeps it for another matter. */
function Joined({ id }: { id: string }) {
  const t = useText(neighbourTexts)
  const go = useGo()
  const look = () => {
    dropDraft()
    void go({ to: '/appeal/$id', params: { id } })
  }
  return (
    <section className="neighbours card" role="status">
      <h2>{t('done')}</h2>
      <p>{t('done.text')}</p>
      <Button kind="main" onClick={look}>
        {t('done.look')}
      </Button>
      <p className="field-hint">{t('done.keep')}</p>
    </section>
  )
}
