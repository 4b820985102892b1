interface ChooseProps<V extends string> {
  readonly id: string
  readonly label: string
  readonly value: V
  readonly values: readonly V[]
  readonly word: (value: V) => string
  readonly onChange: (value: V) => void
  readonly isInvalid?: boolean
}

/** One of a few words. */
export function Choose<V extends string>({
  id,
  label,
  value,
  values,
  word,
  onChange,
  isInvalid,
}: ChooseProps<V>) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        aria-invalid={isInvalid}
        onChange={(e) => onChange(e.target.value as V)}
      >
        {values.map((v) => (
          <option key={v} value={v}>
            {word(v)}
          </option>
        ))}
      </select>
    </div>
  )
}
