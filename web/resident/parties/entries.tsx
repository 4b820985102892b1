import { useState } from 'react'
import type { OwnCommand } from '#modules/scenarios/contract'
import { Button } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useColon, useLanguage, useText } from '../../ui/i18n.tsx'
import { canRetry, type Entry } from '../../ui/outbox/entry.ts'
import { record, removeEntry, useOutbox } from '../../ui/outbox/store.ts'
import type { CommandWork } from '../../ui/outbox/work.ts'
import { Answer } from '../../ui/running/answer.tsx'
import { CommandForm } from '../../ui/running/command-form.tsx'
import { useRun } from '../../ui/running/run.ts'
import { Value } from '../../ui/running/value.tsx'
import { titleOf } from '../../ui/running/values.ts'
import { partiesTexts } from '../messages/parties.ts'

interface CommandEntry extends Entry {
  readonly work: CommandWork
}

const isCommand = (entry: Entry): entry is CommandEntry => entry.work.kind === 'command'

/** What was given for this party on this phone: waiting, on its way, refused or done. Nothing leaves by itself but what is done. */
export function Entries({ owner, party }: { owner: string; party: string }) {
  const t = useText(partiesTexts)
  const { entries } = useOutbox()
  const own = entries
    .filter(isCommand)
    .filter((e) => e.owner === owner && e.work.party === party)
    .toReversed()
  if (own.length === 0) return null
  return (
    <section className="group" aria-labelledby="party-entries">
      <h2 id="party-entries">{t('waiting')}</h2>
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
  const t = useText(partiesTexts)
  const { view } = useRun()
  const command = view.commands[entry.work.command]
  return (
    <article className={`card party-entry party-entry-${entry.state}`} aria-label={entry.title}>
      <p className="party-entry-state" role="status">
        <span aria-hidden="true">{shapes[entry.state]}</span> {t(`state.${entry.state}`)}{' '}
        <span className="field-hint">
          <RelativeTime at={new Date(entry.sentAt ?? entry.createdAt).toISOString()} />
        </span>
      </p>
      <h3>{entry.title}</h3>
      <Fields work={entry.work} command={command} />
      {entry.state === 'waiting' && <WhyWaiting entry={entry} />}
      {entry.state === 'refused' && entry.refusal !== null && (
        <div className="party-refusal">
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
  const t = useText(partiesTexts)
  const values = { attempts: entry.attempts, said: entry.said ?? '' }
  const reason = entry.reason === 'network' && entry.said !== undefined ? 'said' : entry.reason
  return <p className="field-hint">{t(`reason.${reason}`, values)}</p>
}

function Fields({ work, command }: { work: CommandWork; command: OwnCommand | undefined }) {
  const colon = useColon()
  const { locale } = useLanguage()
  const filled = Object.entries(work.fields).filter(([, text]) => text !== '')
  return (
    <ul className="party-fields">
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
  const t = useText(partiesTexts)
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
      <div className="party-buttons">
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
        <div role="alert" className="party-buttons">
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
