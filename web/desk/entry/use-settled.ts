import { useEffect, useState } from 'react'

/** The value once it has stood still for a moment, so that the server is not asked with each letter. */
export function useSettled<V>(value: V, ms = 500): V {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
