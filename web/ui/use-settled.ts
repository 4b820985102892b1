import { useEffect, useState } from 'react'

/**
 * The value once it has stood still for a moment, so that the server is not asked with each letter. What is emptied is
 * empty at once: after a call is sent nothing of it may stay on the screen.
 */
export function useSettled<V>(value: V, ms = 500): V {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return value === '' ? value : settled
}
