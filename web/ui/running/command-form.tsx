import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useRef, useState } from 'react'
import { collectionMessages } from '#modules/collection/messages'
import { compileContract } from '#modules/collection/rules'
import type { OwnCommand } from '#modules/scenarios/contract'
import { ApiProblem, newIntentionKey } from '../api.ts'
import { cityField } from '../city-time.ts'
import { deviceNow } from '../clock.ts'
import { Button } from '../controls.tsx'
import { ErrorSummary, type FieldError } from '../error-summary.tsx'
import { useLanguage, useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import type { FormProblem } from '../outbox/entry.ts'
import { useFailureText, useOnline } from '../states.tsx'
import { Answer } from './answer.tsx'
import { ItemField } from './item-field.tsx'
import { type CommandInput, type Given, type Giving, runKey, useRun, type Values } from './run.ts'
import { titleOf } from './values.ts'

const anywhere = { places: [], placeItem: null, timeItem: null, from: null }
const noProblems: readonly FormProblem[] = []

interface CommandFormProps {
  readonly command: OwnCommand
  /** Tells it from another form of the command on the same page. */
  readonly label?: string
  /** Values that are there already: of the row at which it is given, or of what was refused. */
  readonly start?: Values
  readonly problems?: readonly FormProblem[]
  /** Items that say which row is meant: shown, and not changed. */
  readonly fixed?: readonly string[]
  readonly onGiven?: () => void
}

/** The fields of a command; what is wrong stands at its field, what the program answers below the button. */
export function CommandForm({
  command,
  label,
  start,
  problems = noProblems,
  fixed = [],
  onGiven,
}: CommandFormProps) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const isOnline = useOnline()
  const { look } = useRun()
  const id = useId()
  const say = useProblemText(command, id)
  const [fields, setFields] = useState<Values>(() => startOf(command, start))
  const [errors, setErrors] = useState<readonly FieldError[]>(() => problems.map(say))
  const giving = useGiving()
  const { record, at, scan = [] } = command.filling ?? {}
  const asked = command.input.filter(({ name }) => name !== record && name !== at)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (giving.isPending) return
    const intention = giving.begin()
    const filled = filledIn(command, fields, intention)
    const found = problemsIn(command, filled).map(say)
    setErrors(found)
    if (found.length > 0) return
    giving.give(
      {
        command: command.code,
        title: command.title[locale],
        fields,
        input: inputOf(command, filled),
        key: intention.key,
      },
      {
        onDone: () => {
          setFields(startOf(command, start))
          onGiven?.()
        },
        onRefused: (told) => setErrors(told.map(say)),
      },
    )
  }
  return (
    <form className="run-form" noValidate onSubmit={submit} aria-label={label ?? command.title[locale]}>
      {command.hint !== undefined && <p className="run-muted">{command.hint[locale]}</p>}
      <ErrorSummary errors={errors} />
      {asked.map((item) => (
        <ItemField
          key={item.name}
          canScan={scan.includes(item.name)}
          id={`${id}-${item.name}`}
          item={item}
          value={fields[item.name] ?? ''}
          isFixed={fixed.includes(item.name) && (start?.[item.name] ?? '') !== ''}
          errors={errors}
          onChange={(value) => {
            giving.change()
            setFields((old) => ({ ...old, [item.name]: value }))
          }}
        />
      ))}
      <Button kind="main" type="submit" busy={giving.isPending}>
        {look === 'phone' && !isOnline ? t('give.offline') : command.title[locale]}
      </Button>
      <Outcome command={command} error={giving.error} given={giving.given} />
    </form>
  )
}

interface OutcomeProps {
  readonly command: OwnCommand
  readonly error: Error | null
  readonly given: Given | undefined
}

function Outcome({ command, error, given }: OutcomeProps) {
  const t = useText(runningTexts)
  const failureText = useFailureText()
  return (
    <div className="run-outcome">
      {error !== null && (
        <p role="alert" className="field-error">
          {failureText(error)}
        </p>
      )}
      <div role="status">
        {given?.kept === true && <p>{t('given.kept')}</p>}
        {given?.kept === false && (
          <>
            <p className="run-good">
              ✓ {t('given')} · {t('given.rows', { rows: given.rows })}
            </p>
            <Answer command={command} output={given.output} />
          </>
        )}
      </div>
    </div>
  )
}

interface Ends {
  readonly onDone: () => void
  readonly onRefused: (problems: readonly FormProblem[]) => void
}

interface Intention {
  readonly key: string
  /** When it was first given, by the device's clock. */
  readonly at: string
}

/** One intention keeps its key and time through every repeat; another content or an answer ends it. */
function useGiving() {
  const { give } = useRun()
  const client = useQueryClient()
  const intention = useRef<Intention>(undefined)
  const sending = useMutation({
    mutationFn: (giving: Giving) => give(giving),
    onSettled: () => client.invalidateQueries({ queryKey: runKey }),
  })
  return {
    isPending: sending.isPending,
    error: sending.error,
    given: sending.data,
    change: () => {
      intention.current = undefined
      if (!sending.isPending) sending.reset()
    },
    begin: () => {
      intention.current ??= { key: newIntentionKey(), at: deviceNow().toISOString() }
      return intention.current
    },
    give: (giving: Giving, { onDone, onRefused }: Ends) =>
      sending.mutate(giving, {
        onSuccess: () => {
          intention.current = undefined
          onDone()
        },
        onError: (error) => {
          if (!(error instanceof ApiProblem)) return
          intention.current = undefined
          const { problems } = error.details
          if (Array.isArray(problems)) onRefused(problems as FormProblem[])
        },
      }),
  }
}

function useProblemText({ input }: OwnCommand, id: string) {
  const say = useText(collectionMessages)
  const { locale } = useLanguage()
  const t = useText(runningTexts)
  return (p: FormProblem): FieldError => {
    const item = input.find((i) => i.name === p.item)
    const title = item === undefined ? p.item : titleOf(item, locale)
    const what = say(`collection.problem.${p.reason}` as 'collection.problem.missing', {
      expected: p.expected ?? '',
    })
    return { field: `${id}-${p.item}`, message: t('item.wrong', { title, what }) }
  }
}

function startOf({ input }: OwnCommand, start: Values = {}): Values {
  return Object.fromEntries(
    input.map(({ name, type }) => {
      const text = start[name] ?? ''
      const isInstant = type === 'time' && text.endsWith('Z') && !Number.isNaN(Date.parse(text))
      return [name, isInstant ? cityField(text) : text]
    }),
  )
}

/** With what the screen knows by itself. */
function filledIn({ filling = { scan: [] } }: OwnCommand, fields: Values, by: Intention): Values {
  const { record, at } = filling
  return {
    ...fields,
    ...(record === undefined ? {} : { [record]: by.key }),
    ...(at === undefined ? {} : { [at]: by.at }),
  }
}

/** What the screen itself can see; the server looks again. */
function problemsIn({ input }: OwnCommand, fields: Values): readonly FormProblem[] {
  const checked = compileContract({ items: input, rules: [], scope: anywhere }).check(fields, deviceNow())
  return 'problems' in checked ? checked.problems : noProblems
}

function inputOf({ input }: OwnCommand, fields: Values): CommandInput {
  return Object.fromEntries(
    input.map(({ name }) => {
      const text = (fields[name] ?? '').trim()
      return [name, text === '' ? null : text]
    }),
  )
}
