import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Loading, useFailureText } from '../../ui/states.tsx'
import { Link } from '../links.ts'
import { askTexts } from '../messages/ask.ts'
import { VoiceInput } from '../report/voice.tsx'
import { TurnView } from './turn.tsx'
import { useConversation } from './use-conversation.ts'

const examples = ['example.1', 'example.2', 'example.3'] as const
const longest = 300

/** One question at a time; every answer shows the passage that it quotes. */
export function AskPage() {
  const t = useText(askTexts)
  const { conversation, isLoading, ask, rate, forget } = useConversation()
  const turns = conversation?.turns ?? []
  const last = useRef<HTMLDivElement>(null)
  const count = turns.length
  useEffect(() => {
    if (count > 0) last.current?.scrollIntoView({ block: 'start' })
  }, [count])
  return (
    <div className="page ask-page">
      <PageTitle title={t('title')} />
      <p className="ask-note">
        <span className="ai-mark">{t('mark')}</span> {t('intro')}
      </p>
      {isLoading && <Loading lines={3} />}
      {count === 0 && !isLoading && <Examples onAsk={(question) => ask.mutate(question)} />}
      <div className="ask-turns" role="log" aria-label={t('conversation')}>
        {turns.map((turn) => (
          <div key={turn.seq} ref={turn.seq === turns.at(-1)?.seq ? last : null}>
            <TurnView turn={turn} onRate={(helpful) => rate.mutate({ seq: turn.seq, helpful })} />
          </div>
        ))}
      </div>
      {count > 0 && (
        <div className="ask-ways">
          <Link to="/ask/people" className="button button-main">
            {t('hand-over')}
          </Link>
          <Button kind="quiet" onClick={forget}>
            {t('again')}
          </Button>
        </div>
      )}
      <QuestionForm busy={ask.isPending} error={ask.error} onAsk={(q) => ask.mutateAsync(q)} />
    </div>
  )
}

function Examples({ onAsk }: { onAsk: (question: string) => void }) {
  const t = useText(askTexts)
  return (
    <section className="group" aria-labelledby="examples">
      <h2 id="examples">{t('example')}</h2>
      {examples.map((name) => (
        <Button key={name} className="ask-example" onClick={() => onAsk(t(name))}>
          {t(name)}
        </Button>
      ))}
    </section>
  )
}

interface FormProps {
  readonly busy: boolean
  readonly error: unknown
  readonly onAsk: (question: string) => Promise<unknown>
}

/** The field stays at thumb's height; what was typed is kept until the answer is there. */
function QuestionForm({ busy, error, onAsk }: FormProps) {
  const t = useText(askTexts)
  const [text, setText] = useState('')
  const [isShort, setShort] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const question = text.trim()
    setShort(question.length < 2)
    if (question.length < 2 || busy) return
    onAsk(question).then(
      () => setText(''),
      () => undefined,
    )
  }
  const said = (more: string) => setText((old) => `${old}${more}`.slice(0, longest))
  return (
    <>
      <div className="group no-print">
        <p id="question-hint" className="field-hint">
          {t('question.hint')}
        </p>
        <VoiceInput onText={said} />
      </div>
      <form className="ask-form no-print" onSubmit={submit} noValidate>
        <label htmlFor="question">{t('question')}</label>
        <div className="ask-row">
          <input
            id="question"
            className="input"
            value={text}
            maxLength={longest}
            autoComplete="off"
            enterKeyHint="send"
            aria-describedby="question-hint question-state"
            aria-invalid={isShort}
            onChange={({ target }) => setText(target.value)}
          />
          <Button type="submit" kind="main" busy={busy}>
            {t('send')}
          </Button>
        </div>
        <AskState busy={busy} isShort={isShort} error={error} />
      </form>
    </>
  )
}

/** What goes on, or what went wrong and what to do about it. */
function AskState({ busy, isShort, error }: { busy: boolean; isShort: boolean; error: unknown }) {
  const t = useText(askTexts)
  const failureText = useFailureText()
  const isOff = error instanceof ApiProblem && error.status === 409
  return (
    <>
      <p
        id="question-state"
        role="status"
        className={isShort || error !== null ? 'field-error' : 'field-hint'}
      >
        {busy && t('sending')}
        {!busy && isShort && t('too-short')}
        {!busy && !isShort && isOff && t('off')}
        {!busy && !isShort && !isOff && error !== null && failureText(error)}
      </p>
      {isOff && (
        <Link to="/ask/people" className="button">
          {t('hand-over')}
        </Link>
      )}
    </>
  )
}
