/** What a device publishes to, and nothing else. */
export function topicOf(device: string): string {
  return `zhizhi/devices/${device}/readings`
}

/** The filter by which a broker outside is listened to. */
export const everyTopic = topicOf('+')

/** The device of a topic; undefined for any other topic. */
export function deviceOfTopic(topic: string): string | undefined {
  return /^zhizhi\/devices\/([A-Za-z0-9][A-Za-z0-9_-]{0,62})\/readings$/.exec(topic)?.[1]
}
