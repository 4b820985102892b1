const width = 112
const height = 24

/** The last weeks as small bars; the figures beside it say the same. */
export function Sparkline({ days }: { days: readonly { messages: number }[] }) {
  const most = Math.max(1, ...days.map((d) => d.messages))
  const step = width / days.length
  return (
    <svg
      className="sparkline"
      width={width}
      height={height}
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
    >
      <rect x={0} y={height - 1} width={width} height={1} fill="var(--line)" />
      {days.map((d, i) => {
        const tall = (d.messages / most) * (height - 2)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place in the row.
          <rect key={i} x={i * step} y={height - tall} width={step - 1} height={tall} fill="currentColor" />
        )
      })}
    </svg>
  )
}
