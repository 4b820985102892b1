import type { Citation, Turn } from '#modules/assistant/contract'
import { Button } from '../../ui/controls.tsx'
import { cutText } from '../../ui/highlight.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Link } from '../links.ts'
import { askTexts } from '../messages/ask.ts'

/** From this confidence on the answer is called fairly sure: .87 of such first passages were the right ones. */
const sureFrom = 0.7

/** A question and what was found for it: an answer, candidates, an honest "I do not know", or the emergency numbers. */
export function TurnView({ turn, onRate }: { turn: Turn; onRate: (helpful: boolean) => void }) {
  const t = useText(askTexts)
  return (
    <article className="ask-turn" aria-label={turn.question}>
      <p className="ask-question">
        <span className="visually-hidden">{t('you')}：</span>
        {turn.question}
      </p>
      {turn.outcome === 'urgent' ? <Urgent kind={turn.answer.urgent ?? ''} /> : <Found turn={turn} />}
      {turn.outcome !== 'urgent' && <Rating helpful={turn.helpful} onRate={onRate} />}
    </article>
  )
}

function Found({ turn }: { turn: Turn }) {
  const t = useText(askTexts)
  const { citations, wording } = turn.answer
  const [first, ...others] = citations
  const isAnswer = turn.outcome === 'answered'
  return (
    <div className="ask-answer">
      <p className="ask-how">
        <span className="ai-mark">{t('mark')}</span>
        {isAnswer && t(turn.confidence >= sureFrom ? 'sure' : 'unsure')}
      </p>
      {turn.outcome === 'unknown' && <p>{t('unknown')}</p>}
      {turn.outcome === 'candidates' && <p>{t('candidates')}</p>}
      {wording !== null && (
        <>
          <p className="ask-wording">{wording}</p>
          <p className="field-hint">{t('wording')}</p>
        </>
      )}
      {isAnswer && first !== undefined && <Quote citation={first} />}
      {isAnswer && others.length > 0 && <p className="field-hint">{t('others')}</p>}
      <Titles citations={isAnswer ? others : citations} />
    </div>
  )
}

/** The passage word for word, with the question's words marked, its source and the day of its text. */
function Quote({ citation }: { citation: Citation }) {
  const t = useText(askTexts)
  const { quote, marks, title, section, passage } = citation
  const terms = [{ term: '', weight: 1, spans: marks }]
  return (
    <figure className="ask-quote">
      <blockquote>
        {cutText(quote, terms).map(({ from, text, term }) =>
          term === null ? <span key={from}>{text}</span> : <mark key={from}>{text}</mark>,
        )}
      </blockquote>
      <figcaption>
        <Link to="/ask/passage/$id" params={{ id: passage }}>
          《{title}》{section}
        </Link>
        <span className="facts">
          <span>{t(`source.${citation.source}`)}</span>
          <VersionDate date={citation.versionDate} />
        </span>
      </figcaption>
    </figure>
  )
}

export function VersionDate({ date }: { date: string | null }) {
  const t = useText(askTexts)
  return <span>{date === null ? t('version.none') : t('version', { date })}</span>
}

function Titles({ citations }: { citations: readonly Citation[] }) {
  const t = useText(askTexts)
  if (citations.length === 0) return null
  return (
    <ul className="ask-titles">
      {citations.map((c) => (
        <li key={c.passage}>
          <Link to="/ask/passage/$id" params={{ id: c.passage }} className="button ask-title">
            {c.title} {c.source === 'regulation' ? c.section : ''}
            <span className="field-hint">{t(`source.${c.source}`)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Rating({ helpful, onRate }: { helpful: boolean | null; onRate: (helpful: boolean) => void }) {
  const t = useText(askTexts)
  return (
    <fieldset className="ask-rating no-print">
      <legend className="visually-hidden">{t('helpful.label')}</legend>
      <Button kind="quiet" aria-pressed={helpful === true} onClick={() => onRate(true)}>
        {t('helpful')}
      </Button>
      <Button kind="quiet" aria-pressed={helpful === false} onClick={() => onRate(false)}>
        {t('unhelpful')}
      </Button>
      <span role="status">{helpful !== null && t('thanks')}</span>
    </fieldset>
  )
}

const numbers: Readonly<Record<string, readonly string[]>> = {
  gas: ['119', '110'],
  life: ['12356', '110', '120'],
  fire: ['119'],
  medical: ['120'],
  crime: ['110'],
  trapped: ['119', '110'],
}
const kinds = ['gas', 'life', 'fire', 'medical', 'crime', 'trapped'] as const

/** Written beforehand: no search, no model. */
function Urgent({ kind }: { kind: string }) {
  const t = useText(askTexts)
  const known = kinds.find((k) => k === kind) ?? 'crime'
  return (
    <div className="ask-urgent" role="alert">
      <h2>▲ {t('urgent.title')}</h2>
      <p>{t(`urgent.${known}`)}</p>
      {(numbers[known] ?? []).map((number) => (
        <a key={number} href={`tel:${number}`} className="button button-danger">
          {t('urgent.call', { number })}
        </a>
      ))}
      <p className="field-hint">{t('urgent.written')}</p>
    </div>
  )
}
