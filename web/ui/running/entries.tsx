import './entries.css'
import { useState } from 'react'
import type { OwnCommand } from '#modules/scenarios/contract'
import { Button } from '../controls.tsx'
import { RelativeTime } from '../deadline.tsx'
import { useColon, useLanguage, useText } from '../i18n.tsx'
import { givenTexts } from '../messages/given.ts'
import { canRetry, type Entry } from '../outbox/entry.ts'
import { record, removeEntry, useOutbox } from '../outbox/store.ts'
import type { CommandWork } from '../outbox/work.ts'
import { Answer } from './answer.tsx'
import { CommandForm } from './command-form.tsx'
import { type RunAt, useRun } from './run.ts'
import { Value } from './value.tsx'
import { titleOf } from './values.ts'

interface CommandEntry extends Entry {
  readonly work: CommandWork
}

/** For the same party, or by the own post in the same scenario. */
function isGivenAt(work: CommandWork, { code, sandbox, party }: RunAt): boolean {
  return work.scenario === code && work.sandbox === sandbox && work.party === party
}

const isCommand = (entry: Entry): entry is CommandEntry => entry.work.kind === 'command'

/** What was given here on this device: waiting, on its way, refused or done. Nothing leaves by itself but what is done. */
export function Entries({ owner }: { owner: string }) {
  const t = useText(givenTexts)
  const { at } = useRun()
  const { entries } = useOutbox()
  const own = entries
    .filter(isCommand)
    .filter((e) => e.owner === owner && isGivenAt(e.work, at))
    .toReversed()
  if (own.length === 0) return null
  return (
    <section className="run-entries" aria-labelledby="run-entries">
      <h2 id="run-entries">{t('waiting')}</h2>
      {own.map((entry) => (
        <EntryCard key={entry.id} entry={entry} />
      ))}
    </section>
  )
}

const shapes: Readonly<Record<Entry['state'], string>> = {
  waiting: '◷',
  sending: '↑',
  refused: '▲',
  sent: '✓',
}

function EntryCard({ entry }: { entry: CommandEntry }) {
  const t = useText(givenTexts)
  const { view } = useRun()
  const command = view.commands[entry.work.command]
  return (
    <article className={`card run-entry run-entry-${entry.state}`} aria-label={entry.title}>
      <p className="run-entry-state" role="status">
        <span aria-hidden="true">{shapes[entry.state]}</span> {t(`state.${entry.state}`)}{' '}
        <span className="field-hint">
          <RelativeTime at={new Date(entry.sentAt ?? entry.createdAt).toISOString()} />
        </span>
      </p>
      <h3>{entry.title}</h3>
      <Fields work={entry.work} command={command} />
      {entry.state === 'waiting' && <WhyWaiting entry={entry} />}
      {entry.state === 'refused' && entry.refusal !== null && (
        <div className="run-refusal">
          <p>{entry.refusal.title}</p>
          {entry.refusal.trace !== '' && (
            <p className="field-hint">{t('trace', { trace: entry.refusal.trace })}</p>
          )}
        </div>
      )}
      {entry.state === 'sent' && <Answer command={command} output={entry.output} />}
      <Buttons entry={entry} command={command} />
    </article>
  )
}

function WhyWaiting({ entry }: { entry: CommandEntry }) {
  const t = useText(givenTexts)
  const values = { attempts: entry.attempts, said: entry.said ?? '' }
  const reason = entry.reason === 'network' && entry.said !== undefined ? 'said' : entry.reason
  return <p className="field-hint">{t(`reason.${reason}`, values)}</p>
}

function Fields({ work, command }: { work: CommandWork; command: OwnCommand | undefined }) {
  const colon = useColon()
  const { locale } = useLanguage()
  const filled = Object.entries(work.fields).filter(([, text]) => text !== '')
  return (
    <ul className="run-fields">
      {filled.map(([name, text]) => {
        const item = command?.input.find((i) => i.name === name)
        return (
          <li key={name}>
            {item === undefined ? name : titleOf(item, locale)}
            {colon}
            <Value item={item} value={text} />
          </li>
        )
      })}
    </ul>
  )
}

function Buttons({ entry, command }: { entry: CommandEntry; command: OwnCommand | undefined }) {
  const t = useText(givenTexts)
  const [asked, setAsked] = useState<'edit' | 'remove'>()
  if (entry.state === 'sending') return null
  const remove = () => void removeEntry(entry.id)
  if (entry.state === 'sent')
    return (
      <Button kind="quiet" onClick={remove}>
        {t('dismiss')}
      </Button>
    )
  return (
    <>
      <div className="run-buttons">
        {entry.state === 'refused' && command !== undefined && (
          <Button
            aria-expanded={asked === 'edit'}
            onClick={() => setAsked(asked === 'edit' ? undefined : 'edit')}
          >
            {t(asked === 'edit' ? 'edit.stop' : 'edit')}
          </Button>
        )}
        {canRetry(entry) && (
          <Button onClick={() => void record(entry.id, { type: 'retry' })}>{t('retry')}</Button>
        )}
        {entry.state === 'refused' ? (
          <Button kind="quiet" onClick={remove}>
            {t('dismiss')}
          </Button>
        ) : (
          <Button kind="danger" onClick={() => setAsked('remove')}>
            {t('remove')}
          </Button>
        )}
      </div>
      {asked === 'remove' && entry.state === 'waiting' && (
        <div role="alert" className="run-buttons">
          <p>{t('remove.sure')}</p>
          <Button kind="danger" onClick={remove}>
            {t('remove.yes')}
          </Button>
        </div>
      )}
      {asked === 'edit' && command !== undefined && (
        <CommandForm
          command={command}
          label={`${t('edit')} · ${entry.title}`}
          start={entry.work.fields}
          {...(entry.refusal?.problems === undefined ? {} : { problems: entry.refusal.problems })}
          onGiven={remove}
        />
      )}
    </>
  )
}
