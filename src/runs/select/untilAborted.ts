/** What is read, until the signal aborts: then it throws the signal's reason. */
export async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  signal.throwIfAborted();
  for await (const item of items) {
    signal.throwIfAborted();
    yield item;
  }
}
