import { useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'

/** Deeper than this nobody reads a list; the rest stands as text. */
const deepest = 4

/** What a program answered, whatever its shape: a list of names and values. */
export function Answer({ output }: { output: unknown }) {
  const t = useText(runningTexts)
  if (output === null || output === undefined) return null
  return (
    <section className="run-answer" aria-label={t('answer')}>
      <Part value={output} depth={0} />
    </section>
  )
}

function Part({ value, depth }: { value: unknown; depth: number }) {
  const t = useText(runningTexts)
  if (value === null || value === undefined || value === '') return <span>{t('answer.empty')}</span>
  if (typeof value === 'boolean') return <span>{t(value ? 'yes' : 'no')}</span>
  if (typeof value !== 'object') return <span>{String(value)}</span>
  if (depth === deepest) return <code>{JSON.stringify(value)}</code>
  if (Array.isArray(value))
    return value.length === 0 ? (
      <span>{t('answer.empty')}</span>
    ) : (
      <ul>
        {value.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer is shown once and never changes.
          <li key={i}>
            <Part value={one} depth={depth + 1} />
          </li>
        ))}
      </ul>
    )
  return (
    <dl>
      {Object.entries(value).map(([name, one]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Part value={one} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
